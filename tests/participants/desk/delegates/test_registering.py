"""Registering somebody directly: a place at once, within the seats, with a card that is found or made."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from participants.models import Delegate, Delegation, PersonContact
from participants.nominations import deciding
from tests.factories import rows
from tests.participants import makers
from tests.participants.desk.delegates.reading import page_of, sentences
from tests.refusals import is_not_found
from tests.tours.admin.conftest import browser_of
from tours.models import Event, Person
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(registrar: User) -> Client:
    return browser_of(registrar)


@pytest.fixture
def address(event: Event) -> str:
    return reverse("participants:register", args=[event.uid])


def test_known_person_gets_a_place_within_the_seats(address: str, ours: Delegation, desk: Client) -> None:
    card = rows.person("Ana Primer")
    page = desk.get(address, {"q": "ana"})
    assert [value for value, _label in page.context["form"].fields["card"].choices] == [str(card.uid), "new"]
    facts = {
        "card": str(card.uid),
        "delegation": ours.pk,
        "capacity": "head",
        "email": "ana@example.org",
        "told": "mail",
    }
    answer = desk.post(f"{address}?q=ana", facts)
    row = Delegate.objects.get()
    assert answer["Location"] == page_of(row)
    assert (row.state, row.person, row.capacity, row.takes_seat, makers.taken(ours)) == (
        "accepted",
        card,
        "head",
        True,
        1,
    )
    assert PersonContact.objects.get(person=card).email == "ana@example.org"


def test_driver_of_no_delegation_gets_a_new_card(address: str, desk: Client) -> None:
    desk.post(address, {"card": "new", "name_on_card": "Driver Primer", "capacity": "driver"})
    row = Delegate.objects.get()
    assert (str(row.person), row.delegation, row.takes_seat, row.contacts.count()) == ("Driver Primer", None, False, 0)


def test_refusal_makes_no_card_and_says_why(address: str, event: Event, registrar: User, desk: Client) -> None:
    ours = makers.delegation(event, by=registrar, seats=1)
    deciding.accept(makers.proposed(ours, by=registrar), by=registrar)
    before = Person.objects.count()
    facts = {"card": "new", "name_on_card": "Ana Primer", "delegation": ours.pk, "capacity": "delegate"}
    page = desk.post(address, {**facts, "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")})
    assert (page.status_code, Person.objects.count()) == (400, before)
    assert "“a.pdf” is chosen, and is kept until you save." in page.content.decode()
    assert [words.partition(".")[0] for words in sentences(page)] == [f"All seats of {ours} are taken"]
    assert "Change the seats" in page.content.decode()
    seatless = desk.post(address, {**facts, "delegation": ""})
    assert sentences(seatless)[0].startswith("Choose the delegation of Ana Primer")


def test_delegation_of_another_event_is_refused_with_a_sentence(address: str, desk: Client) -> None:
    coordinator = rows.coordinator()
    there = makers.delegation(makers.published_event(), by=coordinator)
    facts = {"card": "new", "name_on_card": "Ana", "delegation": there.pk, "capacity": "delegate"}
    assert sentences(desk.post(address, facts)) == ["Choose a delegation of this event."]


def test_only_those_who_register_people_may(address: str, event: Event, editor: User) -> None:
    assert [browser_of(editor).get(address).status_code, browser_of(editor).post(address).status_code] == [403, 403]
    assert is_not_found(browser_of(rows.colleague(RoleKind.REGISTRAR, at=rows.event())).get(address))
