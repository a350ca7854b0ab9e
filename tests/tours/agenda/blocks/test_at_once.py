"""What goes on at the same time."""

from datetime import time
from typing import Any

from tests.factories import values
from tours.agenda.blocks.at_once import at_once
from tours.vocabulary import Status


def said(*times: tuple[time | None, time | None], **last: Any) -> dict[str, str]:
    """By start time. The facts in `last` are of the last item."""
    facts: list[dict[str, Any]] = [{"start": start, "end": end} for start, end in times]
    facts[-1] |= last
    [day] = values.view(*(values.item(str(number), **each) for number, each in enumerate(facts))).days()
    return {f"{start:%H:%M}": beside.words for start, beside in at_once(day).items() if start}


NINE, TEN, ELEVEN, NOON = time(9), time(10), time(11), time(12)


def test_one_after_another_needs_no_word() -> None:
    assert said((NINE, TEN), (TEN, ELEVEN)) == {}


def test_items_that_begin_together_are_counted() -> None:
    assert said((NINE, TEN), (NINE, ELEVEN), (NOON, None)) == {"09:00": "2 at the same time"}


def test_item_that_begins_while_another_is_on_overlaps_it() -> None:
    assert said((NINE, NOON), (TEN, ELEVEN), (ELEVEN, NOON)) == {
        "10:00": "overlaps 09:00–12:00",
        "11:00": "overlaps 09:00–12:00",
    }
    assert said((NINE, NOON), (TEN, ELEVEN), (TEN, NOON)) == {"10:00": "2 at the same time; overlaps 09:00–12:00"}


def test_nobody_knows_how_long_an_item_without_an_end_is_on() -> None:
    assert said((NINE, None), (TEN, ELEVEN)) == {}


def test_items_without_a_clock_time_are_at_no_time_at_once() -> None:
    assert said((None, None), (None, None)) == {}


def test_cancelled_items_are_not_on() -> None:
    assert said((NINE, TEN), (NINE, TEN), status=Status.CANCELLED) == {}
