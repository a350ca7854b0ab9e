"""How far the times of an event are from UTC, where clocks change during it and where they do not."""

import re
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import values
from tests.tours.booklet.reading import body, paragraphs
from tours.agenda.clocks.offsets import local_times, offset_of_day
from tours.agenda.values import Event
from tours.wording import utc_offset

BERLIN: dict[str, Any] = {
    "zone": "Europe/Berlin",
    "host_city": values.RIJEKA,
    "starts": date(2017, 10, 28),
    "ends": date(2017, 11, 3),
}
SATURDAY = date(2017, 10, 28)
CHANGING = [
    "Europe/Berlin",
    "America/St_Johns",
    "America/Havana",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Seoul",
]


def days(event: Event, count: int = 3) -> list[str]:
    return [offset_of_day(event.starts + timedelta(number), event) for number in range(count)]


def test_offset_is_told_once_where_it_does_not_change() -> None:
    event = values.event()
    assert (local_times(event), days(event)) == ("Times are local: Seoul, UTC+9.", ["", "", ""])


def test_offset_that_changes_is_told_of_each_day() -> None:
    event = values.event(**BERLIN)
    assert local_times(event) == "Times are local: Rijeka, UTC+2, then UTC+1."
    assert days(event) == ["UTC+2", "UTC+2, from 03:00 UTC+1", "UTC+1"]


def test_day_beside_the_event_that_differs_is_told() -> None:
    event = values.event(**BERLIN | {"starts": date(2017, 10, 30)})
    assert local_times(event) == "Times are local: Rijeka, UTC+1."
    assert offset_of_day(SATURDAY, event) == "UTC+2"


@pytest.mark.parametrize(
    ("zone", "starts", "ends", "told"),
    [
        ("Africa/Casablanca", date(2018, 5, 1), date(2018, 6, 30), "UTC+1, then UTC, then UTC+1"),
        ("Europe/Berlin", date(2017, 10, 29), date(2017, 10, 29), "UTC+2, then UTC+1"),
    ],
)
def test_each_change_is_told(zone: str, starts: date, ends: date, told: str) -> None:
    assert local_times(values.event(zone=zone, starts=starts, ends=ends)) == f"Times are local: Seoul, {told}."


@given(st.sampled_from(CHANGING), st.dates(date(2005, 1, 1), date(2035, 12, 31)), st.times())
def test_law_what_is_told_of_a_day_is_so_at_each_of_its_times(zone: str, day: date, at: time) -> None:
    event = values.event(zone=zone, starts=day - timedelta(370), ends=day)
    told = offset_of_day(day, event) or re.search(r", (UTC\S*)\.$", local_times(event))[1]  # type: ignore[index]
    first, _words, rest = told.partition(", from ")
    begins, _space, later = rest.partition(" ")
    assert utc_offset(zone, day, at) == (later if rest and f"{at:%H:%M}" >= begins else first)


def test_booklet_tells_it_of_each_day() -> None:
    view = values.view(values.item("1", day=SATURDAY), values.item("2", day=date(2017, 10, 29)), **BERLIN)
    assert paragraphs(body(view))[:3] == [
        "Times are local: Rijeka, UTC+2, then UTC+1.",
        "UTC+2",
        "UTC+2, from 03:00 UTC+1",
    ]
