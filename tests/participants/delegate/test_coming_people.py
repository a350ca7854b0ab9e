"""Who comes, for fellow delegates: heads first, contacts by consent, and nobody who does not come."""

import pytest
from django.urls import reverse

from participants.delegate.coming_people import who_comes
from participants.models import Delegate
from participants.nominations import deciding
from participants.vocabulary import Whose
from tests.factories import rows
from tests.participants import makers
from tests.participants.delegate import worlds
from tests.participants.travel import makers as journey
from tests.participants.visits import visitor

pytestmark = pytest.mark.django_db
PEOPLE = reverse("participants:coming_people")


def told(row: Delegate) -> Delegate:
    Delegate.objects.filter(pk=row.pk).update(told_state=row.state)
    return row


def test_people_stand_by_their_cities_heads_first_and_the_withdrawn_are_not_there() -> None:
    by = rows.operator()
    row = worlds.delegate(by=by)
    assert row.delegation
    told(makers.accepted(row.delegation, by=by, name="Ana Head", capacity="head"))
    deciding.withdraw(makers.accepted(row.delegation, by=by, name="Gone Away"), by=by)
    makers.accepted(row.delegation, by=by, name="Quietly Accepted")
    makers.proposed(row.delegation, by=by, name="Not Yet")
    journey.coming(row.event, "Lee Driver", capacity="driver")
    found = [(body.name, [person.name for person in body.people]) for body in who_comes(row.event)]
    assert found == [("Rijeka", ["Ana Head", "Đorđe Čačak"]), ("", ["Lee Driver"])]


def test_contact_is_shown_of_who_agreed() -> None:
    by = rows.operator()
    row = worlds.delegate(by=by)
    assert row.delegation
    for name in ("Agrees", "Does Not"):
        other = told(makers.accepted(row.delegation, by=by, name=name))
        worlds.contact(other, email=f"{name.split()[0].lower()}@example.org", telephone="")
        worlds.contact(other, email="assistant@example.org", telephone="", whose=Whose.ASSISTANT)
        Delegate.objects.filter(pk=other.pk).update(shares_contact=name == "Agrees")
    only_assistant = journey.coming(row.event, "Has An Assistant", shares_contact=True)
    worlds.contact(only_assistant, email="assistant@example.org", telephone="", whose=Whose.ASSISTANT)
    body = visitor(row).get(PEOPLE).content.decode()
    shown = [f"{name}@example.org" in body for name in ("agrees", "does", "assistant")]
    assert shown == [True, False, False]


def test_names_are_told_to_who_has_a_place_and_knows_it() -> None:
    by = rows.operator()
    row = worlds.delegate(by=by)
    assert row.delegation
    waiting = makers.proposed(row.delegation, by=by, name="Not Yet")
    untold = makers.accepted(row.delegation, by=by, name="Not Told")
    bodies = [visitor(each).get(PEOPLE).content.decode() for each in (row, waiting, untold)]
    assert ["<strong>Đorđe" in body for body in bodies] == [True, False, False]
