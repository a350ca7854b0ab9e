"""Finds the slots that are items, with their days and hours."""

from dataclasses import replace
from datetime import timedelta
from itertools import takewhile

from tours.importing.reading.days.layout import Layout
from tours.importing.reading.items.hours import counts_twelve, settle
from tours.importing.reading.rows.row import Span, has_words
from tours.importing.reading.rows.slots import Slot, Stand, stands_alone


def timed_slots(layout: Layout, slots: list[Slot], inside: list[Slot]) -> list[Slot]:
    """The slots that have a time, in the order of the text."""
    every = sorted(slots + _spoken(layout, slots, inside), key=lambda slot: slot.mark.start)
    twelve = counts_twelve(every)
    found: list[Slot] = []
    for (number, _), group in _groups(layout, every).items():
        turns = {n for n in range(1, len(group)) if layout.tables.stand_between(group[n - 1].row, group[n].row)}
        may_turn = layout.days.may_miss_heading(number)
        for slot in settle(layout.text, group, twelve=twelve, may_turn=may_turn, turns=turns):
            slot.day = layout.days.day(slot.row) + timedelta(slot.turn)
            found += _in_columns(layout, slot)
    return sorted(found, key=lambda slot: (slot.mark.start, slot.cell or (0, 0)))


def _spoken(layout: Layout, slots: list[Slot], inside: list[Slot]) -> list[Slot]:
    """A day without items reads the clocks in its sentences."""
    days = layout.days
    listed = {days.of_rows[slot.row] for slot in slots}
    first_day = days.calendar.first_day
    spoken = [
        slot
        for slot in inside
        if (day := days.head(slot.row).day)
        and days.of_rows[slot.row] not in listed
        and (first_day is None or day >= first_day - timedelta(1))
    ]
    known = {id(slot.mark) for slot in slots + spoken}
    lines = {slot.row for slot in spoken if slot.stand is Stand.INSIDE}
    more = ((i, mark) for i in sorted(lines) for mark in layout.rows[i].clocks if id(mark) not in known)
    return spoken + [Slot(i, mark, Stand.INSIDE, i) for i, mark in more]


def _groups(layout: Layout, slots: list[Slot]) -> dict[tuple[int, int], list[Slot]]:
    """The slots by their head. Below the head of a grid, they are also grouped by column."""
    groups: dict[tuple[int, int], list[Slot]] = {}
    for slot in slots:
        number = layout.days.of_rows[slot.row]
        column = _column(layout, slot) if layout.days.heads[number].columns else -1
        groups.setdefault((number, column), []).append(slot)
    return groups


def _column(layout: Layout, slot: Slot) -> int:
    """The number of the cell that holds both the clock and its title, or -1."""
    for i, (start, end) in enumerate(layout.rows[slot.row].cells):
        if start <= slot.mark.start < end and has_words(layout.text[slot.mark.end : end]):
            return i
    return -1


def _rows_below(layout: Layout, slot: Slot, number: int) -> list[Span]:
    """The rows below a clock that stands alone, if exactly `number` of them stand before the next clock or day."""
    first = slot.end_row + 1
    below = list(takewhile(lambda row: not row.clocks and not row.days, layout.rows[first : first + number + 1]))
    if len(below) != number or not stands_alone(layout.text, layout.rows, slot):
        return []
    return [(row.start, row.end) for row in below]


def _in_columns(layout: Layout, slot: Slot) -> list[Slot]:
    """The items that a clock begins. In a grid of days, these are one in every filled column, or one in the clock's
    own cell alone.
    """
    head = layout.days.head(slot.row)
    if head.listed and (below := _rows_below(layout, slot, len(head.listed))):
        return [replace(slot, day=day, cell=cell) for day, cell in zip(head.listed, below, strict=True)]
    columns = head.columns
    own = _column(layout, slot)
    if own in columns:
        return [replace(slot, day=columns[own])]
    if not columns or slot.stand is not Stand.LEADS:
        return [slot]
    cells = enumerate(layout.rows[slot.row].cells)
    filled = [(i, cell) for i, cell in cells if i in columns and has_words(layout.text[slice(*cell)])]
    return [replace(slot, day=columns[i], cell=cell) for i, cell in filled] or [slot]
