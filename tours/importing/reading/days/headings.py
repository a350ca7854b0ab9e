"""Chooses which days head what follows them.

A heading stands alone in its row, agrees with its weekday, lies within the event, is followed by clocks, and comes a day after
the one before it. Each of these has a weight; the chain of days with the highest sum wins (dynamic programming). Days outside the
chain are plain words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from tours.importing.reading.days.calendar import Calendar
from tours.importing.reading.marks.days import DayMark
from tours.importing.reading.rows.row import Row, has_words, letters
from tours.importing.reading.rows.slots import Slot

_NEVER = -1000.0
_FEW_LETTERS = 12
_SHORT = 60
_REACH = 40
"""How many candidates before it a heading is compared with."""


@dataclass(frozen=True)
class Heading:
    row: int
    mark: DayMark
    day: date


@dataclass(frozen=True)
class _Candidate:
    heading: Heading
    worth: float


def columns_of(row: Row, calendar: Calendar) -> dict[int, date]:
    """Columns and their days, where one row heads several columns."""
    found = {}
    for i, (start, end) in enumerate(row.cells if len(row.cells) > 2 else []):
        mark = next((mark for mark in row.days if start <= mark.start < end), None)
        if mark and (options := calendar.options(mark)):
            found[i] = options[0]
    return found if len(found) > 1 else {}


def headings_of(text: str, rows: list[Row], slots: list[Slot], calendar: Calendar, grids: set[int]) -> list[Heading]:
    """The headings, in the order of the text. Rows of `grids` are left out."""
    before = _clocks_before(rows, slots)
    candidates = _candidates(text, rows, slots, calendar, grids)
    best: list[tuple[float, int]] = []
    for j, candidate in enumerate(candidates):
        alone = -0.5 * min(3, before[candidate.heading.row])
        steps = [
            (best[k][0] + _step(candidates[k].heading, candidate.heading, before), k)
            for k in range(max(0, j - _REACH), j)
        ]
        worth, back = max(steps, default=(alone, -1))
        best.append((worth + candidate.worth, back) if worth > alone else (alone + candidate.worth, -1))
    ends = [chain[0] + 0.8 * (before[-1] > before[c.heading.row]) for chain, c in zip(best, candidates, strict=True)]
    chosen = []
    j = max(range(len(ends)), key=ends.__getitem__) if max(ends, default=0) > 0 else -1
    while j >= 0:
        chosen.append(candidates[j].heading)
        j = best[j][1]
    return chosen[::-1]


def _clocks_before(rows: list[Row], slots: list[Slot]) -> list[int]:
    """How many stand before each row, and in all."""
    counts = [0] * (len(rows) + 1)
    for slot in slots:
        counts[slot.row + 1] += 1
    for i in range(len(rows)):
        counts[i + 1] += counts[i]
    return counts


def _candidates(text: str, rows: list[Row], slots: list[Slot], calendar: Calendar, grids: set[int]) -> list[_Candidate]:
    earliest: dict[int, int] = {}
    for slot in slots:
        earliest[slot.row] = min(slot.mark.start, earliest.get(slot.row, slot.mark.start))
    told = _told_weekdays(rows, calendar)
    found = []
    for i, row in ((i, row) for i, row in enumerate(rows) if row.days and i not in grids):
        standing = _standing(text, row)
        for mark in _telling(row.days):
            by_place = standing(mark) - 3 * (earliest.get(i, mark.start) < mark.start)
            for k, day in enumerate(_options(mark, told, calendar)):
                worth = by_place - 0.3 * k + _agreement(mark, day, calendar) + calendar.nearness(day)
                found.append(_Candidate(Heading(i, mark, day - timedelta(mark.days_before)), worth))
    return found


def _telling(marks: list[DayMark]) -> list[DayMark]:
    """Beside a date, `Day 2` tells nothing."""
    return [mark for mark in marks if mark.day or not mark.ordinal] if any(mark.day for mark in marks) else marks


def _told_weekdays(rows: list[Row], calendar: Calendar) -> dict[int, list[date]]:
    """The text's own calendar: `Friday, 13th` somewhere tells what `Friday` means elsewhere."""
    told: dict[int, dict[date, None]] = {}
    for mark in (mark for row in rows for mark in row.days):
        if mark.weekday is not None and mark.day is not None:
            told.setdefault(mark.weekday, {}).update(dict.fromkeys(calendar.options(mark)[:1]))
    return {weekday: list(days) for weekday, days in told.items()}


def _options(mark: DayMark, told: dict[int, list[date]], calendar: Calendar) -> list[date]:
    is_weekday_only = mark.weekday is not None and mark.day is None and not mark.ordinal
    days = told.get(mark.weekday or 0, []) if is_weekday_only else []
    return days or calendar.options(mark)


def _agreement(mark: DayMark, day: date, calendar: Calendar) -> float:
    if mark.weekday is None or mark.day is None or not (calendar.year or mark.year):
        return 0
    return 1 if day.weekday() == mark.weekday else -2


def _standing(text: str, row: Row) -> Callable[[DayMark], float]:
    """How much a mark looks like a heading by its place in the row."""
    edges = [row.start, *(place for day in row.days for place in (day.start, day.end)), row.end]
    besides = "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    is_lone = len(letters(besides)) <= _FEW_LETTERS
    by_row = 0.5 * text[row.start : row.end].rstrip().endswith(":")
    leads = not has_words(text[row.start : row.days[0].start])
    ends = not has_words(text[row.days[-1].end : row.end])

    def worth(mark: DayMark) -> float:
        if is_lone:
            place = 2.5
        elif leads:
            place = 1.2 if len(besides.strip()) < _SHORT else 0.4
        elif mark.weekday is not None and mark.month:
            place = -0.3
        else:
            place = -0.6 if ends else -1.5
        is_weekday_only = mark.day is None and not mark.ordinal
        return by_row + place - 4 * mark.is_decoy - 0.5 * mark.is_bare - 3 * (is_weekday_only and not is_lone)

    return worth


def _step(before: Heading, after: Heading, clocks_before: list[int]) -> float:
    """How well one heading follows another, by the days and clocks between them."""
    if before.mark is after.mark or (before.row == after.row and after.mark.is_decoy):
        return _NEVER
    days, clocks = (after.day - before.day).days, clocks_before[after.row] > clocks_before[before.row]
    if days == 0:
        return 0.3 if clocks else 0
    follows = 1.0 if days == 1 else 0.2 if 1 < days < 7 else -0.8 if days == -1 else -1.0 if days > 0 else -2.0
    return follows + 0.8 * clocks
