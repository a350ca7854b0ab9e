"""Finds what a text says about days: dates, weekdays, `Day 2`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from tours.importing.reading.marks.day_patterns import (
    DAY_BEFORE,
    IN_BRACKETS,
    IN_SECONDS,
    MONTH,
    NO_HEADING,
    NUMBER,
    RANGE_AFTER,
    RANGE_BEFORE,
    ROMAN,
    WEEKDAY,
    patterns_for,
)

_BEFORE = 40
_BEHIND = 30
_MOST_IN_LINE = 300
"""Of days that are written in one way: a line with more is no agenda, and costs much."""
_SHORTEST_WEEKDAY = 4
_NO_WORD_BEFORE = re.compile(r"(?:^|[\n|])[^\w\n|]*$")
_NO_WORD_BEHIND = re.compile(r"[^\w\n|]*(?:$|[\n|])")


@dataclass(frozen=True, slots=True)
class DayMark:
    """A span of the text and what it says. What is not written is None."""

    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    """Monday is 0."""
    ordinal: int | None = None
    """The number in `Day 2`."""
    is_decoy: bool = False
    """One end of a range, or a date that something was posted on."""
    range_from: int | None = None
    range_to: int | None = None
    """The day of the month of the other end of a range."""
    has_month_name: bool = False
    is_bare: bool = False
    """`4.9.` without a weekday or year: it may be a number of something else."""

    @property
    def days_before(self) -> int:
        """How many days of the range lie before it."""
        return max(0, (self.day or 0) - (self.range_from or self.day or 0))

    def dates(self, year: int, first_day: date | None) -> list[date]:
        """Every date that it may mean, the most literal first."""
        if self.day is None:
            return []
        found = [found for month, day in self._pairs(first_day) if (found := _date(self.year or year, month, day))]
        other_year = (_date(year, day.month, day.day) for day in found if day.year != year)
        return found + [day for day in other_year if day]

    def _pairs(self, first_day: date | None) -> list[tuple[int, int]]:
        """Months and days. `10/12` may be written as in America."""
        day = self.day or 0
        if self.month:
            return [(self.month, day)] + [(day, self.month)] * (not self.has_month_name)
        return [(first_day.month, day), (first_day.month % 12 + 1, day)] if first_day else []


def find_days(text: str) -> list[DayMark]:
    """The days in the order of the text. The cost is linear in its length."""
    plain = text.replace("\t", "|")
    taken = bytearray(len(text))
    found: list[DayMark] = []
    for match in _matches(plain):
        if not any(taken[match.start() : match.end()]) and (mark := _mark(plain, match)):
            found.append(mark)
            taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    return sorted(found, key=lambda mark: mark.start)


def _matches(text: str) -> Iterator[re.Match[str]]:
    for line in re.finditer(r"[^\n]+", text):
        for pattern in patterns_for(line[0]):
            yield from islice(pattern.finditer(text, *line.span()), _MOST_IN_LINE)


def _mark(text: str, match: re.Match[str]) -> DayMark | None:
    groups = match.groupdict()
    day, month = _number(groups.get("day")), _month(groups)
    weekday, ordinal = _weekday(groups), _ordinal(groups)
    if not _is_possible(day, month, ordinal, (groups.get("sign") or "/").strip()) or not _is_credible(
        text, match, weekday
    ):
        return None
    year = _number(groups.get("year"))
    around = _surroundings(text, match)
    return DayMark(
        match.start(),
        match.end(),
        day,
        month,
        year + 2000 if year and year < 100 else year,
        weekday,
        ordinal,
        is_decoy=day is not None and around.is_decoy,
        range_from=around.range_from,
        range_to=around.range_to,
        has_month_name=groups.get("month_name") is not None,
        is_bare=groups.get("bare") is not None and weekday is None,
    )


def _is_possible(day: int | None, month: int | None, ordinal: int | None, sign: str) -> bool:
    """Whether these numbers can be a day. With a slash the month may come first, as in America."""
    if day is not None and not 1 <= day <= 31:
        return False
    if month is not None and not (1 <= month <= 12 or (sign == "/" and month <= 31 and (day or 99) <= 12)):
        return False
    return ordinal is None or 1 <= ordinal <= 31


def _is_credible(text: str, match: re.Match[str], weekday: int | None) -> bool:
    """`4.9` is a number, `4.9.` a date; `mon` is a word of French unless it is alone in its line or cell."""
    groups = match.groupdict()
    if groups.get("bare") is not None:
        return weekday is not None or match[0].rstrip().endswith((".", "/")) or groups["sign"] == "/"
    return groups.get("alone") is None or len(match[0]) >= _SHORTEST_WEEKDAY or _fills_cell(text, match)


def _fills_cell(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    behind = text[match.end() : match.end() + _BEHIND]
    return bool(_NO_WORD_BEFORE.search(before) and _NO_WORD_BEHIND.match(behind))


@dataclass(frozen=True)
class _Surroundings:
    """What the words around a date say of it."""

    is_decoy: bool
    range_from: int | None
    range_to: int | None


def _surroundings(text: str, match: re.Match[str]) -> _Surroundings:
    before = text[max(0, match.start() - _BEFORE) : match.start()].rpartition("\n")[2]
    begins, ends = RANGE_BEFORE.search(before), RANGE_AFTER.match(text[match.end() : match.end() + _BEHIND])
    if begins and DAY_BEFORE.search(before, 0, begins.start()):
        begins = None
    is_posted = IN_SECONDS.match(text, match.end()) or NO_HEADING.search(before) or IN_BRACKETS.search(before)
    return _Surroundings(
        is_decoy=bool(begins or ends or is_posted),
        range_from=int(begins["day"]) if begins else None,
        range_to=int(ends["day"]) if ends else None,
    )


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _month(groups: dict[str, str | None]) -> int | None:
    if name := groups.get("month_name"):
        return MONTH.number(name) + 1
    numeral = groups.get("month") or ""
    return _number(numeral) if numeral.isdecimal() or not numeral else ROMAN.get(numeral, 0)


def _weekday(groups: dict[str, str | None]) -> int | None:
    name = groups.get("before") or groups.get("after")
    return WEEKDAY.number(name) if name else None


def _ordinal(groups: dict[str, str | None]) -> int | None:
    if name := groups.get("count_name"):
        return NUMBER.number(name) + 1
    if numeral := groups.get("count_roman"):
        return ROMAN.get(numeral, 0)
    return _number(groups.get("count"))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
