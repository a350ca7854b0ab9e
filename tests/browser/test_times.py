"""A reader at an event, and one at home: what is on now, and when that is by the reader's own clock. The clock is made up."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

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
    rows.item(title="Tour for few", start=time(10), end=time(12), room="Gate 2", **facts)
    rows.item(title="Called off", start=time(10), end=time(11), status=Status.CANCELLED, **facts)
    rows.item(title="Short talk", start=time(11), end=None, room="", **facts)
    rows.item(title="Free morning", start=None, end=None, **facts)
    rows.item(event, title="Farewell", day=first_day + timedelta(days=1), start=time(9), end=time(10))
    rows.publish(event)
    return event


@pytest.mark.parametrize("page", [390], indirect=True)
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
    assert page.locator("[aria-live], [role=status]").count() == 0
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
