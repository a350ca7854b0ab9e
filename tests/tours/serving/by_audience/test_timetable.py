"""What is kept of an agenda says the same as the agenda: when each item is on, its places, and what stands above it."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.factories import rows, values
from tests.tours.serving.by_audience.makers import for_groups, mixed_event, read
from tours.models import Event
from tours.serving.by_audience.heading import heading, heading_of
from tours.serving.by_audience.places import places
from tours.serving.by_audience.reading import Reading
from tours.serving.by_audience.timetable import Timetable, timetable, timetable_of
from tours.vocabulary import Status

AT_TEN = datetime(2017, 9, 4, 1, tzinfo=UTC)
"""In Seoul."""


def fresh(event: Event) -> Reading:
    return read(event, "A")


@pytest.mark.django_db
def test_what_is_kept_is_what_the_agenda_says_and_asks_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    event = mixed_event()
    for_groups(event, "B", venue=rows.venue("Of the others", address="1 Other Street"))
    for_groups(event, "A", venue=rows.venue(address="217-60 Kintex-ro"))
    rows.publish(event)
    mine = fresh(event)
    drawn = (heading_of(mine.view), timetable_of(mine.view), mine.view.places())
    first = (heading(mine), timetable(mine), places(mine))
    mine = fresh(event)
    with django_assert_num_queries(0):
        again = (heading(mine), timetable(mine), places(mine))
    assert [said(each) for each in (drawn, first)] == [said(again)] * 2
    assert [place.name for place in places(mine)] == [rows.venue().name]


def said(parts: tuple[object, Timetable, object]) -> tuple[object, ...]:
    above, plan, there = parts
    return above, [(spell.uid, spell.starts, spell.ends, spell.line) for spell in plan.spells], there


def test_item_is_on_from_its_start_until_just_before_its_end() -> None:
    off = values.item("off", status=Status.CANCELLED)
    plan = timetable_of(values.view(*(values.item(f"item-{number}") for number in range(3)), off))
    assert [len(plan.on(AT_TEN + timedelta(minutes=minute))) for minute in (-1, 0, 59, 60)] == [0, 3, 3, 0]
    assert [len(plan.following(AT_TEN + timedelta(minutes=minute))) for minute in (-1, 0)] == [3, 0]
