"""Evening B at the desk: after the freeze a city asks that somebody else comes; the registrar compares, grants and decides
who is head.
"""

from collections.abc import Iterator
from datetime import date
from itertools import chain

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from participants.models import ChangeRequest, Delegate, Delegation
from tests.browser.looking import AT_BOTH_WIDTHS, assert_sound, sign_in
from tests.factories import rows
from tests.participants import makers
from tours.models import Event, Group
from tours.vocabulary import RoleKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(transactional_db: None) -> Event:
    return makers.published_event(title="Smart City Week", slug="week")


@pytest.fixture
def registrar(event: Event) -> User:
    return rows.colleague(RoleKind.REGISTRAR, at=event, name="Maja")


@pytest.fixture
def ours(event: Event, registrar: User) -> Delegation:
    return makers.delegation(event, by=registrar, seats=1, city=rows.rijeka(), freeze_on=date(2017, 8, 25))


@pytest.fixture
def mayor(event: Event, ours: Delegation, registrar: User) -> Delegate:
    row = makers.accepted(ours, by=registrar, capacity="head", name="Đorđe Čačak-Vukosavljević")
    row.groups.add(Group.objects.create(event=event, name="Group B"))
    assert row.person
    rows.part(rows.item(event, title="Opening words"), row.person, role="speaker")
    rows.appearance(event, row.person, position="Mayor")
    return row


def note(page: Page, mayor: Delegate) -> Iterator[str]:
    """The registrar notes what the focal point said on the telephone."""
    yield "requests"
    page.get_by_role("link", name="Note a request").click()
    yield "whose"
    page.get_by_label("Delegation that asks").select_option(label="Rijeka")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("The last day for changes was 25 August 2017.")).to_be_visible()
    yield "note"
    page.get_by_label("What they ask for").select_option(label="Somebody else comes")
    page.get_by_label("Whom it is about").select_option(label=mayor.name)
    page.get_by_label("New name").fill("Деян Примѣр")
    page.get_by_label("In their words").fill("Elections. The deputy mayor comes.")
    page.get_by_label("Who asks").fill("Ana Primer")
    page.get_by_label("How they told us").select_option(label="By telephone")
    page.get_by_role("button", name="Note the request").click()
    expect(page.get_by_role("status")).to_have_text("The request is noted. Nothing changes until it is granted.")


def decide(page: Page) -> Iterator[str]:
    """The registrar compares the two, says who is head, and grants."""
    yield "request"
    page.get_by_role("link", name="Choose and compare").click()
    yield "who"
    page.get_by_role("link", name="Make a new card: Деян Примѣр").click()
    yield "compare"
    page.get_by_label("Position at this event").fill("Deputy mayor")
    page.get_by_label("Answer").fill("Welcome.")
    page.get_by_label("No, a delegate").check()
    page.get_by_role("button", name="comes instead of").click()
    expect(page.get_by_role("status")).to_contain_text("Деян Примѣр comes instead of")
    expect(page.get_by_text("Opening words (Speaker)")).to_be_visible()
    yield "done"
    page.get_by_role("link", name="All requests of the event").click()
    expect(page.get_by_text("Granted", exact=True).last).to_be_visible()
    yield "granted"


def is_changed_over(mayor: Delegate, ours: Delegation) -> bool:
    new = Delegate.objects.get(replaces=mayor)
    assert (new.state, new.capacity, [group.name for group in new.groups.all()]) == (
        "accepted",
        "delegate",
        ["Group B"],
    )
    assert (new.event.appearances.get(person=new.person).position, makers.taken(ours)) == ("Deputy mayor", 1)
    return ChangeRequest.objects.get().state == "granted"


@AT_BOTH_WIDTHS
def test_deputy_comes_for_the_mayor(
    page: Page, live_server: LiveServer, event: Event, ours: Delegation, mayor: Delegate, registrar: User
) -> None:
    sign_in(page, live_server, registrar)
    page.goto(f"{live_server.url}/desk/events/{event.uid}/requests/")
    for _step in chain(note(page, mayor), decide(page)):
        assert_sound(page)
    assert is_changed_over(mayor, ours)


def test_deputy_comes_for_the_mayor_without_script(
    page_without_script: Page, live_server: LiveServer, event: Event, ours: Delegation, mayor: Delegate, registrar: User
) -> None:
    page = page_without_script
    sign_in(page, live_server, registrar)
    page.goto(f"{live_server.url}/desk/events/{event.uid}/requests/")
    assert [*note(page, mayor), *decide(page)][-1] == "granted"
    assert is_changed_over(mayor, ours)
