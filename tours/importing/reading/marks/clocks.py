"""Finds clock times and spans of time."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from tours.importing.reading.marks.clock_patterns import (
    AT_CELL_START,
    BARE_HOUR,
    CLOCK,
    FOUR_DIGITS,
    LED,
    NOON_LINE,
    ONLY_HOUR,
    ONLY_RANGE,
)
from tours.importing.reading.marks.days import DayMark
from tours.importing.reading.marks.decoys import without_decoys

_DIGIT = re.compile(r"\d")
_HALF_DAY = 12
_LONGEST_BARE_RANGE = 9
_MOST_IN_LINE = 1500
"""A line with more clocks is no agenda, and costs much."""
_FEWEST_BARE_HOURS = 3
_EARLIEST_BARE_HOUR = 6
_LIKELY_RANGE = 6


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as it is written. `half` is `a`, `p` or empty."""

    hour: int
    minute: int
    half: str = ""

    @property
    def minutes(self) -> int:
        """After midnight."""
        hour = (
            self.hour % _HALF_DAY + _HALF_DAY * (self.half == "p")
            if self.half and self.hour <= _HALF_DAY
            else self.hour
        )
        return hour * 60 + self.minute


@dataclass(frozen=True, slots=True)
class ClockMark:
    """A span of the text that tells a time, or two."""

    start: int
    end: int
    first: Clock
    last: Clock | None = None
    is_strong: bool = False
    """Written so that it can hardly be another number: 9:00, 9h00, 9 Uhr, 9 am."""
    prefix: str = ""
    is_end: bool = False
    """`bis 12.00`: an end without a beginning."""


def find_clocks(text: str, days: list[DayMark]) -> list[ClockMark]:
    """The clock times in the order of the text. Digits of days are not clock times."""
    plain = without_decoys(_without_days(text, days)).replace("\t", "|")
    found = _plain_clocks(plain)
    found += _bare_hours(plain, found)
    found += [ClockMark(*match.span(1), Clock(12, 0), is_strong=True) for match in NOON_LINE.finditer(plain)]
    found.sort(key=lambda mark: mark.start)
    return sorted([*found, *_four_digits(plain, found)], key=lambda mark: mark.start)


def _without_days(text: str, days: list[DayMark]) -> str:
    pieces, at = [], 0
    for day in days:
        pieces += [text[at : day.start], " " * (day.end - day.start)]
        at = day.end
    return "".join([*pieces, text[at:]])


def _plain_clocks(plain: str) -> list[ClockMark]:
    found: list[ClockMark] = []
    for line in re.finditer(r"[^\n]+", plain):
        at = line.start() if _DIGIT.search(line[0]) else line.end()
        most = len(found) + _MOST_IN_LINE
        while len(found) < most and (match := CLOCK.search(plain, at, line.end())):
            mark = _mark(plain, match, line.start(), line.end())
            at = match.end("hour1") if mark is None else mark.end
            if mark:
                found.append(mark)
    return found


def _mark(plain: str, match: re.Match[str], line: int, line_end: int) -> ClockMark | None:
    """The mark of a clock. None if the number is no clock."""
    first, last = _clock(match, 1), _clock(match, 2)
    rest = plain[match.end() : line_end]
    is_led = bool(LED.fullmatch(plain, line, match.start()))
    first_is_whole, last_is_whole = _is_whole(match, 1), last is not None and _is_whole(match, 2)
    if first is None:
        return None
    end = match.end()
    if last and first_is_whole and not last_is_whole and not _may_end(first, last, match[0], rest):
        last, end = None, _end_of_first(match)
    told = not first_is_whole and (ONLY_RANGE if last else ONLY_HOUR).fullmatch(match["prefix"] or "")
    bare = not (first_is_whole or last_is_whole or told)
    if bare and not (
        last and is_led and rest.strip(" |") and 0 < (last.hour - first.hour) % _HALF_DAY < _LONGEST_BARE_RANGE
    ):
        return None
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    end -= len(plain[start:end]) - len(plain[start:end].rstrip())
    strong = bool(told) or _is_strong(match, 1) or (last is not None and _is_strong(match, 2))
    return ClockMark(
        start, end, first, last, strong, match["prefix"] or "", is_end=match["until"] is not None and not last
    )


