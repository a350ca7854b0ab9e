"""The page of an event while it runs: it leads to today, and carries what a script needs to say what is on."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from tests.counting import asked
from tests.factories import rows
from tours.models import Event
from tours.vocabulary import EventState

pytestmark = pytest.mark.django_db
SEOUL = ZoneInfo("Asia/Seoul")
SCRIPT = "js/now_and_next.js"


@pytest.fixture
def week() -> Event:
    """From Monday 4 to Friday 8 September, with items on Monday and Wednesday."""
    event = rows.event(slug="week")
    for day in (4, 6):
        rows.item(event, day=date(2017, 9, day), title=f"Visit {day}")
    rows.publish(event)
    return event


def at(day: int, hour: int = 12) -> time_machine.travel:
    return time_machine.travel(datetime(2017, 9, day, hour, tzinfo=SEOUL), tick=False)


def page(client: Client) -> str:
    return client.get("/events/week/").content.decode()


def today(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<p class="today"><a href="(.*?)">(.*?)</a>', html)


@pytest.mark.parametrize(
    ("day", "hour", "link", "runs"),
    [
        (3, 23, [], False),
        (4, 0, [("#day-2017-09-04", "Today: Monday 4 September")], True),
        (5, 12, [], True),
        (6, 23, [("#day-2017-09-06", "Today: Wednesday 6 September")], True),
        (9, 0, [], False),
    ],
)
def test_page_leads_to_today_while_the_event_runs_by_the_clocks_of_the_place(
    client: Client, week: Event, day: int, hour: int, link: list[tuple[str, str]], *, runs: bool
) -> None:
    with at(day, hour):
        html = page(client)
    assert today(html) == link
    assert (SCRIPT in html, 'id="now-and-next"' in html) == (runs, runs)
    assert all(f'id="{anchor[1:]}"' in html for anchor, _words in link)


@pytest.mark.parametrize("state", [EventState.CANCELLED, EventState.POSTPONED])
def test_what_does_not_take_place_is_not_on(client: Client, week: Event, state: EventState) -> None:
    week.state = state
    week.save()
    rows.publish(week)
    with at(4):
        html = page(client)
    assert (today(html), SCRIPT in html) == ([], False)


def test_page_is_another_each_day_only_while_the_event_runs(client: Client, week: Event) -> None:
    tags = []
    for day in (1, 2, 4, 5, 8, 9, 12):
        with at(day):
            tags.append(client.get("/events/week/")["ETag"])
    before, still, monday, tuesday, friday, over, long_over = tags
    assert (before == still, over == long_over) == (True, True)
    assert len({before, monday, tuesday, friday, over}) == 5


def test_page_of_a_running_event_is_not_modified_all_day_and_costs_one_query(client: Client, week: Event) -> None:
    with at(4, 0):
        tag = client.get("/events/week/")["ETag"]
    with at(4, 23), asked() as queries:
        answer = client.get("/events/week/", headers={"If-None-Match": tag})
    assert (answer.status_code, len(queries.statements)) == (304, 1)
