"""Tells for each row which day it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate, pairwise

from tours.importing.reading.days.calendar import UNKNOWN, Calendar
from tours.importing.reading.days.headings import Heading, columns_of, headings_of
from tours.importing.reading.marks.days import DayMark
from tours.importing.reading.rows.row import Row, Span
from tours.importing.reading.rows.slots import Slot

_FEWEST_COLUMNS = 3


@dataclass(frozen=True)
class Head:
    """Rows that head a day, or a day in each of their columns. The rows before the first one have a head without rows."""

    row: int
    last_row: int
    day: date | None
    columns: Mapping[int, date] = field(default_factory=dict)
    listed: tuple[date, ...] = ()
    """Days in rows of their own, one below the other: the columns of a grid that was lost."""

    @property
    def is_grid(self) -> bool:
        return bool(self.columns or self.listed)

    def parts(self, rows: list[Row]) -> list[tuple[date | None, Span]]:
        """Each of its days with the words that name it."""
        lines = [(row.start, row.end) for row in rows[self.row : self.last_row + 1]]
        if self.listed:
            return list(zip(self.listed, lines, strict=True))
        if not self.columns:
            return [(self.day, (lines[0][0], lines[-1][1]))]
        numbers = sorted(self.columns)
        edges = [lines[0][0], *(rows[self.row].cells[i][0] for i in numbers[1:]), lines[0][1]]
        return [(self.columns[i], span) for i, span in zip(numbers, pairwise(edges), strict=True)]


@dataclass(frozen=True)
class Days:
    """The heads in the order of the text, the number of the head of each row, and the marks of days in rows that name their own."""

    heads: list[Head]
    of_rows: list[int]
    marks: dict[int, DayMark]
    calendar: Calendar

    @property
    def first_rows(self) -> set[int]:
        return {head.row for head in self.heads[1:]}

    @property
    def rows(self) -> set[int]:
        return {i for head in self.heads[1:] for i in range(head.row, head.last_row + 1)} | set(self.marks)

    def head(self, row: int) -> Head:
        return self.heads[self.of_rows[row]]

    def day(self, row: int) -> date:
        return self.head(row).day or self.calendar.first_day or UNKNOWN

    def may_miss_heading(self, number: int) -> bool:
        """Whether more than a day lies between a head and what follows it."""
        if len(self.heads) == 1:
            return True
        day = self.heads[number].day
        after = self.heads[number + 1].day if number + 1 < len(self.heads) else self.calendar.last_day
        return bool(day and after and after - day > timedelta(1))


def days_of(text: str, rows: list[Row], slots: list[Slot], calendar: Calendar) -> Days:
    grids = {i: columns for i, row in enumerate(rows) if (columns := columns_of(row, calendar))}
    found = headings_of(text, rows, slots, calendar, set(grids))
    marks = {heading.row: heading.mark for heading in found}
    with_slots = {slot.row for slot in slots}
    heads = [Head(i, i, min(columns.values()), columns) for i, columns in grids.items()]
    heads += _heads({heading.row: heading for heading in found}, with_slots)
    heads = [Head(-1, -1, None), *sorted(heads, key=lambda head: head.row)]
    firsts = {head.row for head in heads}
    of_rows = list(accumulate(int(i in firsts) for i in range(len(rows))))
    return Days(heads, of_rows, marks, calendar)


def _heads(found: dict[int, Heading], with_slots: set[int]) -> list[Head]:
    """One for headings in rows that follow each other, such as `Day 2` above a date, and for dates in each line of a table."""
    heads: list[Head] = []
    last: Heading | None = None
    lists = _lists(found, with_slots)
    for row, heading in sorted(found.items()):
        if row in lists:
            heads += [lists[row]] if lists[row].row == row else []
            last = None
            continue
        if last and last.row == row - 1 and last.row not in with_slots and _are_one(last, heading):
            day = last.day if last.mark.day and not heading.mark.day else heading.day
            heads[-1] = Head(heads[-1].row, row, day)
        elif not (last and row in with_slots and last.row in with_slots and last.day == heading.day):
            heads.append(Head(row, row, heading.day))
        last = heading
    return heads


def _lists(found: dict[int, Heading], with_slots: set[int]) -> dict[int, Head]:
    """Heads of several days in rows that follow each other, by each of their rows."""
    runs: list[list[Heading]] = []
    for row, heading in sorted(found.items()):
        last = runs[-1][-1] if runs else None
        if (
            last
            and row == last.row + 1
            and last.day < heading.day
            and row not in with_slots
            and last.row not in with_slots
        ):
            runs[-1].append(heading)
        else:
            runs.append([heading])
    heads: dict[int, Head] = {}
    for run in (run for run in runs if len(run) >= _FEWEST_COLUMNS):
        head = Head(run[0].row, run[-1].row, run[0].day, listed=tuple(heading.day for heading in run))
        heads |= dict.fromkeys((heading.row for heading in run), head)
    return heads


def _are_one(above: Heading, below: Heading) -> bool:
    return above.day == below.day or not (above.mark.month and below.mark.month)
