from datetime import date, time
from typing import Any

import pytest
from msgspec.structs import replace

from tests.factories import values
from tours.agenda.audiences import for_audience
from tours.agenda.changes.comparing import compare
from tours.agenda.sequence import raises_sequence
from tours.agenda.values import PUBLIC
from tours.vocabulary import Status

UNTIMED: dict[str, Any] = {"start": None, "end": None}


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (UNTIMED, UNTIMED | {"zone": "Europe/Belgrade"}),
        (UNTIMED | {"ends_on": date(2017, 9, 6)}, UNTIMED | {"ends_on": date(2017, 9, 6), "zone": "Europe/Belgrade"}),
        (UNTIMED, UNTIMED | {"end_zone": "Europe/Belgrade"}),
        (UNTIMED, UNTIMED | {"ends_on": date(2017, 9, 4)}),
        ({"end": None}, {"end": None, "end_zone": "Europe/Belgrade"}),
        ({"end": None}, {"end": None, "ends_on": date(2017, 9, 5)}),
        ({}, {"end_zone": "Asia/Seoul"}),
        ({}, {"summary": "More", "order": 3, "track": "A", "report": "Said", "language": "ko"}),
    ],
)
def test_what_moves_no_entry_raises_nothing(before: dict[str, Any], now: dict[str, Any]) -> None:
    assert not raises_sequence(values.line(**before), values.line(**now))
    assert not raises_sequence(values.line(**now), values.line(**before))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({}, {"zone": "Europe/Belgrade"}),
        ({"end": None}, {"end": None, "zone": "Europe/Belgrade"}),
        ({}, {"end_zone": "Europe/Belgrade"}),
        ({}, {"ends_on": date(2017, 9, 5)}),
        ({}, {"end": None}),
        ({}, UNTIMED),
        ({}, {"day": date(2017, 9, 5)}),
        ({}, {"start": time(10, 30)}),
        (UNTIMED, UNTIMED | {"day": date(2017, 9, 5)}),
        (UNTIMED, UNTIMED | {"ends_on": date(2017, 9, 5)}),
        ({}, {"room": "Hall 2"}),
        ({"place": values.KINTEX}, {"place": replace(values.KINTEX, address="Elsewhere 1")}),
        ({}, {"title": "Closing"}),
        ({}, {"status": Status.CANCELLED}),
    ],
)
def test_start_end_place_title_and_status_raise_it(before: dict[str, Any], now: dict[str, Any]) -> None:
    assert raises_sequence(values.line(**before), values.line(**now))
    assert raises_sequence(values.line(**now), values.line(**before))


def test_own_zone_named_as_that_of_the_end_is_told_nowhere() -> None:
    first = values.published(values.item())
    second = values.published(values.item(end_zone="Asia/Seoul"), previous=first, number=2)
    assert not compare(*(for_audience(agenda, PUBLIC) for agenda in (first, second)))


def test_days_of_an_item_without_a_clock_time_are_told() -> None:
    first = values.published(values.item(**UNTIMED))
    second = values.published(values.item(**UNTIMED, ends_on=date(2017, 9, 6)), previous=first, number=2)
    (change,) = compare(*(for_audience(agenda, PUBLIC) for agenda in (first, second))).items
    assert [(detail.before, detail.after) for detail in change.details] == [
        ("Monday 4 September 2017", "4–6 September 2017")
    ]


def test_another_zone_of_the_event_moves_its_days_for_nobody() -> None:
    """Of an item without a clock time and of the event as a whole: neither its number rises, nor is a change told."""
    first = values.published(values.item(**UNTIMED))
    second = values.published(
        values.item(**UNTIMED, zone="Europe/Belgrade"), zone="Europe/Belgrade", previous=first, number=2
    )
    before, after = (for_audience(agenda, PUBLIC) for agenda in (first, second))
    assert ([item.sequence for item in after.items], after.whole.sequence) == ([0], 0)
    changes = compare(before, after)
    assert (changes.items, [fact.label for fact in changes.facts]) == ((), ["Time zone"])
