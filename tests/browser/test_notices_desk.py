"""A coordinator publishes a change of today, tells those concerned at once, and sees whom to call; then writes to people."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from announcements.models import Notice, NoticeState
from announcements.notices.raising import raise_due
from announcements.notices.sending import send_due
from backstage.models import Undeliverable
from participants.models import Delegate
from tests.announcements.notices import makers
from tests.browser.conftest import PHONE
from tests.browser.looking import assert_sound, sign_in
from tests.factories import rows
from tours.models import AgendaItem, Event
from tours.vocabulary import RoleKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def today() -> date:
    return datetime.now(ZoneInfo("Asia/Seoul")).date()


@pytest.fixture
def event(transactional_db: None) -> Event:
    """Of today, with a visit of group B: Ana and Boris are in it, and no mail reaches Boris."""
    made = rows.event(title="Smart City Week", slug="week", starts=today(), ends=today() + timedelta(days=4))
    group = makers.group(made, "B")
    makers.told(made, "Ana", group)
    makers.told(made, "Boris", group).contacts.update(telephone="+381 11 123 45 67")
    makers.told(made, "Ema")
    Undeliverable.objects.create(address="boris@example.org", since=timezone.now())
    makers.visit(made, group, day=today() + timedelta(days=1), start=time(0), end=None)  # near at any hour of today
    rows.publish(made)
    return made


def move(event: Event, room: str) -> None:
    AgendaItem.objects.filter(event=event).update(room=room)


def test_enter_publishes_and_sends_at_once_what_is_near(page: Page, live_server: LiveServer, event: Event) -> None:
    move(event, "Gate 4")
    sign_in(page, live_server, rows.colleague(RoleKind.COORDINATOR, at=event))
    page.goto(f"{live_server.url}/desk/events/{event.uid}/publish/")
    expect(page.get_by_text("2 people are told what changes for them")).to_be_visible()
    assert_sound(page)
    page.get_by_label("Note").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("The change from version 1 to version 2")
    assert_sound(page)
    send_due(timezone.now())
    page.reload()
    rows_shown = page.get_by_role("table").last.get_by_role("row")
    expect(rows_shown.nth(1)).to_contain_text("Boris")
    expect(rows_shown.nth(1).get_by_role("link", name="+381 11 123 45 67")).to_be_visible()
    assert_sound(page)
    assert (event.editions.count(), Notice.objects.get().state) == (2, NoticeState.SENT)


@pytest.mark.parametrize("page_without_script", [PHONE], indirect=True)
def test_what_waits_is_held_and_then_not_sent(page_without_script: Page, live_server: LiveServer, event: Event) -> None:
    page = page_without_script
    move(event, "Gate 4")
    rows.publish(event)
    raise_due(timezone.now())
    sign_in(page, live_server, rows.colleague(RoleKind.COORDINATOR, at=event))
    page.goto(f"{live_server.url}/desk/events/{event.uid}/publish/")
    page.get_by_role("link", name="See who is told, hold it, or send it now").click()
    page.get_by_label("Your words").fill("Молимо дођите раније.")
    page.get_by_role("button", name="Hold").click()
    expect(page.get_by_text("On hold: it waits until somebody sends it.")).to_be_visible()
    expect(page.get_by_label("Your words")).to_have_value("Молимо дођите раније.")
    page.get_by_role("link", name="Do not send").click()
    page.get_by_role("button", name="Do not send").click()
    expect(page.get_by_text("Not sent, as was decided")).to_be_visible()
    assert Notice.objects.get().state == NoticeState.CANCELLED


def test_message_goes_to_those_who_are_ticked(page: Page, live_server: LiveServer, event: Event) -> None:
    sign_in(page, live_server, rows.colleague(RoleKind.REGISTRAR, at=event))
    page.goto(f"{live_server.url}/desk/events/{event.uid}/notices/")
    assert_sound(page)
    page.get_by_role("link", name="Write to people").click()
    assert_sound(page)
    page.get_by_label("Subject").fill("Bus")
    page.get_by_label("Message").fill("It leaves at nine.")
    page.get_by_role("button", name="See who gets it").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick at least one person to write to")
    assert_sound(page)
    page.get_by_label("Write to Ema").check()
    page.get_by_role("button", name="See who gets it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Message: Bus")
    assert_sound(page)
    ema = Delegate.objects.get(name="Ema")
    assert [row.delegate for row in Notice.objects.get().recipients.all()] == [ema]
