"""What stands under a delegation or a delegate stays: verbs of the rooms below refuse with a sentence."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import rows
from tests.participants import makers
from tours.models import Person
from tours.record.merging import merge

pytestmark = pytest.mark.django_db


def test_card_of_a_delegate_is_not_merged_away() -> None:
    by = rows.operator()
    row = makers.accepted(makers.delegation(makers.published_event(), by=by), by=by)
    assert row.person
    with pytest.raises(ValidationError, match="Such a card cannot be merged yet"):
        merge(row.person, into=rows.person("Other Primer"), by=by)
    assert Person.objects.filter(pk=row.person.pk).exists()
