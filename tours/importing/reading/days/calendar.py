"""What is known of the days of the event, and what a mark may mean by it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from tours.importing.reading.marks.days import DayMark

UNKNOWN = date(1, 1, 1)
"""Days are counted from here where no date is known."""
_UNKNOWN_YEAR = 4
_LONGEST_EVENT = 14
_BESIDE = 12
"""Letters between two marks that belong together."""
_EARLIEST, _LATEST = -3, 45
"""Days from the first one of the event beyond which a date is hardly one of it."""


@dataclass(frozen=True)
class Calendar:
    """What is known of the event."""

    year: int | None = None
    first_day: date | None = None
    last_day: date | None = None

    def options(self, mark: DayMark) -> list[date]:
        """The dates that a mark may mean, the likeliest first."""
        if mark.ordinal:
            return [(self.first_day or UNKNOWN) + timedelta(mark.ordinal - 1)]
        if mark.day is None:
            begins, days = (self.first_day - timedelta(1), 14) if self.first_day else (UNKNOWN, 7)
            near = (begins + timedelta(i) for i in range(days))
            return [day for day in near if day.weekday() == mark.weekday]
        return sorted(mark.dates(self.year or _UNKNOWN_YEAR, self.first_day), key=lambda day: self._unlikely(mark, day))

    def _unlikely(self, mark: DayMark, day: date) -> tuple[bool, bool]:
        return (not self.is_near(day), self.year is not None and mark.weekday not in (None, day.weekday()))

    def is_near(self, day: date) -> bool:
        return self.first_day is None or _EARLIEST <= (day - self.first_day).days <= _LATEST

    def nearness(self, day: date) -> float:
        """What a date is worth by its place in the event."""
        if self.first_day is None:
            return 0
        away, length = (day - self.first_day).days, (self.last_day - self.first_day).days if self.last_day else 10
        return 0.5 if 0 <= away <= length else -1 if self.is_near(day) else -4


def calendar_of(marks: list[DayMark], year: int | None, first_day: date | None, last_day: date | None) -> Calendar:
    """The calendar of the event, from what is told of it. Without the event's days, they are those of the first range
    of days in the text, or of a dated `Day 1`.
    """
    year = year or (first_day.year if first_day else _printed_year(marks))
    if first_day is None and year:
        first_day, last_day = next(_ranges(marks, year), (None, last_day))
        first_day = first_day or next(_dated_ordinals(marks, year), None)
    return Calendar(year, first_day, last_day)


def _dated_ordinals(marks: list[DayMark], year: int) -> Iterator[date]:
    """The first day of the event, by `Day 2` beside a date."""
    for one, other in pairwise(marks):
        ordinal, dated = (one, other) if one.ordinal else (other, one)
        if (
            ordinal.ordinal
            and dated.month
            and not dated.is_decoy
            and other.start - one.end <= _BESIDE
            and (days := dated.dates(year, None))
        ):
            yield days[0] - timedelta(ordinal.ordinal - 1)


def _ranges(marks: list[DayMark], year: int) -> Iterator[tuple[date, date]]:
    for mark in marks:
        if mark.month and mark.range_from and (ends := mark.dates(year, None)[:1]):
            days = (mark.day or 0) - mark.range_from
            if 0 < days <= _LONGEST_EVENT:
                yield ends[0] - timedelta(days), ends[0]
        if mark.month and mark.range_to and (begins := mark.dates(year, None)[:1]):
            days = mark.range_to - (mark.day or 0)
            if 0 < days <= _LONGEST_EVENT:
                yield begins[0], begins[0] + timedelta(days)


def _printed_year(marks: list[DayMark]) -> int | None:
    """The one that is printed most often."""
    years = Counter(mark.year for mark in marks if mark.year)
    return years.most_common(1)[0][0] if years else None


def is_known(day: date) -> bool:
    return day.year > _UNKNOWN_YEAR
