"""What stands under a delegation or a delegate stays: verbs of the rooms below refuse with a sentence."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from participants.delegations.inviting import invite
from tests.factories import rows
from tests.participants import makers
from tours.editions.publishing import locked
from tours.models import ParticipatingCity, Person
from tours.record.merging import merge
from tours.record.undoing.keeping import kept
from tours.record.undoing.undoing import undo
from tours.vocabulary import Step

pytestmark = pytest.mark.django_db


def test_city_that_was_invited_since_stays_when_the_step_is_undone() -> None:
    event, by = makers.published_event(), rows.operator()
    with transaction.atomic():
        locked(event)
        with kept(event, Step.EQUAL, by=by, version=1):
            city = ParticipatingCity.objects.create(event=event, city=rows.rijeka())
    invite(event, [city], by=by)
    assert undo(event, by=by) == [
        "“Participating city: Rijeka” could not be put back as it was. It stays, as something else depends on it."
    ]
    assert event.participating_cities.get() == city


def test_card_of_a_delegate_is_not_merged_away() -> None:
    by = rows.operator()
    row = makers.accepted(makers.delegation(makers.published_event(), by=by), by=by)
    assert row.person
    with pytest.raises(ValidationError, match="Merge such cards at the desk"):
        merge(row.person, into=rows.person("Other Primer"), by=by)
    assert Person.objects.filter(pk=row.person.pk).exists()
