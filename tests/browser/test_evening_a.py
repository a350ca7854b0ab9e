"""Evening A on telephones: the host moves the visit the night before, and then its gate. `tests/announcements/notices` has the
whole of it by rows: twelve people, a slow mail server and two thousand mails before.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from announcements.notices.sending import send_due
from backstage.models import OutgoingMail, Undeliverable
from participants.links.making import personal_address
from participants.models import Delegate
from participants.vocabulary import Capacity
from tests.announcements.notices import makers
from tests.browser.conftest import PHONE
from tests.browser.looking import assert_sound, sign_in
from tests.browser.without_line import UNTIL_KEPT
from tests.factories import rows
from tours.models import Contact, Event
from tours.vocabulary import ItemKind, Level, PersonRole, RoleKind
from tours.wording import weekday_and_day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEOUL = ZoneInfo("Asia/Seoul")
CONCERNED = ["ana@example.org", "host@example.org", "interpreter@example.org"]
"""Ema is in the other group, the bus of the driver does not move, and no mail reaches Boris."""


@pytest.fixture(autouse=True)
def _site(settings: Settings, live_server: LiveServer) -> None:
    settings.EMAIL_BACKEND, settings.BASE_URL = "backstage.mail.outbox.Outbox", live_server.url


@pytest.fixture(autouse=True)
def first_day() -> Iterator[date]:
    """It is 21:40 of the first day."""
    day = datetime.now(SEOUL).date()
    with time_machine.travel(datetime.combine(day, time(21, 40), SEOUL)):
        yield day


@pytest.fixture
def event(transactional_db: None, first_day: date) -> Event:
    """On the next day group B visits, with an interpreter and a driver, and then talks; group A is in a museum."""
    made = rows.event(title="Smart City Week", slug="week", starts=first_day, ends=first_day + timedelta(days=3))
    Contact.objects.create(event=made, name="Duty desk", phone="+82 2 1")
    a, b = makers.group(made, "A"), makers.group(made, "B")
    for name, group in (("Ana", b), ("Boris", b), ("Ema", a)):
        makers.told(made, name, group).contacts.update(telephone="+381 11 1")
    Undeliverable.objects.create(address="boris@example.org", since=timezone.now())
    day = first_day + timedelta(days=1)
    bus = makers.visit(made, b, day=day, kind=ItemKind.TRANSFER, title="Bus", start=time(9), end=time(9, 20), room="")
    visit = makers.visit(made, b, day=day, room="South gate")
    makers.visit(made, b, day=day, title="Talk", start=time(11, 15), end=time(12, 15), room="Room 1")
    makers.visit(made, a, day=day, title="Museum", start=time(11), end=time(12))
    for item, name in ((visit, "Interpreter"), (bus, "Driver")):
        row = makers.told(made, name, capacity=Capacity(name.lower()))
        assert row.person
        rows.part(item, row.person, role=PersonRole(name.lower()), level=Level.STAFF)
    makers.liaison(made)
    rows.publish(made)
    return made


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_visit_moves_the_night_before(page: Page, phone: Page, live_server: LiveServer, event: Event) -> None:
    _keeps_the_agenda(phone)
    sign_in(page, live_server, rows.colleague(RoleKind.COORDINATOR, at=event))
    _retype(page, live_server, event, {"Starts": "10.30", "Ends (optional)": "12", "Room": "East gate"})
    _the_rest_of_the_morning_later(page, live_server, event)
    _publish_and_send_now(page, live_server, event, version=2)
    assert _written() == CONCERNED
    _has_the_old_plan(phone)
    _reads_from_what_to_what(phone)
    _retype(page, live_server, event, {"Room": "North gate"})
    _publish_and_send_now(page, live_server, event, version=3)
    assert _written() == CONCERNED * 2
    _lists_whom_to_call(page)


def _keeps_the_agenda(phone: Page) -> None:
    phone.goto(personal_address(Delegate.objects.get(name="Ana"), email="ana@example.org"))
    phone.get_by_role("button", name="Continue").click()
    phone.get_by_role("link", name="Changes", exact=True).click()
    phone.get_by_role("button", name="I have seen this").click()
    phone.get_by_role("link", name="Agenda", exact=True).click()
    phone.evaluate(UNTIL_KEPT, 4)
    phone.context.set_offline(True)


def _retype(page: Page, live_server: LiveServer, event: Event, facts: dict[str, str]) -> None:
    page.goto(live_server.url + reverse("tours:desk_agenda", args=[event.uid]))
    page.get_by_role("link", name="Edit: Traffic centre").click()
    form = page.locator("tr.editing")
    for label, typed in facts.items():
        form.get_by_label(label).fill(typed)
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)


def _the_rest_of_the_morning_later(page: Page, live_server: LiveServer, event: Event) -> None:
    """Of group B, what follows the visit."""
    page.goto(live_server.url + reverse("tours:desk_shift", args=[event.uid]))
    page.get_by_label("Shift by (minutes)").fill("60")
    page.get_by_label("From this time on").fill("11.15")
    page.get_by_label("Day (optional)").select_option(label=weekday_and_day(event.starts + timedelta(days=1)))
    page.get_by_label("Group").select_option(label="B")
    page.get_by_role("button", name="Show the result").click()
    assert_sound(page)
    page.get_by_role("button", name="Shift 1 item").click()
    expect(page.get_by_text("1 item is shifted.")).to_be_visible()


def _publish_and_send_now(page: Page, live_server: LiveServer, event: Event, *, version: int) -> None:
    """What is near is sent now by Enter. The worker does the rest."""
    page.goto(live_server.url + reverse("tours:desk_publish", args=[event.uid]))
    page.get_by_label("Note").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        f"The change from version {version - 1} to version {version}"
    )
    send_due(timezone.now())
    page.reload()
    assert_sound(page)


def _written() -> list[str]:
    """The mailboxes, those of each notice in the order of the alphabet."""
    mails = OutgoingMail.objects.order_by("created_at", "recipient").values_list("key", "recipient")
    return [recipient for _notice, recipient in sorted((int(key.rpartition(" ")[2]), to) for key, to in mails)]


def _has_the_old_plan(phone: Page) -> None:
    phone.reload()
    banner = phone.get_by_role("status").filter(has_text="You are offline: this is a copy.")
    expect(banner).to_contain_text("Version 1,")
    expect(banner.get_by_role("link", name="+82 2 1")).to_be_visible()
    expect(phone.get_by_role("main")).to_contain_text("09:30")


def _reads_from_what_to_what(phone: Page) -> None:
    phone.context.set_offline(False)
    expect(phone.get_by_role("main")).to_contain_text("East gate", timeout=10_000)
    phone.get_by_role("link", name="2 changes since you last looked").click()
    expect(phone.locator(".change h3")).to_have_text(["Changed Traffic centre", "Changed Talk"])
    expect(phone.locator(".change").first).to_contain_text("East gate was: South gate")
    assert_sound(phone)
    phone.get_by_role("button", name="I have seen this").click()


def _lists_whom_to_call(page: Page) -> None:
    """Whom no mail reaches stands first, with the number."""
    people = page.get_by_role("table").last.get_by_role("row")
    expect(people.nth(1)).to_contain_text("Boris")
    expect(people.nth(1).get_by_role("link", name="+381 11 1")).to_be_visible()
