"""What is on, and what comes next, by the clocks of the place."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from participants.delegate.now_and_next import Going, Phase, now_and_next, phase_of
from tests.factories import values
from tours.agenda.values import Item, Line, Revision
from tours.serving.by_audience.heading import heading_of
from tours.serving.by_audience.timetable import Timetable, timetable_of
from tours.vocabulary import Status

MONDAY, TUESDAY = date(2017, 9, 4), date(2017, 9, 5)


def plan(*lines: Line) -> Timetable:
    return timetable_of(values.view(*(Item(uid=each.title, revisions=(Revision(line=each),)) for each in lines)))


def line(title: str, start: str, end: str = "", **facts: Any) -> Line:
    clocks = {"start": time.fromisoformat(start), "end": time.fromisoformat(end) if end else None}
    return values.line(title=title, **{"day": MONDAY} | clocks | facts)


def seoul(hour: int, minute: int = 0) -> datetime:
    """On Monday, nine hours before UTC."""
    return datetime(2017, 9, 4, hour - 9, minute, tzinfo=UTC)


def told(found: tuple[Going, ...]) -> list[tuple[str, str]]:
    return [(going.line.title, going.words) for going in found]


def test_item_is_on_until_its_end_and_the_next_begins_in_minutes() -> None:
    found = now_and_next(plan(line("Talks", "10:00", "11:00"), line("Lunch", "12:30", "13:30")), seoul(10, 35))
    assert (told(found.now), told(found.following)) == (
        [("Talks", "25 minutes left")],
        [("Lunch", "in 1 hour 55 minutes")],
    )


def test_parallel_items_are_both_next_and_what_is_cancelled_is_not() -> None:
    lines = [
        line("A", "10:00", "11:00"),
        line("B", "10:00", "12:00"),
        line("C", "09:30", "10:00", status=Status.CANCELLED),
    ]
    found = now_and_next(plan(*lines), seoul(9, 40))
    assert (told(found.now), told(found.following)) == ([], [("A", "in 20 minutes"), ("B", "in 20 minutes")])


@pytest.mark.parametrize(("minute", "now"), [(29, ["Walk"]), (31, ["Talks"])])
def test_item_without_an_end_is_on_until_the_next_begins(minute: int, now: list[str]) -> None:
    found = now_and_next(plan(line("Walk", "10:00"), line("Talks", "10:30", "11:30")), seoul(10, minute))
    assert [going.line.title for going in found.now] == now


def test_item_without_an_end_is_on_for_an_hour_at_most() -> None:
    assert now_and_next(plan(line("Walk", "10:00")), seoul(11, 1)).now == ()


def test_next_day_is_told_by_its_name() -> None:
    found = now_and_next(plan(line("Talks", "09:30", day=TUESDAY)), seoul(18))
    assert told(found.following) == [("Talks", "Tuesday 5 September")]


@pytest.mark.parametrize(
    ("at", "phase"),
    [
        (datetime(2017, 9, 3, 14, 59, tzinfo=UTC), Phase.BEFORE),
        (datetime(2017, 9, 3, 15, 0, tzinfo=UTC), Phase.DURING),
        (datetime(2017, 9, 8, 14, 59, tzinfo=UTC), Phase.DURING),
        (datetime(2017, 9, 8, 15, 0, tzinfo=UTC), Phase.AFTER),
    ],
)
def test_days_are_those_of_the_place(at: datetime, phase: Phase) -> None:
    assert phase_of(heading_of(values.view()), at) is phase


@pytest.mark.parametrize(("start", "words"), [("12:00", "in 3 hours"), ("12:01", "Monday 4 September")])
def test_what_is_more_than_three_hours_away_is_told_by_its_day(start: str, words: str) -> None:
    assert told(now_and_next(plan(line("Lunch", start, "13:00")), seoul(9)).following) == [("Lunch", words)]
