"""The pages that find cards and merge two."""

import re
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from participants.models import PersonContact
from tests.factories import rows
from tests.participants import makers
from tests.refusals import is_not_found
from tests.tours.admin.conftest import browser_of
from tours.models import Event, Person
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
CARDS = "/desk/cards/"


@pytest.fixture
def event() -> Event:
    return makers.published_event(title="Week")


@pytest.fixture
def registrar(event: Event) -> User:
    return rows.colleague(RoleKind.REGISTRAR, at=event)


def merging(*cards: Person) -> str:
    return reverse("participants:merge_cards", query={"card": [str(card.uid) for card in cards]})


def card_at(event: Event, name: str, by: User) -> Person:
    row = makers.accepted(makers.delegation(event, by=by), by=by, name=name)
    assert row.person
    return row.person


def errors(page: Any) -> list[str]:
    return [error for found in page.context["form"].errors.values() for error in found]


def test_cards_that_the_user_may_see_are_found_with_what_they_were(event: Event, registrar: User) -> None:
    rows.appearance(event, rows.person("Ana Horvat"), position="Mayor", city=rows.rijeka())
    rows.appearance(rows.event(), rows.person("Ana Secret"), position="Spy")
    page = browser_of(registrar).get(CARDS, {"q": "ana"})
    cells = re.findall(r'<td data-label="[^"]*">(.*?)</td>', page.content.decode())
    assert cells == ["Ana Horvat", "Mayor", "Rijeka", "Week"]
    part = browser_of(registrar).get(CARDS, {"q": "ana", "part": "list"}).content.decode()
    assert ("<h1" in part, part.count("Ana Horvat")) == (False, 3)
    nobody = browser_of(registrar).get(CARDS, {"q": "<i>zzz"}).content.decode()
    assert "No card that you may see is called “&lt;i&gt;zzz”." in nobody


@pytest.mark.parametrize("typed", ["\0", "x" * 5000, "🙂"])
def test_odd_words_find_nothing(registrar: User, typed: str) -> None:
    assert browser_of(registrar).get(CARDS, {"q": typed}).context["cards"] == []


def test_two_cards_are_compared_and_merged(event: Event, registrar: User) -> None:
    other = makers.published_event(title="Days")
    rows.role(registrar, RoleKind.REGISTRAR, at=other)
    one, two = card_at(event, "Ana Horvat", registrar), card_at(other, "Ana Horvath", registrar)
    PersonContact.objects.create(person=two, email="ana@example.org", telephone="+385 51 000")
    browser = browser_of(registrar)
    page = browser.get(merging(one, two))
    text = page.content.decode()
    assert [word in text for word in ("Ana Horvath", "ana@example.org, +385 51 000", "Delegate: Has a place")] == [
        True
    ] * 3
    assert errors(browser.post(merging(one, two), {"shown": page.context["tag"]})) == ["Choose the card that is kept."]
    facts = {"kept": str(one.uid), "shown": page.context["tag"]}
    answer = browser.post(merging(one, two), facts)
    assert answer.headers["Location"] == f"{CARDS}?q=Ana+Horvat"
    assert sorted(one.delegates.values_list("event__title", flat=True)) == ["Days", "Week"]
    assert not Person.objects.filter(pk=two.pk).exists()
    assert browser.post(merging(one, two), facts).status_code == 400  # both UIDs are the same card's now


def test_both_at_one_event_is_told_and_offers_no_button(event: Event, registrar: User) -> None:
    one, two = card_at(event, "Ana Horvat", registrar), card_at(event, "Ana Horvath", registrar)
    browser = browser_of(registrar)
    page = browser.get(merging(one, two))
    [sentence] = page.context["in_the_way"]
    assert (sentence.startswith("Both cards come to Week."), ">Merge</button>" in page.content.decode()) == (
        True,
        False,
    )
    answer = browser.post(merging(one, two), {"kept": str(one.uid), "shown": page.context["tag"]})
    assert (answer.status_code, errors(answer)) == (400, [sentence])


def test_what_changed_since_it_was_shown_is_told(event: Event, registrar: User) -> None:
    one, two = card_at(event, "Ana Horvat", registrar), rows.person("Ana Horvath")
    answer = browser_of(registrar).post(merging(one, two), {"kept": str(one.uid), "shown": "0"})
    assert (answer.status_code, Person.objects.filter(pk=two.pk).exists()) == (400, True)


def test_card_out_of_sight_is_not_found_and_one_in_others_hands_is_refused(event: Event, registrar: User) -> None:
    elsewhere = makers.published_event()
    mine, hidden = card_at(event, "Ana Horvat", registrar), card_at(elsewhere, "Ana Secret", registrar)
    browser = browser_of(registrar)
    assert is_not_found(browser.get(merging(mine, hidden)))
    rows.role(registrar, RoleKind.VIEWER, at=elsewhere)
    rows.part(rows.item(elsewhere), hidden)  # whom viewers see
    assert [browser.get(merging(mine, hidden)).status_code, browser.post(merging(mine, hidden)).status_code] == [
        403,
        403,
    ]


@pytest.mark.parametrize("query", ["", "?card=x", "?card=1&card=2&card=3", "?card=1&card=1"])
def test_not_two_cards_is_told(registrar: User, query: str) -> None:
    page = browser_of(registrar).get(f"/desk/cards/merge/{query}")
    assert (page.status_code, "Choose two cards" in page.content.decode()) == (400, True)


def test_what_is_no_card_is_not_found(registrar: User) -> None:
    assert is_not_found(browser_of(registrar).get("/desk/cards/merge/?card=x&card=y"))
