"""Somebody comes in another's stead: chosen, compared, and what is to be done afterwards."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from participants.models import ChangeRequest, Delegate, Delegation
from participants.nominations import deciding
from participants.nominations.substituting import substitute
from tests.counting import asked as counted
from tests.factories import rows
from tests.html_checker import complaints
from tests.participants import makers
from tests.participants.desk.requests.conftest import asked
from tests.participants.travel.makers import leg, pickup, stay
from tests.tours.admin.conftest import browser_of
from tours.models import Appearance, Event, Group, Person
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


def address_of(row: Delegate, query: str = "") -> str:
    return reverse("participants:substitute", args=[row.pk]) + query


def messages_of(page: Any) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def cards_of(page: Any) -> list[Person]:
    return [card.person for card in page.context["cards"]]


def test_names_put_forward_and_cards_are_offered(
    mayor: Delegate, ours: Delegation, registrar: User, browser: Client
) -> None:
    reserve = deciding.reserve(makers.proposed(ours, by=registrar), by=registrar)
    card = rows.person("Maja Primer-Jović")
    rows.person("Maja Hidden")
    page = browser.get(address_of(mayor, "?q=primer-jović maja"))
    assert (list(page.context["names"]), cards_of(page)) == ([reserve], [card])
    assert f"?card={card.uid}" in page.content.decode()
    request = asked("substitute", mayor, "Maja Primer-Jović")
    assert cards_of(browser.get(address_of(mayor, f"?request={request.pk}"))) == [card]


def test_head_is_asked_and_the_deputy_comes_with_groups(
    event: Event, mayor: Delegate, ours: Delegation, browser: Client
) -> None:
    group, deputy = Group.objects.create(event=event, name="B"), rows.person("Deputy Primer")
    mayor.groups.add(group)
    speech = rows.part(rows.item(event, title="Opening"), mayor.person or "", role="speaker")
    address = address_of(mayor, f"?card={deputy.uid}")
    page = browser.get(address)
    assert page.context["leaving"].speeches == (speech,)
    assert page.context["form"].initial == {"position": ""}
    unsaid = browser.post(address, {"position": "Deputy mayor", "reason": "Elections."})
    assert (unsaid.status_code, list(unsaid.context["form"].errors)) == (400, ["becomes_head"])
    assert 'value="Elections."' in unsaid.content.decode()
    done = browser.post(address, {"position": "Deputy mayor", "becomes_head": "no", "told": "telephone"}, follow=True)
    assert messages_of(done) == ["Deputy Primer comes instead of Đorđe Čačak."]
    new = ours.delegates.get(replaces=mayor)
    assert (new.state, new.capacity, list(new.groups.all()), makers.taken(ours)) == ("accepted", "delegate", [group], 1)
    assert event.appearances.get(person=deputy).position == "Deputy mayor"
    assert (done.context["new"], done.context["parts"], done.context["editable"]) == (new, (speech,), set())
    editor = browser_of(rows.colleague(RoleKind.COORDINATOR, at=event)).get(address_of(mayor))
    assert f"/admin/tours/agendaitem/{speech.item_id}/change/" in editor.content.decode()


def test_earlier_participations_stand_beside_the_names(event: Event, mayor: Delegate) -> None:
    deputy, before = rows.person("Deputy Primer"), rows.event(title="Conference")
    rows.appearance(before, deputy, position="Deputy mayor", city=rows.rijeka())
    page = browser_of(rows.coordinator()).get(address_of(mayor, f"?card={deputy.uid}"))
    side = page.context["coming"]
    assert (side.here, side.earlier) == (
        Appearance.objects.get(person=deputy),
        (Appearance.objects.get(person=deputy),),
    )
    assert page.context["form"].initial == {"position": "Deputy mayor"}


def test_card_is_made_for_a_new_person_only_when_they_come(mayor: Delegate, browser: Client) -> None:
    address = address_of(mayor, "?new=김 Primer")
    assert browser.get(address).context["coming"].name == "김 Primer"
    assert not Person.objects.filter(display_name="김 Primer").exists()
    facts = {"becomes_head": "yes"}
    browser.post(address, facts)
    new = Delegate.objects.get(replaces=mayor)
    assert (new.name, str(new.person), new.capacity, new.state) == ("김 Primer", "김 Primer", "head", "accepted")


def test_request_is_granted_by_it(mayor: Delegate, registrar: User, browser: Client) -> None:
    request = asked("substitute", mayor, "Deputy Primer")
    address = address_of(mayor, f"?new=Deputy Primer&request={request.pk}")
    browser.post(address, {"becomes_head": "yes", "answer": "Welcome."})
    request.refresh_from_db()
    assert (request.state, request.answer, Delegate.objects.get(replaces=mayor).state) == (
        "granted", "Welcome.", "accepted",
    )  # fmt: skip


def test_address_that_the_city_wrote_is_offered_and_given(mayor: Delegate, browser: Client) -> None:
    request = asked("substitute", mayor, "Deputy Primer")
    ChangeRequest.objects.filter(pk=request.pk).update(text="Elections.\ndeputy@example.org\nDeputy mayor")
    address = address_of(mayor, f"?new=Deputy Primer&request={request.pk}")
    assert 'value="deputy@example.org"' in browser.get(address).content.decode()
    browser.post(address, {"becomes_head": "yes", "email": "deputy@example.org"})
    assert Delegate.objects.get(replaces=mayor).contacts.get().email == "deputy@example.org"


def test_what_is_left_to_do_names_room_and_car(event: Event, mayor: Delegate, registrar: User, browser: Client) -> None:
    room = stay(mayor, hotel=rows.venue("Lotte"))
    seat = leg(mayor, pickup=pickup(event))
    leg(mayor)
    substitute(mayor, rows.person("Deputy Primer"), by=registrar)
    page = browser.get(address_of(mayor))
    assert (list(page.context["stays"]), list(page.context["legs"])) == ([room], [seat])
    assert f"/desk/stays/{room.pk}/" in page.content.decode()


def test_name_put_forward_without_a_card_needs_one(
    mayor: Delegate, ours: Delegation, registrar: User, browser: Client
) -> None:
    from participants.nominations.proposing import propose

    row, card = propose(ours, "Maja Primer", by=registrar), rows.person("Maja Primer")
    page = browser.get(address_of(mayor, f"?coming={row.pk}"))
    assert (page.context["who"].row, cards_of(page)) == (row, [card])
    browser.post(address_of(mayor, f"?coming={row.pk}&card={card.uid}"), {"becomes_head": "yes"})
    row.refresh_from_db()
    assert (row.state, row.person, row.replaces) == ("accepted", card, mayor)


def test_refusal_says_why_and_makes_no_card(
    mayor: Delegate, ours: Delegation, registrar: User, browser: Client
) -> None:
    deciding.withdraw(mayor, by=registrar)
    page = browser.post(address_of(mayor, "?new=Deputy"), {"becomes_head": "yes"})
    assert (page.status_code, page.context["form"].non_field_errors()) == (
        400,
        ["Đorđe Čačak is in the state “Withdrawn”, and cannot get from there to “Replaced”."],
    )
    assert not Person.objects.filter(display_name="Deputy").exists()
    assert browser.post(address_of(mayor)).status_code == 400


def test_rows_and_cards_of_others_are_not_found(mayor: Delegate, registrar: User, browser: Client) -> None:
    there = makers.proposed(makers.delegation(makers.published_event(), by=registrar), by=registrar)
    hidden = rows.person("Hidden")
    rows.appearance(rows.event(programme=rows.programme(slug="two", name="Two")), hidden)
    queries = [f"?coming={there.pk}", "?coming=abc", f"?card={hidden.uid}", "?card=abc", f"?coming={mayor.pk}"]
    assert [browser.get(address_of(mayor, query)).status_code for query in queries] == [404] * 5
    assert [browser.get(address_of(mayor, query)).status_code for query in ("?request=abc", "?request=")] == [200, 200]


@pytest.mark.parametrize("number", [3, 300])
def test_choosing_costs_the_same_for_any_number(
    event: Event, mayor: Delegate, ours: Delegation, browser: Client, number: int
) -> None:
    people = Person.objects.bulk_create(Person(display_name=f"Primer {each}") for each in range(number))
    Delegate.objects.bulk_create(
        Delegate(event=event, delegation=ours, person=person, name=person.display_name, rank=each + 2)
        for each, person in enumerate(people)
    )
    with counted() as cost:
        page = browser.get(address_of(mayor, "?q=Primer"))
    assert (len(page.context["names"]), len(page.context["cards"]), cost.queries) == (number, min(number, 10), 8)


@pytest.mark.slow
def test_pages_are_valid(
    event: Event, mayor: Delegate, ours: Delegation, registrar: User, browser: Client, tmp_path: Path
) -> None:
    """By the Nu Html Checker: every page of this room, with mistakes and after the substitution."""
    makers.proposed(ours, by=registrar)
    makers.delegation(event, by=registrar)
    rows.part(rows.item(event), mayor.person or "", role="speaker")
    name, request = asked("name", mayor, "Djordje"), asked("substitute", mayor, "Deputy <b>")
    listing, note = (reverse(f"participants:{each}", args=[event.uid]) for each in ("requests", "note_request"))
    move = reverse("participants:move", args=[mayor.pk])
    compare = address_of(mayor, f"?new=Deputy&request={request.pk}")
    addresses = [
        listing, f"{listing}?state=granted", f"{listing}?state=x", note, f"{note}?delegation={ours.pk}", move, compare,
        *(reverse("participants:request", args=[each.pk]) for each in (name, request)),
        address_of(mayor, f"?request={request.pk}"),
    ]  # fmt: skip
    pages = [browser.get(address) for address in addresses]
    pages += [browser.post(address) for address in (f"{note}?delegation={ours.pk}", move, compare)]
    pages += [browser.post(compare, {"becomes_head": "yes"}, follow=True)]
    files = [tmp_path / f"{number}.html" for number, _page in enumerate(pages)]
    for file, page in zip(files, pages, strict=True):
        file.write_bytes(page.content)
    assert complaints(files) == []
