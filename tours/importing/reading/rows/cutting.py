"""Cuts a text into rows: at its line breaks, and within lines where breaks were lost or slots stand side by side."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from tours.importing.reading.marks.clocks import ClockMark
from tours.importing.reading.marks.days import DayMark
from tours.importing.reading.rows.row import Row, cells_of, is_alone, letters, marks_between
from tours.importing.reading.words.untimed import FREE

_TOO_LONG = 240
"""A line longer than this with several clocks has lost its breaks."""
_LOOK_BACK = 80
_EMPTY = re.compile(r"[\W_]*+(?:(?:\d{1,2}|[a-zA-Z])[.)]\s+)?[\W_]*+")
_DIVIDES = re.compile(r"\s*(?:environ\s*)?(?:[:–—|\t-]|\.-)")
_SENTENCE_ENDS = re.compile(r"[.;!?)]\s+$")
_CLAUSE_ENDS = re.compile(r"[.,;!?)/]\s+$")
_OPEN_BRACKET = re.compile(r"\([^()]*$")
_WORD = re.compile(r"[^\W\d_]{3}")
_FREE = re.compile(rf"[;.]\s+(?P<free>(?:{FREE})[.;!]?\s*)$", re.IGNORECASE)


def is_empty(text: str, start: int, end: int) -> bool:
    """Whether only signs stand there, or the number of a list."""
    return bool(_EMPTY.fullmatch(text, start, max(start, end)))


def rows_of(text: str, days: list[DayMark], clocks: list[ClockMark]) -> list[Row]:
    """All of the text but empty lines."""
    rows: list[Row] = []
    after_gap = False
    for line in re.finditer(r"[^\n]*\n?", text):
        if line[0].strip():
            rows += _rows_of_line(text, *line.span(), days, clocks, after_gap=after_gap)
        after_gap = not line[0].strip()
    return rows


def _rows_of_line(
    text: str, start: int, end: int, days: list[DayMark], clocks: list[ClockMark], *, after_gap: bool
) -> Iterator[Row]:
    line_days, line_clocks = marks_between(days, start, end), marks_between(clocks, start, end)
    cuts = {
        cut for cut in _cuts(text, start, end, line_days, line_clocks) if start < cut < end and text[start:cut].strip()
    }
    for left, right in pairwise([start, *sorted(cuts), end]):
        yield Row(
            left,
            right,
            cells_of(text, left, right),
            marks_between(line_days, left, right),
            marks_between(line_clocks, left, right),
            after_gap=after_gap and left == start,
        )


def _cuts(text: str, start: int, end: int, days: list[DayMark], clocks: list[ClockMark]) -> list[int]:
    if not clocks:
        return []
    cells = cells_of(text, start, end)
    beside = _cuts_at_free_time(text, end, clocks)
    beside += _cuts_after_days(text, start, days, clocks) if len(cells) < 3 else []
    has_lost_breaks = end - start > _TOO_LONG and len(clocks) >= (3 if len(cells) == 1 else 5)
    first = max([start, *(day.end for day in days if day.end <= clocks[0].start)])
    if has_lost_breaks or (len(cells) == 1 and len(clocks) > 2 and is_empty(text, first, clocks[0].start)):
        return beside + _cuts_at_marks(text, start, end, days, clocks, everywhere=has_lost_breaks)
    if len(cells) > 1:
        return beside + _cuts_at_cells(text, cells, clocks)
    return beside + _cuts_at_sentences(text, start, clocks)


def _cuts_after_days(text: str, start: int, days: list[DayMark], clocks: list[ClockMark]) -> list[int]:
    """Between a day and the clock glued to it."""
    cuts = []
    for day in days:
        n = bisect_left(clocks, day.end, key=lambda mark: mark.start)
        short = len(letters(text[max(start, day.start - 60) : day.start])) < 12
        if short and not day.is_decoy and n < len(clocks) and is_empty(text, day.end, clocks[n].start):
            cuts.append(clocks[n].start)
    return cuts


def _cuts_at_cells(text: str, cells: list[tuple[int, int]], clocks: list[ClockMark]) -> list[int]:
    """The cuts where lists stand side by side: at a second cell with a clock alone, if the first filled cell of the
    line has a clock, too.
    """
    homes = [next((i for i, cell in enumerate(cells) if cell[0] <= clock.start <= cell[1]), 0) for clock in clocks]
    first_filled = next((i for i, cell in enumerate(cells) if cell[0] < cell[1]), 0)
    if homes[0] != first_filled:
        return []
    beside = zip(clocks[1:], pairwise(homes), strict=True)
    return [clock.start for clock, (before, home) in beside if home > before + 1 and is_alone(text, cells[home], clock)]


def _cuts_at_sentences(text: str, start: int, clocks: list[ClockMark]) -> list[int]:
    """The cuts at clocks after the end of a sentence or clause, if a clock looks like the beginning of a slot."""
    return [clock.start for clock in clocks if _begins_slot(text, start, clock)]


def _cuts_at_free_time(text: str, end: int, clocks: list[ClockMark]) -> list[int]:
    """`14-17 h workshops; evening free`: the end of the line is an item without a clock."""
    match = _FREE.search(text, clocks[-1].end, end)
    return [match.start("free")] if match else []


def _begins_slot(text: str, start: int, clock: ClockMark) -> bool:
    before = text[max(start, clock.start - _LOOK_BACK) : clock.start]
    if not _WORD.search(before) or not (_CLAUSE_ENDS if clock.last else _SENTENCE_ENDS).search(before):
        return False
    semicolon = before.rstrip().endswith(";") and not clock.prefix
    return bool(clock.last or semicolon or _DIVIDES.match(text, clock.end))


def _cuts_at_marks(
    text: str, start: int, end: int, days: list[DayMark], clocks: list[ClockMark], *, everywhere: bool
) -> list[int]:
    """The cuts at every day and clock. With `everywhere`, also at clocks behind a word such as `at`."""
    slots = [clock for clock in clocks if _may_begin_slot(text, start, clock, clocks[-1], everywhere=everywhere)]
    heads = _heads(text, days)
    at_end = _clocks_end_slots(text, end, heads, slots)
    return [clock.end if at_end else clock.start for clock in slots] + [day.start for day in heads]


def _heads(text: str, days: list[DayMark]) -> list[DayMark]:
    """The days that head something. Where some stand side by side, as in `Day 2, Monday 4 May`, only the first counts."""
    told = [
        day
        for day in days
        if not day.is_decoy and (day.ordinal or (day.day and (day.month or day.weekday is not None)))
    ]
    return [day for i, day in enumerate(told) if i == 0 or not is_empty(text, told[i - 1].end, day.start)]


def _may_begin_slot(text: str, start: int, clock: ClockMark, last: ClockMark, *, everywhere: bool) -> bool:
    if _OPEN_BRACKET.search(text[max(start, clock.start - _LOOK_BACK) : clock.start]):
        return False
    return everywhere or (
        not clock.prefix and (clock is last or bool(re.match(r"\s*[-–:]?\s*\w", text[clock.end :][:_LOOK_BACK])))
    )


def _clocks_end_slots(text: str, end: int, heads: list[DayMark], slots: list[ClockMark]) -> bool:
    """Whether clocks stand behind their titles: by what follows the last one, and by what is next to the days."""
    if not slots:
        return False
    vote = 0 if _WORD.search(text, slots[-1].end, end) else -1
    for head in heads:
        n = bisect_left(slots, head.start, key=lambda mark: mark.start)
        vote += n < len(slots) and is_empty(text, head.end, slots[n].start)
        vote -= n > 0 and is_empty(text, slots[n - 1].end, head.start)
    return vote < 0
