"""Finds the slots that are items, with their days and hours."""

from dataclasses import replace
from datetime import timedelta

from tours.importing.reading.days_of_rows import Days
from tours.importing.reading.hours import counts_twelve, settle
from tours.importing.reading.rows import Row, Span, has_words
from tours.importing.reading.slots import Slot, Stand
from tours.importing.reading.tables import Tables


def timed_slots(
    text: str, rows: list[Row], slots: list[Slot], inside: list[Slot], days: Days, tables: Tables
) -> list[Slot]:
    """In the order of the text."""
    every = sorted(slots + _spoken(rows, slots, inside, days), key=lambda slot: slot.mark.start)
    twelve = counts_twelve(every)
    found: list[Slot] = []
    for (number, _), group in _groups(text, rows, every, days).items():
        turns = {n for n in range(1, len(group)) if tables.stand_between(group[n - 1].row, group[n].row)}
        may_turn = days.may_miss_heading(number)
        for slot in settle(text, group, twelve=twelve, may_turn=may_turn, turns=turns):
            slot.day = days.day(slot.row) + timedelta(slot.turn)
            found += _in_columns(text, rows[slot.row], slot, days)
    return sorted(found, key=lambda slot: (slot.mark.start, slot.cell or (0, 0)))


def _spoken(rows: list[Row], slots: list[Slot], inside: list[Slot], days: Days) -> list[Slot]:
    """A day without items reads the clocks in its sentences."""
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
    more = [Slot(i, mark, Stand.INSIDE, i) for i in sorted(lines) for mark in rows[i].clocks if id(mark) not in known]
    return spoken + more


def _groups(text: str, rows: list[Row], slots: list[Slot], days: Days) -> dict[tuple[int, int], list[Slot]]:
    """By head and, below a grid's head, by column."""
    groups: dict[tuple[int, int], list[Slot]] = {}
    for slot in slots:
        number = days.of_rows[slot.row]
        column = _column(text, rows[slot.row], slot) if days.heads[number].columns else -1
        groups.setdefault((number, column), []).append(slot)
    return groups


def _column(text: str, row: Row, slot: Slot) -> int:
    """Of the cell that holds both the clock and its title, or -1."""
    cells = enumerate(row.cells)
    return next(
        (i for i, cell in cells if cell[0] <= slot.mark.start < cell[1] and has_words(text[slot.mark.end : cell[1]])),
        -1,
    )


def _in_columns(text: str, row: Row, slot: Slot, days: Days) -> list[Slot]:
    """In a grid of days a clock begins an item in every filled column, or in its own cell alone."""
    columns = days.head(slot.row).columns
    own = _column(text, row, slot)
    if own in columns:
        return [replace(slot, day=columns[own])]
    if not columns or slot.stand is not Stand.LEADS:
        return [slot]
    filled: list[tuple[int, Span]] = [
        (i, cell) for i, cell in enumerate(row.cells) if i in columns and has_words(text[slice(*cell)])
    ]
    return [replace(slot, day=columns[i], cell=cell) for i, cell in filled] or [slot]
