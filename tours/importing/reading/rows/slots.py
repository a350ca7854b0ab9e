"""Chooses which clocks may begin items, by where they stand."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from itertools import pairwise

from tours.importing.reading.marks.clocks import ClockMark
from tours.importing.reading.rows.cutting import is_empty
from tours.importing.reading.rows.row import Row, Span, has_words, is_alone


class Stand(Enum):
    """The place of a clock."""

    LEADS = auto()
    """At the beginning of its row."""
    ALONE = auto()
    """Alone in a cell."""
    LEADS_CELL = auto()
    """At the beginning of a cell that holds its title, too."""
    ENDS = auto()
    """Behind its title."""
    INSIDE = auto()
    """Within a sentence."""


LEADING = (Stand.LEADS, Stand.ALONE, Stand.LEADS_CELL)


@dataclass
class Slot:
    """A clock that may begin an item. The later steps fill in its day and its minutes after that day's midnight."""

    row: int
    mark: ClockMark
    stand: Stand
    end_row: int
    """The row of its end, if that has a line of its own."""
    cell: Span | None = None
    """The cell in which the title stands, in a grid of days."""
    day: date | None = None
    turn: int = 0
    """How many days lie between its heading and it, where a heading is missing."""
    start: int = 0
    end: int | None = None


def slots_of(text: str, rows: list[Row]) -> tuple[list[Slot], list[Slot]]:
    """The slots in places of items, and those inside sentences."""
    every = [slot for i, row in enumerate(rows) for slot in _slots_of_row(text, i, row)]
    leading = sum(slot.stand in LEADING for slot in every)
    ending = sum(slot.stand is Stand.ENDS for slot in every)
    use_ends = ending >= max(2, leading / 2) or not leading
    good: list[Slot] = []
    inside: list[Slot] = []
    for slot in every:
        if slot.stand in LEADING or (slot.stand is Stand.ENDS and (use_ends or slot.mark.last)):
            good.append(slot)
        elif slot.stand is Stand.ENDS or _is_spoken(text, rows[slot.row], slot.mark):
            inside.append(slot)
    return _merged(text, rows, good), inside


def _slots_of_row(text: str, i: int, row: Row) -> list[Slot]:
    """A clock at the end of a sentence that has others inside it is one of them."""
    stands = [_stand(text, row, clock) for clock in row.clocks]
    is_prose = bool(stands) and stands[0] is Stand.INSIDE
    return [
        Slot(i, clock, Stand.INSIDE if is_prose and stand is Stand.ENDS else stand, i)
        for clock, stand in zip(row.clocks, stands, strict=True)
    ]


def stands_alone(text: str, rows: list[Row], slot: Slot) -> bool:
    """Whether no word stands beside it in its rows."""
    beside = text[rows[slot.row].start : slot.mark.start] + text[slot.mark.end : rows[slot.end_row].end]
    return not has_words(beside)


def _stand(text: str, row: Row, clock: ClockMark) -> Stand:
    home = row.home(clock)
    if is_empty(text, row.start, clock.start) or (home == row.cells[0] and is_empty(text, home[0], clock.start)):
        return Stand.LEADS
    if len(row.cells) > 1 and is_empty(text, home[0], clock.start):
        return Stand.ALONE if is_alone(text, home, clock) else Stand.LEADS_CELL
    before = text[home[0] : clock.start]
    if has_words(before) and _ends_title(text, home, before, clock):
        return Stand.ENDS
    return Stand.INSIDE


def _ends_title(text: str, home: Span, before: str, clock: ClockMark) -> bool:
    if clock.last and before.rstrip().endswith(("(", "[")):
        return True
    is_last = re.fullmatch(r"[\s)\].,;|*]*(?:\([^()]*\)\s*)?", text[clock.end : home[1]])
    return bool(is_last and (clock.last or not clock.prefix or before.rstrip().endswith((":", "–", "-"))))


def _is_spoken(text: str, row: Row, clock: ClockMark) -> bool:
    return bool(clock.prefix or clock.last or re.search(r"[,;:–-]\s*$", text[row.start : clock.start]))


def _merged(text: str, rows: list[Row], slots: list[Slot]) -> list[Slot]:
    """Joins starts with ends that stand in a cell or line of their own. A second clock at the end of a row is none."""
    in_pairs = _stand_in_pairs(text, rows, slots)
    merged: list[Slot] = []
    for slot in slots:
        last = merged[-1] if merged else None
        if last and _is_end_of(text, slot, last, in_pairs=in_pairs):
            last.mark = replace(last.mark, end=slot.mark.end, last=slot.mark.first)
            last.end_row = slot.row
        elif not (last and last.row == slot.row and slot.stand is Stand.ENDS):
            merged.append(slot)
    return merged


def _is_end_of(text: str, slot: Slot, last: Slot, *, in_pairs: bool) -> bool:
    gap = text[last.mark.end : slot.mark.start]
    if last.mark.last or slot.mark.last or has_words(gap):
        return False
    if slot.row == last.row:
        return slot.stand is Stand.ALONE or not gap.strip(" |\t")
    if "".join(gap.split()) in ("-", "–", "—"):
        return slot.row <= last.row + 2
    return in_pairs and slot.row == last.row + 1


def _stand_in_pairs(text: str, rows: list[Row], slots: list[Slot]) -> bool:
    """Whether starts and ends have lines of their own, one after the other."""
    alone = [slot.row for slot in slots if not slot.mark.last and stands_alone(text, rows, slot)]
    in_threes = sum(alone[i + 2] - alone[i] == 2 for i in range(len(alone) - 2))
    near = Counter(after - before for before, after in pairwise(alone))[1] - 2 * in_threes
    return near > 1 and near * 2 >= len(alone) - 1
