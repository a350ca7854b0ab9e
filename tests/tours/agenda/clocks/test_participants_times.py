from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import values
from tours.agenda.audiences import for_audience
from tours.agenda.clocks.participants_times import ParticipantsTime
from tours.agenda.phrases import participants_programme
from tours.agenda.values import PUBLIC, STAFF, Audience
from tours.vocabulary import Level, Status

MONDAY, TUESDAY = date(2017, 9, 4), date(2017, 9, 5)
MIDNIGHT = datetime(2017, 9, 4)
Minutes = tuple[int, int | None]
"""Start and end of an item in minutes from Monday, 0:00; no end is known where that is None."""


def item(number: int, **facts: Any) -> Any:
    return values.item(f"item-{number}", **{"level": Level.DELEGATES, **facts})


def times(*items: dict[str, Any], audience: Audience = PUBLIC, tells: bool = True) -> tuple[ParticipantsTime, ...]:
    made = (item(number, **facts) for number, facts in enumerate(items))
    return values.view(*made, audience=audience, tells_of_participants_items=tells).participants_times


def at(minute: int) -> datetime:
    return MIDNIGHT + timedelta(minutes=minute)


def facts(minutes: Minutes) -> dict[str, Any]:
    start, end = minutes
    until = None if end is None else at(end)
    return {
        "day": at(start).date(),
        "start": at(start).time(),
        "end": until and until.time(),
        "ends_on": until.date() if until and until.date() != at(start).date() else None,
    }


def minute_by_minute(items: list[Minutes]) -> list[Minutes]:
    """Colours each minute of the items, and reads off the runs; a start without an end stands alone outside of them."""
    coloured = {minute for start, end in items if end is not None for minute in range(start, end)}
    runs = [(minute, minute) for minute in sorted(coloured) if minute - 1 not in coloured]
    found: list[Minutes] = []
    for start, _start in runs:
        end = start
        while end in coloured:
            end += 1
        found.append((start, end))
    alone = {start for start, end in items if end is None}
    left = {start for start in alone if start not in coloured and start - 1 not in coloured}
    return sorted([*found, *((start, None) for start in left)], key=lambda pair: pair[0])


@given(
    st.lists(
        st.tuples(st.integers(0, 120).map(lambda number: number * 12), st.none() | st.integers(1, 40)).map(
            lambda pair: (pair[0], None if pair[1] is None else pair[0] + pair[1] * 12)
        ),
        max_size=8,
    )
)
def test_times_that_overlap_or_touch_are_one(items: list[Minutes]) -> None:
    found = times(*map(facts, items))
    expected = [ParticipantsTime(zone="Asia/Seoul", **facts(minutes)) for minutes in minute_by_minute(items)]
    assert found == tuple(expected)


@pytest.mark.parametrize(
    "unseen",
    [
        {"level": Level.PUBLIC},
        {"level": Level.STAFF},
        {"status": Status.CANCELLED},
    ],
)
def test_item_that_the_public_sees_or_that_is_not_for_participants_does_not_count(unseen: dict[str, Any]) -> None:
    assert times(unseen) == ()


def test_items_of_a_group_count_and_those_that_are_gone_do_not() -> None:
    tells: dict[str, Any] = {"tells_of_participants_items": True}
    first = values.published(item(1, groups=("A",)), item(2, start=time(15), end=time(16)), **tells)
    kept = values.published(item(1, groups=("A",)), number=2, previous=first, **tells)
    assert [each.start for each in for_audience(first, PUBLIC).participants_times] == [time(10), time(15)]
    assert [each.start for each in for_audience(kept, PUBLIC).participants_times] == [time(10)]


@pytest.mark.parametrize(
    ("audience", "tells"), [(PUBLIC, False), (STAFF, True), (Audience(level=Level.DELEGATES), True)]
)
def test_public_alone_is_told_and_only_where_the_event_tells(audience: Audience, tells: bool) -> None:
    assert times({}, audience=audience, tells=tells) == ()


def test_day_alone_is_told_of_an_item_without_a_clock_time_unless_a_time_begins_on_it() -> None:
    untimed = {"start": None, "end": None}
    found = times({"day": MONDAY, **untimed}, {"day": TUESDAY, **untimed}, {"day": TUESDAY})
    assert found == (
        ParticipantsTime(day=MONDAY, zone="Asia/Seoul"),
        ParticipantsTime(day=TUESDAY, zone="Asia/Seoul", start=time(10), end=time(11)),
    )


def test_times_in_two_zones_are_compared_as_moments() -> None:
    """10:00 to 11:00 in Seoul is 1:00 to 2:00 in UTC; a flight from 10:30 lands at 5:00 in Berlin, 3:00 in UTC."""
    flight = {"start": time(10, 30), "end": time(5), "end_zone": "Europe/Berlin"}
    (found,) = times({}, flight)
    assert found == ParticipantsTime(
        day=MONDAY, zone="Asia/Seoul", start=time(10), end=time(5), end_zone="Europe/Berlin"
    )


def test_day_without_a_public_item_is_a_day_and_says_when_in_one_line() -> None:
    late = {"start": time(23), "end": time(1), "ends_on": TUESDAY}
    made = [item(1), item(2, **late), values.item("public", day=TUESDAY), item(3, day=TUESDAY, start=None, end=None)]
    view = values.view(*made, tells_of_participants_items=True)
    first, second = view.days()
    assert ([day.date for day in view.days()], first.items, [each.uid for each in second.items]) == (
        [MONDAY, TUESDAY],
        (),
        ["public"],
    )
    assert [participants_programme(day, view.event) for day in (first, second)] == [
        "Participants also have a programme of their own: 10:00–11:00, 23:00–01:00 (+1 day)",
        "Participants also have a programme of their own.",
    ]
    assert participants_programme(values.view(values.item()).days()[0], view.event) == ""


def test_time_in_a_zone_of_its_own_names_it() -> None:
    view = values.view(item(1, zone="Asia/Tokyo"), tells_of_participants_items=True)
    assert participants_programme(view.days()[0], view.event) == (
        "Participants also have a programme of their own: 10:00–11:00 (Tokyo time (UTC+9))"
    )
