"""Tells for each row which day it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from tours.importing.reading.headings import UNKNOWN, Calendar, Heading, columns_of, headings_of
from tours.importing.reading.marks.days import DayMark
from tours.importing.reading.rows import Row
from tours.importing.reading.slots import Slot


@dataclass(frozen=True)
class Head:
    """A row that heads a day, or a day in each of its columns. The rows before the first one have a head without a row."""

    row: int
    day: date | None
    mark: DayMark | None = None
    columns: Mapping[int, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Days:
    """The heads in the order of the text, and the number of the head of each row."""

    heads: list[Head]
    of_rows: list[int]
    calendar: Calendar

    @property
    def rows(self) -> set[int]:
        return {head.row for head in self.heads[1:]}

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
    found = {heading.row: _head(heading) for heading in headings_of(text, rows, slots, calendar, set(grids))}
    found |= {i: Head(i, min(columns.values()), columns=columns) for i, columns in grids.items()}
    heads = [Head(-1, None), *(found[i] for i in sorted(found))]
    of_rows, now = [], 0
    for i in range(len(rows)):
        now += i in found
        of_rows.append(now)
    return Days(heads, of_rows, calendar)


def _head(heading: Heading) -> Head:
    return Head(heading.row, heading.day, heading.mark)
