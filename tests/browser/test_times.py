"""A reader at an event, and one at home: what is on now, and when that is by the reader's own clock. The clock is made up."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import PHONE, watched
from tests.browser.looking import assert_sound
from tests.factories import rows
from tours.models import Event
from tours.vocabulary import Status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEOUL = ZoneInfo("Asia/Seoul")
ROW = "#now-and-next li"


@pytest.fixture(autouse=True)
def first_day() -> Iterator[date]:
    """It is 10:20 of the first day at the place."""
    day = datetime.now(SEOUL).date()
    with time_machine.travel(datetime.combine(day, time(10, 20), SEOUL)):
        yield day


@pytest.fixture
def week(transactional_db: None, first_day: date) -> Event:
    event = rows.event(title="Smart City Week", slug="week", starts=first_day, ends=first_day + timedelta(days=1))
    facts: dict[str, Any] = {"event": event, "day": first_day}
    rows.item(title="Opening", start=time(10), end=time(11), room="Room 1", **facts)
    tour = rows.item(title="Tour for few", start=time(10), end=time(12), room="Gate 1", **facts)
    rows.item(title="Called off", start=time(10), end=time(11), status=Status.CANCELLED, **facts)
    rows.item(title="Short talk", start=time(11), end=None, room="", **facts)
    rows.item(title="Free morning", start=None, end=None, **facts)
    rows.item(event, title="Farewell", day=first_day + timedelta(days=1), start=time(9), end=time(10))
    rows.publish(event)
    tour.room = "Gate 2"
    tour.save()
    rows.publish(event)  # so that a mark stands between title and place
    return event


@pytest.fixture
def fixed_week(transactional_db: None) -> Event:
    """In September 2017, when Seoul is seven hours before Rijeka."""
    event = rows.event(title="Fixed week", slug="fixed")
    rows.item(event, title="Opening", start=time(16, 30), end=time(18))
    rows.item(event, title="Night", start=time(2), end=time(3))
    rows.item(event, title="Late", start=time(23, 30), end=time(1), ends_on=event.starts + timedelta(days=1))
    rows.publish(event)
    return event


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_page_says_what_is_on_and_next_minute_by_minute(
    page: Page, live_server: LiveServer, week: Event, first_day: date
) -> None:
    page.clock.install(time=datetime.combine(first_day, time(10, 20, 30), SEOUL))
    page.goto(live_server.url + "/events/week/")
    expect(page.locator(ROW)).to_have_text(
        [
            "Now: Opening, Room 1, 40 minutes left",
            "Now: Tour for few, Gate 2, 1 hour 40 minutes left",
            "Next: Short talk, in 40 minutes",
        ]
    )
    assert page.locator(":is([aria-live], [role=status]):is(#now-and-next, :has(#now-and-next))").count() == 0
    assert_sound(page)
    link = page.locator(ROW).first.get_by_role("link")
    link.focus()
    page.clock.run_for("01:00")
    expect(page.locator(ROW).first).to_have_text("Now: Opening, Room 1, 39 minutes left")
    expect(link).to_be_focused()
    page.clock.run_for("39:00")
    tomorrow = f"{first_day + timedelta(days=1):%A}"
    expect(page.locator(ROW)).to_have_text(
        [
            "Now: Tour for few, Gate 2, 1 hour left",
            "Now: Short talk, 1 hour left",
            re.compile(f"^Next: Farewell, {tomorrow} .*, 09:00$"),
        ]
    )
    page.locator(ROW).nth(1).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Short talk")


@pytest.fixture
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A phone at home in Rijeka, seven or eight hours behind Seoul; or in another zone, by an indirect parameter."""
    zone = getattr(request, "param", "Europe/Zagreb")
    yield from watched(browser.new_context(viewport={"width": PHONE, "height": 900}, timezone_id=zone))


def test_times_at_home_stand_behind_those_of_the_place_by_choice(
    reader: Page, live_server: LiveServer, fixed_week: Event
) -> None:
    page = reader
    page.goto(live_server.url + "/events/fixed/")
    box = page.get_by_label("Show times at home as well (Europe/Zagreb)")
    times = page.locator(".when")
    there = ["02:00–03:00", "16:30–18:00", "23:30–01:00 (+1 day)"]
    expect(times).to_have_text(there)
    box.check()
    at_home = ["Sun 19:00–20:00", "09:30–11:00", "16:30–18:00"]
    both = [f"{one} ({other} at your place)" for one, other in zip(there, at_home, strict=True)]
    expect(times).to_have_text(both)
    assert_sound(page)
    page.reload()
    expect(times).to_have_text(both)
    page.get_by_role("link", name="Opening", exact=True).click()
    expect(page.get_by_text("16:30–18:00 (09:30–11:00 at your place), Seoul time (UTC+9)")).to_be_visible()
    page.get_by_label("Show times at home as well (Europe/Zagreb)").uncheck()
    expect(page.get_by_text("at your place")).to_have_count(0)
    page.reload()
    expect(page.get_by_text("at your place")).to_have_count(0)


def test_browser_that_refuses_to_remember_shows_times_at_home_on_this_page(
    reader: Page, live_server: LiveServer, fixed_week: Event
) -> None:
    page = reader
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })")
    page.goto(live_server.url + "/events/fixed/")
    page.get_by_label("Show times at home as well").check()
    expect(page.get_by_text("09:30–11:00 at your place")).to_be_visible()


@pytest.mark.parametrize("reader", ["Asia/Seoul"], indirect=True)
def test_reader_at_the_place_or_without_script_has_the_times_of_the_place(
    reader: Page, page_without_script: Page, live_server: LiveServer, fixed_week: Event
) -> None:
    for page in (reader, page_without_script):
        page.goto(live_server.url + "/events/fixed/")
        expect(page.get_by_text("Show times at home")).to_be_hidden()
        expect(page.locator(".when").first).to_have_text("02:00–03:00")
