"""The days and times in the cells of a table. What a sheet writes is read here; what people write, by the reader of texts."""

import re
from datetime import date, time, timedelta
from functools import cache
from typing import NamedTuple

from tours.importing.reading.reader import read_agenda
from tours.importing.reading.values import Doubt, Reading
from tours.plausible_days import FIRST_DAY, LAST_DAY

_ISO_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d))?(?::\d\d)?")
_FIGURES = re.compile(r"\d{1,2}\s*[./-]\s*\d.*")
_TIME = r"(\d{1,2})(?:\s?[:.hH]?\s?(\d\d)(?::\d\d)?)?"
_TIMES = re.compile(rf"{_TIME}(?:\s*[-–—]\s*{_TIME})?")
MIDNIGHT = 24
TITLE = "Lunch with the guests"
"""What stands beside a cell where the reader of texts looks for a time in it."""


class ReadDay(NamedTuple):
    day: date | None
    doubts: frozenset[Doubt] = frozenset()


class Days:
    """Reads the days of one event, each text once: the year comes from the event."""

    def __init__(self, first: date, last: date) -> None:
        self._first, self._last = first, last
        self.read = cache(self._read)

    def _read(self, cell: str) -> ReadDay:
        iso = _ISO_DAY.fullmatch(cell)
        if iso or not cell:
            return ReadDay(_iso(iso[1]) if iso else None)
        date_alone = _FIGURES.search(cell)  # a short weekday before it may be no word of the reader's
        texts = [cell, date_alone[0]] if date_alone else [cell]
        read = (day for text in texts if (day := self._said(text)).day)
        return next(read, ReadDay(self._nth(cell)))

    def _said(self, text: str) -> ReadDay:
        """A day that no heading says was guessed."""
        section = next(iter(self.text(f"{text}\n09:00 {TITLE}").sections), None)
        is_said = section and section.day and Doubt.NO_DAY not in section.doubts
        return ReadDay(section.day, section.doubts) if section and is_said else ReadDay(None)

    def text(self, text: str) -> Reading:
        return read_agenda(text, year=self._first.year, first_day=self._first, last_day=self._last)

    def _nth(self, text: str) -> date | None:
        """The day of the event that a number alone means: 2 is the second day."""
        number = int(text) if text.isdecimal() and len(text) < 3 else 0
        day = self._first + timedelta(days=number - 1)
        return day if number and day <= self._last else None


class Times(NamedTuple):
    start: time | None = None
    end: time | None = None
    ends_next_day: bool = False
    rest: tuple[str, ...] = ()
    """Cells that are no times."""


def is_long_day(text: str, days: Days) -> bool:
    """Whether a cell that stands alone in its row says which day it is, and is no item such as `Arrival`."""
    return bool(text) and any(letter.isdigit() for letter in text) and days.read(text).day is not None


def clock_within(day: str) -> str:
    """The time in a cell that holds a day and a time; empty for any other."""
    moment = _ISO_DAY.fullmatch(day)
    return (moment[2] or "") if moment else ""


def times_of(start: str, end: str, days: Days) -> Times:
    """The times in the cells of both columns. The first cell may hold both times."""
    first, last = _span(start, days), _span(end, days)
    begins, ends = (first or (None, None)), (last or (None, None))
    rest = tuple(cell for cell, read in ((start, first), (end, last)) if cell and not read)
    if begins[0] is None:
        return Times(rest=(*rest, end) if last else rest)
    return _times(begins[0], ends[0] or begins[1], rest)


def _times(start: int, end: int | None, rest: tuple[str, ...]) -> Times:
    """The times, from minutes after midnight. An end that is not later is on the next day."""
    if end is None or end == start:
        return Times(_clock(start), rest=rest)
    return Times(_clock(start), _clock(end), end < start or end >= MIDNIGHT * 60, rest)


def _span(text: str, days: Days) -> tuple[int | None, int | None] | None:
    """Both times in minutes; None for a text that is no time."""
    moment = _ISO_DAY.fullmatch(text)
    if moment and moment[2]:
        text = moment[2]
    match = _TIMES.fullmatch(text)
    if match and (read := _minutes(match[1], match[2])) is not None:
        return read, _minutes(match[3], match[4])
    item = next(iter(days.text(f"{text} {TITLE}").items), None) if text else None
    if item is None or item.start is None or item.title != TITLE:
        return None
    return _of(item.start), _of(item.end)


def _minutes(hour: str | None, minute: str | None) -> int | None:
    if hour is None or int(hour) > MIDNIGHT or int(minute or 0) > 59:
        return None
    return int(hour) * 60 + int(minute or 0)


def _of(clock: time | None) -> int | None:
    return None if clock is None else clock.hour * 60 + clock.minute


def _clock(minutes: int) -> time:
    return time(minutes // 60 % MIDNIGHT, minutes % 60)


def _iso(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None
