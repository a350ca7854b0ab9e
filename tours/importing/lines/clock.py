"""Reads the times at the head of a line, as people type them: shorter than in a text, as `9-5`. What else people write is
read as in texts.
"""

import re
from datetime import time
from typing import NamedTuple

from tours.importing.reading.marks import clocks
from tours.importing.reading.marks.clock_patterns import LED
from tours.importing.reading.marks.days import find_days
from tours.importing.reading.words.clocks import AFTER

WORDS = r"o'clock|uhr|heures?|horas?|hrs?|sati|sat|časova|čas|сати|часова|часа|час|h"
BEFORE = r"(?:(?:from|at|von|ab|um|u|od|de|dès|à|a\s+las|desde|от|од|у|ca\.?|c\.|around)\s+)?"
BETWEEN = r"(?:\s*[-–—‒−]\s*|\s+(?:to|till|until|bis|do|à|a|hasta|до)\s+)"
SIGNS = re.compile(r"\s*[|,;:.–—-]*\s*")
NO_END = re.compile(r"\s*[–—-]\s*\d")
"""Behind a time, what is no time, as in 9:30-25:00."""
AFTER_TIMES = re.compile(rf"(?:{AFTER})(?=$|[\s|,;:–—-])[\s|,;:–—-]*", re.IGNORECASE)
EVENING = 17
MORNING = 6


def _time(name: str) -> str:
    return (
        rf"(?P<{name}_hour>\d{{1,2}})(?:(?P<{name}_sign>\s?[.:h]\s?|)(?P<{name}_minute>\d\d))?(?!\d)"
        rf"(?:\s?(?P<{name}_half>[ap])\.?m\b\.?)?(?:\s?(?P<{name}_word>{WORDS})(?!\w)\.?)?"
    )


HEAD = re.compile(
    rf"\s*{BEFORE}{_time('start')}(?:{BETWEEN}{_time('end')})?(?=$|[\s|,;:.–—-])\s*[|,;:.–—-]*\s*", re.IGNORECASE
)


class Times(NamedTuple):
    start: time
    end: time | None = None
    ends_next_day: bool = False


class Clock(NamedTuple):
    """A time as it was written: `half` is `a` or `p`; `is_plain` tells that nothing says which half of the day is meant."""

    hour: int
    minute: int
    half: str
    is_plain: bool


def times_at_head(line: str) -> tuple[Times | None, str]:
    """The times with which a line begins, and what stands after them; none, and the whole line, where it has none."""
    times, end = _typed(line) or _as_in_texts(line) or (None, 0)
    after = AFTER_TIMES.match(line, end) if times else None
    return times, line[after.end() if after else end :]


def _typed(line: str) -> tuple[Times, int] | None:
    """The times that begin the line, and the place where they end."""
    found = HEAD.match(line)
    if not found:
        return None
    start, end = _clock(found, "start"), _clock(found, "end")
    if start is None or (found["end_hour"] and end is None) or (end is None and not _says_a_time(found)):
        return None
    return _times(start, end), found.end()


def _as_in_texts(line: str) -> tuple[Times, int] | None:
    """`à partir de 14h30`, `12 noon`, or a small picture before the times."""
    mark = next(iter(clocks.find_clocks(line, find_days(line))), None)
    if mark is None or mark.is_end or not LED.fullmatch(line, 0, mark.start) or NO_END.match(line, mark.end):
        return None
    signs = SIGNS.match(line, mark.end)
    end = _of_mark(mark.last) if mark.last else None
    return _times(_of_mark(mark.first), end), signs.end() if signs else mark.end


def _of_mark(clock: clocks.Clock) -> Clock:
    return Clock(clock.hour, clock.minute, clock.half, is_plain=not clock.half)


def _says_a_time(found: re.Match[str]) -> bool:
    """A number alone, as in “9 cities meet”, is no time."""
    return bool(found["start_minute"] or found["start_half"] or found["start_word"])


def _clock(found: re.Match[str], name: str) -> Clock | None:
    """The clock of that name. None where there is none, or no real time, as in 25:70."""
    if not found[f"{name}_hour"]:
        return None
    hour, minute = int(found[f"{name}_hour"]), int(found[f"{name}_minute"] or 0)
    half = (found[f"{name}_half"] or "").lower()
    if minute > 59 or hour > (12 if half else 24) or (hour == 24 and minute):
        return None
    is_plain = not half and not found[f"{name}_hour"].startswith("0") and not found[f"{name}_word"]
    return Clock(hour, minute, half, is_plain)


def _times(start: Clock, end: Clock | None) -> Times:
    if end is None:
        return Times(_of(start, start.half))
    last = _of(end, end.half)
    first = _first(start, end, last)
    if last < first and not (start.half or end.half) and end.is_plain and MORNING <= first.hour < EVENING:
        last = last.replace(hour=last.hour + 12) if last.hour < 12 else last
    if last == first:
        return Times(first)
    return Times(first, last, last < first)


def _first(start: Clock, end: Clock, last: time) -> time:
    """The start. Where only the end says which half of the day is meant, it is in the same half, or in the one before."""
    if start.half or not end.half:
        return _of(start, start.half)
    same = _of(start, end.half)
    return same if same < last else _of(start, "a" if end.half == "p" else "p")


def _of(clock: Clock, half: str) -> time:
    if half and clock.hour <= 12:
        return time(clock.hour % 12 + (12 if half == "p" else 0), clock.minute)
    return time(clock.hour % 24, clock.minute)


def read_time(text: str) -> time | None:
    """The time that a text is as a whole; an hour alone is one here. None where it is none."""
    found = HEAD.fullmatch(text)
    clock = _clock(found, "start") if found and not found["end_hour"] else None
    if clock:
        return _of(clock, clock.half)
    times, rest = times_at_head(text)
    return times.start if times and not times.end and not rest.strip() else None
