"""When an item ends: by the instants, whatever the clocks of two places show."""

from datetime import date, time
from typing import Any

import pytest

from tests.factories import values
from tests.tours.calendar.readers import calendar, property_of
from tours.agenda.changes.comparing import compare
from tours.agenda.phrases import time_range, zone_note
from tours.metadata.structured_data import item_data

ACROSS_THE_DATE_LINE: dict[str, Any] = {
    "day": date(2017, 9, 4),
    "start": time(19),
    "end": time(7),
    "zone": "Asia/Tokyo",
    "end_zone": "Pacific/Honolulu",
}
A_DAY_EARLIER = ACROSS_THE_DATE_LINE | {"start": time(0, 30), "end": time(12, 30), "ends_on": date(2017, 9, 3)}


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (A_DAY_EARLIER, "2017-09-03T12:30:00-10:00"),
        (ACROSS_THE_DATE_LINE, "2017-09-04T07:00:00-10:00"),
        ({"start": time(10), "end": time(9), "end_zone": "Europe/London"}, "2017-09-04T09:00:00+01:00"),
        ({"start": time(23), "end": time(1), "ends_on": date(2017, 9, 5)}, "2017-09-05T01:00:00+09:00"),
    ],
)
def test_item_ends_after_it_begins(facts: dict[str, Any], told: str) -> None:
    flight = values.line(**facts)
    assert flight.ends_at is not None
    assert (flight.ends_at.isoformat(), flight.ends_too_early) == (told, False)


@pytest.mark.parametrize(
    "facts",
    [
        {"start": time(14), "end": time(10), "end_zone": "Asia/Seoul"},
        {"start": time(14), "end": time(14), "end_zone": "Asia/Seoul"},
        {"start": time(14), "end": time(14), "end_zone": "Asia/Tokyo"},
        {"start": time(9), "end": time(18), "zone": "Europe/Belgrade", "end_zone": "Pacific/Auckland"},
        ACROSS_THE_DATE_LINE | {"ends_on": date(2017, 9, 3)},
        {"day": date(2018, 3, 25), "start": time(2, 30), "end": time(3, 15), "zone": "Europe/Belgrade"},
    ],
)
def test_end_that_is_not_after_the_start_is_told_nowhere(facts: dict[str, Any]) -> None:
    """Not by any output: such a thing lies in an older edition, or came of a zone that was changed afterwards."""
    line, item = values.line(**facts), values.view(values.item(**facts)).items[0]
    assert (line.ends_at, line.ends_too_early) == (None, True)
    assert time_range(line) == f"{line.start:%H:%M}"
    assert "ends at" not in zone_note(line, values.event())
    assert "endDate" not in item_data(values.event(), item, "https://tours.example.org")
    assert property_of(calendar(values.item(**facts)), "DTEND") == []


def test_item_without_an_end_does_not_end_too_early() -> None:
    assert not values.line(end=None).ends_too_early
    assert not values.line(start=None, end=None).ends_too_early


def test_flight_that_lands_the_day_before_is_told_alike_everywhere() -> None:
    flight = values.item(**A_DAY_EARLIER)
    (item,) = values.view(flight).items
    assert time_range(item.line) == "00:30–12:30 (−1 day)"
    assert zone_note(item.line, values.event()) == "Tokyo time (UTC+9); ends at Honolulu time (UTC−10)"
    data = item_data(values.event(), item, "https://tours.example.org")
    assert (data["startDate"], data["endDate"]) == ("2017-09-04T00:30:00+09:00", "2017-09-03T12:30:00-10:00")
    assert property_of(calendar(flight), "DTSTART") == [";TZID=Asia/Tokyo:20170904T003000"]
    assert property_of(calendar(flight), "DTEND") == [";TZID=Pacific/Honolulu:20170903T123000"]
    before = values.view(values.item(**A_DAY_EARLIER | {"end": time(12)}))
    (detail,) = compare(before, values.view(flight)).items[0].details
    assert detail.after == ("Monday 4 September 2017 00:30–12:30 (−1 day), Tokyo time (UTC+9) – Honolulu time (UTC−10)")
