"""Last tour's table of forty rows becomes delegations and names in one journey; two cards of one person become one."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from participants.models import Delegate, Delegation, PersonContact
from tests.browser.looking import assert_sound, sign_in
from tests.factories import rows
from tests.participants import makers
from tours.models import Event, ParticipatingCity, Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TOWNS = ["Rijeka", "Belgrade", "Скопје", "Shkodër", "Podgorica", "Sarajevo", "Banja Luka", "Prishtina"]
WORDS = ["Horvat", "Петровић", "Đorđević", "Çela", "Nikolić-Marković"]


def nothing(page: Page) -> bool:
    """Is asked where no script runs: what finds faults is one. The pages are the same."""
    return True


def last_tour() -> str:
    heading = "No.\tCity\tFull name\tPosition\tInstitution\tE-mail\n"
    people = [
        f"{5 * at + number + 1}\t{town if number == 0 else ''}\tAna {word} {at}\tHead of the department for smart city"
        f"\tGrad {town}\tana.{at}.{number}@example.org\n"
        for at, town in enumerate(TOWNS)
        for number, word in enumerate(WORDS)
    ]
    return heading + "".join(people)


def prepared() -> tuple[Event, User]:
    """An event with half of the cities; one is invited. Two people of the table came to the tour before."""
    event, by = makers.published_event(title="Smart City Week"), rows.operator()
    before = makers.published_event(title="Smart City Days", starts="2016-09-05", ends="2016-09-06")
    cities = [rows.city(town, slug=f"town-{at}", zone="Europe/Belgrade") for at, town in enumerate(TOWNS)]
    old = makers.delegation(before, by=by, city=cities[0])
    for name in ("Ana Horvat 0", "Ana Петровић 0"):
        makers.accepted(old, by=by, name=name)
    makers.delegation(event, by=by, city=cities[0], seats=2)
    for city in cities[1:4]:
        ParticipatingCity.objects.create(event=event, city=city, seats=2)
    return event, by


def test_forty_rows_become_delegations_and_names(page: Page, live_server: LiveServer) -> None:
    paste_forty_rows(page, live_server, seen=assert_sound)


def test_forty_rows_become_names_without_a_script(page_without_script: Page, live_server: LiveServer) -> None:
    paste_forty_rows(page_without_script, live_server, seen=nothing)


def paste_forty_rows(page: Page, live_server: LiveServer, *, seen: Callable[[Page], object]) -> None:
    event, by = prepared()
    sign_in(page, live_server, by)
    page.goto(live_server.url + reverse("participants:paste", args=[event.uid]))
    seen(page)
    page.get_by_role("textbox", name="Names").fill(last_tour())
    page.get_by_role("button", name="Show the result").click()
    expect(page.get_by_text("40 rows")).to_be_visible()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Show again").click()
    seen(page)
    page.get_by_role("button", name="Register 40 people").click()
    page.wait_for_url(live_server.url + reverse("participants:delegates", args=[event.uid]))
    assert Delegation.objects.filter(participation__event=event).count() == len(TOWNS)
    assert Delegate.objects.filter(event=event, state="proposed").count() == 40
    assert Person.objects.filter(display_name="Ana Horvat 0").count() == 1


def test_two_cards_found_while_typing_become_one(page: Page, live_server: LiveServer) -> None:
    typed_name(page, live_server)
    merge_two(page, seen=assert_sound)


def test_two_cards_become_one_without_a_script(page_without_script: Page, live_server: LiveServer) -> None:
    typed_name(page_without_script, live_server)
    page_without_script.get_by_role("button", name="Find").click()
    merge_two(page_without_script, seen=nothing)


def typed_name(page: Page, live_server: LiveServer) -> None:
    _event, by = prepared()
    ours = makers.delegation(makers.published_event(title="Conference"), by=by)
    other = makers.accepted(ours, by=by, name="Ana Horvath")
    assert other.person
    PersonContact.objects.create(person=other.person, email="ana.horvat@example.org", telephone="+385 51 000 000")
    sign_in(page, live_server, by)
    page.goto(live_server.url + reverse("participants:cards"))
    page.get_by_label("Name").fill("ана hor")


def merge_two(page: Page, *, seen: Callable[[Page], object]) -> None:
    expect(page.get_by_role("checkbox")).to_have_count(2)
    seen(page)
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Compare two cards").click()
    seen(page)
    page.get_by_role("radio", name=": Ana Horvat 0").check()
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_text("“Ana Horvath” is merged into “Ana Horvat 0”.")).to_be_visible()
