"""How long a removed item is carried on: thirty days after the event's last day, counted here by hand."""

from datetime import UTC, datetime

import pytest

from tests.factories import values
from tours.agenda.values import Agenda

REMOVED = ["visit"]


def agenda_without_the_visit(at: datetime) -> Agenda:
    """The event ends on 8 September 2017. The visit stood in version 1 and is missing from version 2."""
    first = values.published(values.item("visit"))
    return values.published(number=2, at=at, previous=first)


@pytest.mark.parametrize(
    ("at", "carried"),
    [
        (datetime(2017, 9, 1, tzinfo=UTC), REMOVED),
        (datetime(2017, 9, 8, 23, 59, tzinfo=UTC), REMOVED),
        (datetime(2017, 10, 7, tzinfo=UTC), REMOVED),
        (datetime(2017, 10, 8, 23, 59, tzinfo=UTC), REMOVED),
        (datetime(2017, 10, 9, 0, 0, tzinfo=UTC), []),
        (datetime(2018, 9, 1, tzinfo=UTC), []),
    ],
)
def test_removed_item_is_there_on_the_thirtieth_day_and_gone_on_the_next(at: datetime, carried: list[str]) -> None:
    assert [item.uid for item in agenda_without_the_visit(at).items] == carried


def test_removal_that_was_carried_before_is_forgotten_too() -> None:
    carried = agenda_without_the_visit(datetime(2017, 10, 8, tzinfo=UTC))
    third = values.published(number=3, at=datetime(2017, 10, 9, tzinfo=UTC), previous=carried)
    assert (len(carried.items), third.items) == (1, ())


def test_removed_item_is_carried_without_a_line_and_its_removal_is_noted_once() -> None:
    second = agenda_without_the_visit(datetime(2017, 9, 1, tzinfo=UTC))
    third = values.published(number=3, at=datetime(2017, 9, 2, tzinfo=UTC), previous=second)
    for agenda in (second, third):
        [item] = agenda.items
        assert [(revision.since and revision.since.number, bool(revision.line)) for revision in item.revisions] == [
            (1, True),
            (2, False),
        ]


def test_item_that_stands_is_kept_however_long_ago_the_event_was() -> None:
    first = values.published(values.item("visit"))
    later = values.published(values.item("visit"), number=2, at=datetime(2030, 1, 1, tzinfo=UTC), previous=first)
    assert [item.uid for item in later.items] == ["visit"]