def _clock(match: re.Match[str], number: int) -> Clock | None:
    hour = (match[f"hour{number}"] or "").lower().replace("o", "0")
    minute = (match[f"minute{number}"] or "0").lower().replace("o", "0")
    if not hour or int(hour) > 24 or (int(hour) == 24 and int(minute)):
        return None
    return Clock(int(hour), int(minute), (match[f"half{number}"] or "").lower())


def _is_whole(match: re.Match[str], number: int) -> bool:
    """Whether it is a clock by itself, not only a number."""
    return any(match[f"{part}{number}"] for part in ("minute", "unit", "half"))


def _is_strong(match: re.Match[str], number: int) -> bool:
    sign = (match[f"sign{number}"] or "").strip()
    return bool(match[f"unit{number}"] or match[f"half{number}"] or (sign and sign not in ".,·"))


def _end_of_first(match: re.Match[str]) -> int:
    return max(match.end(f"{part}1") for part in ("minute", "unit", "half"))


def _may_end(first: Clock, last: Clock, written: str, rest: str) -> bool:
    """Whether the bare number behind a clock is its end: `9:00-10 Talk`, not `9:00 - 10 guests`."""
    if re.match(r"\s*[-–:|]|\s*$", rest):
        return True
    is_near = 0 < (last.hour - first.hour) % _HALF_DAY < _LIKELY_RANGE
    return is_near and bool(
        re.search(r"\d[-–—]\d", written) or re.match(r"\s+[^\W\d_]", rest) and rest.strip()[0].isupper()
    )


def _bare_hours(plain: str, found: list[ClockMark]) -> list[ClockMark]:
    """`9 Registration`: numbers that lead their lines and rise like hours, in a text that writes hardly any clock otherwise."""
    hours = list(BARE_HOUR.finditer(plain))
    numbers = [int(match[1]) for match in hours]
    rises = sum(after > before for before, after in pairwise(numbers))
    if len(hours) < _FEWEST_BARE_HOURS or len(found) * 3 > len(hours) or min(numbers) < _EARLIEST_BARE_HOUR:
        return []
    if rises * 2 < len(hours) or max(numbers) > 23:
        return []
    return [ClockMark(*match.span(1), Clock(int(match[1]), 0)) for match in hours]


def _four_digits(plain: str, found: list[ClockMark]) -> list[ClockMark]:
    """`0800-1000` and `0930`. Those without a unit or end count if several lead lines or cells, or one the only line."""
    starts = [mark.start for mark in found]
    free = []
    for match in FOUR_DIGITS.finditer(plain):
        near = bisect_right(starts, match.end()) - 1
        if near < 0 or found[near].end <= match.start() or found[near].start >= match.end():
            free.append(match)
    led = [match for match in free if AT_CELL_START.search(plain, max(0, match.start() - 20), match.start())]
    sure = [match for match in free if match["unit1"] or match["unit2"] or (match["hour2"] and match in led)]
    alone = [match for match in led if not match["hour2"] and int(match["minute1"]) % 5 == 0]
    believed = len(sure) + len(alone) > 1 and any(match["hour1"] < "19" for match in [*sure, *alone])
    if "\n" not in plain.strip():
        believed = any(match["hour1"] < "19" or match["minute1"] in ("00", "30") for match in alone)
    return [_four(match) for match in dict.fromkeys([*sure, *(alone if believed else [])])]


def _four(match: re.Match[str]) -> ClockMark:
    last = Clock(int(match["hour2"]), int(match["minute2"])) if match["hour2"] else None
    strong = bool(match["unit1"] or match["unit2"] or last)
    end = match.end() - len(match[0]) + len(match[0].rstrip())
    return ClockMark(match.start(), end, Clock(int(match["hour1"]), int(match["minute1"])), last, strong)
