"""Finds the title of each slot: in its row behind or before the clock, in the cells beside it, or in the rows below or above.

The side is the text's habit: a row of headings that names the column of titles, and a vote for clocks alone in their rows, since the
first clock under a heading and the last one of the text have words on one side only.
"""

import re
from dataclasses import dataclass
from itertools import takewhile

from tours.importing.reading.days.layout import Layout
from tours.importing.reading.items.clauses import clause_of
from tours.importing.reading.items.people import names_people
from tours.importing.reading.items.places import place_of
from tours.importing.reading.rows.row import Row, Span, has_words, letters
from tours.importing.reading.rows.slots import Slot, Stand, stands_alone
from tours.importing.reading.rows.tables import Column
from tours.importing.reading.rows.tidying import tidy_title
from tours.importing.reading.words.clocks import AFTER, AFTER_IF_PARTED
from tours.importing.reading.words.tables import LABELS, UNFINISHED

_BEHIND_CLOCK = re.compile(
    rf"(?:[^\w(]*(?:(?:{AFTER})(?!\w)|(?:{AFTER_IF_PARTED})(?=\s*[:–—|,-]|\s*$)|\((?:approx[^)]*|\d+\s?(?:min\w*|[’'′h])\.?)\))?[\s\-–—−:.,;|•*·>)\]\t/]*)+",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(UNFINISHED, re.IGNORECASE)
_LABEL = re.compile(rf"^\W*(?:{LABELS})\w*\s*:", re.IGNORECASE)
_SEVERAL = re.compile(r"[,;]\s|\d\D")
"""A clause or clock before this one."""
_SHORTEST_COLUMN = 3
_LONGEST = 120


@dataclass(frozen=True)
class Title:
    """The places of the words of a title, and the first row of its item: an earlier one if the title stands above."""

    spans: tuple[Span, ...]
    top: int
    link: str = " "
    """Stands between the parts."""

    def words(self, text: str) -> str:
        return self.link.join(part for start, end in self.spans if (part := tidy_title(text[start:end])))


class Titles:
    """Finds the titles of one text."""

    def __init__(self, layout: Layout, slots: list[Slot], untimed: set[int]) -> None:
        """`untimed` are the rows of other items."""
        self._text, self._rows, self._tables = layout.text, layout.rows, layout.tables
        self._busy = {row for slot in slots for row in (slot.row, slot.end_row)} | layout.other_rows | untimed
        self._below = self._vote(slots) >= 0
        last = max((slot.end_row for slot in slots), default=0)
        self._takes_block = not self._below and not self._is_free(last + 1)
        """All rows between two clocks belong to the later one."""
        self._listed = self._lists(slots)

    def _lists(self, slots: list[Slot]) -> dict[int, int]:
        """The rows of titles by those of their clocks, where a column of clocks stands above just as many titles."""
        runs: list[list[int]] = []
        for slot in (slot for slot in slots if stands_alone(self._text, self._rows, slot)):
            if runs and slot.row == runs[-1][-1] + 1:
                runs[-1].append(slot.row)
            else:
                runs.append([slot.row])
        found: dict[int, int] = {}
        for run in (run for run in runs if len(run) >= _SHORTEST_COLUMN):
            below = list(takewhile(self._is_free, range(run[-1] + 1, run[-1] + len(run) + 2)))
            found.update(zip(run, below, strict=True) if len(below) == len(run) else ())
        return found

    def find(self, slot: Slot) -> Title | None:
        if slot.cell:
            return Title((slot.cell,), slot.row)
        if slot.row in self._listed:
            return Title((self._span(self._listed[slot.row]),), slot.row)
        row, mark = self._rows[slot.end_row], slot.mark
        if slot.stand is Stand.INSIDE:
            return self._in_sentence(slot)
        before, after = self._before(row, slot), self._behind(mark.end, row.end)
        if slot.stand is Stand.ENDS and self._has_words(after) and not _is_remark(self._text[mark.end : row.end]):
            return Title((before, after), slot.row, ": " if ":" in self._text[mark.end : after[0]] else " ")
        if len(row.cells) > 1:
            beside = self._beside(row, slot)
            if beside and beside[1] >= row.cells[-1][1]:
                return Title(self._continued(slot.end_row, beside), slot.row)
            return Title((beside,), slot.row) if beside else self._elsewhere(slot)
        if slot.stand is not Stand.ENDS and len(letters(self._text[slice(*after)])) > 1:
            return Title(self._continued(slot.end_row, after), slot.row)
        if self._has_words(before):
            return Title((before,), slot.row)
        return self._elsewhere(slot)

    def _vote(self, slots: list[Slot]) -> float:
        """Above zero if titles follow clocks that are alone in their rows."""
        vote = 0.0
        for slot in (slot for slot in slots if stands_alone(self._text, self._rows, slot)):
            after, before = self._is_free(slot.end_row + 1), self._is_free(slot.row - 1)
            vote += after - before
            if after and before:
                vote += 0.5 * (self._rows[slot.row].after_gap - self._rows[slot.end_row + 1].after_gap)
        return vote

    def _is_free(self, i: int) -> bool:
        return 0 <= i < len(self._rows) and i not in self._busy

    def _has_words(self, span: Span) -> bool:
        return bool(has_words(self._text[slice(*span)]))

    def _line(self, i: int) -> str:
        return self._text[self._rows[i].start : self._rows[i].end].strip()

    def _behind(self, start: int, end: int) -> Span:
        """The span from the first word that belongs to the title."""
        match = _BEHIND_CLOCK.match(self._text, start, end)
        return (match.end() if match else start, end)

    @staticmethod
    def _before(row: Row, slot: Slot) -> Span:
        days = (day.end for day in row.days if day.end <= slot.mark.start)
        return (max([row.start, *days]), slot.mark.start)

    def _in_sentence(self, slot: Slot) -> Title:
        """The clause of the clock: without it if the clock leads it, or ends one of several in its sentence."""
        row, mark = self._rows[slot.row], slot.mark
        begins = self._before(row, slot)[0]
        left, right = clause_of(self._text, row, begins, mark)
        after = self._behind(mark.end, right)
        if not self._has_words((left, mark.start)):
            return Title((after if self._has_words(after) else (begins, row.end),), slot.row)
        if self._has_words(after) or not _SEVERAL.search(self._text[begins : mark.start].strip(" ,;:")):
            return Title(((left, right),), slot.row)
        return Title(((left, mark.start),), slot.row)

    def _beside(self, row: Row, slot: Slot) -> Span | None:
        """The cell of the title: named by the table's head, else the first that names nobody, else a longer one before the clock."""
        mark = slot.mark
        cells = [cell for cell in row.cells if self._may_hold_title(cell, slot)]
        right = [cell for cell in cells if cell[1] > mark.end]
        if slot.stand is Stand.LEADS_CELL:
            return self._from_clock(right[0], slot) if right else None
        column = self._tables.place_of(Column.TITLE, slot.row)
        if 0 <= column < len(row.cells) and row.cells[column] in cells:
            return self._from_clock(row.cells[column], slot)
        left = [
            cell
            for cell in cells
            if cell[1] <= mark.start and not any(cell[0] <= day.start < cell[1] for day in row.days)
        ]
        unnamed = (cell for cell in right if not names_people(self._text[slice(*cell)]))
        pick = next(unnamed, right[0] if right else None)
        if left and (not pick or _length(left[-1]) >= _length(pick)):
            return left[-1]
        return self._from_clock(pick, slot) if pick else None

    def _may_hold_title(self, cell: Span, slot: Slot) -> bool:
        mark = slot.mark
        if not self._has_words(cell) or mark.start <= cell[0] < cell[1] <= mark.end:
            return False
        return not (cell[0] <= mark.start < cell[1] and not self._has_words(self._behind(mark.end, cell[1])))

    def _from_clock(self, cell: Span, slot: Slot) -> Span:
        return self._behind(slot.mark.end, cell[1]) if cell[0] <= slot.mark.start < cell[1] else cell

    def _elsewhere(self, slot: Slot) -> Title | None:
        """The first row below or the last above that is no label and names nobody."""
        up, down = slot.row, slot.end_row
        while self._is_free(down + 1):
            down += 1
        while self._is_free(up - 1):
            up -= 1
        free = [
            i
            for i in self._unlabelled(up, down)
            if not slot.row <= i <= slot.end_row and self._has_words(self._span(i))
        ]
        above = [i for i in free if i < slot.row and not names_people(self._line(i))]
        below = [i for i in free if i > slot.end_row]
        if above and (not self._below or not below or names_people(self._line(below[0]))):
            return self._above(above)
        return Title(self._continued(below[0], self._span(below[0])), slot.row) if below else None

    def _above(self, above: list[int]) -> Title:
        top = above[-1]
        while self._takes_block and top - 1 in above and not self._rows[top].after_gap:
            top -= 1
        return Title((self._span(top),), top)

    def _span(self, i: int) -> Span:
        return (self._rows[i].start, self._rows[i].end)

    def _unlabelled(self, up: int, down: int) -> list[int]:
        """Rows without those of `Description: …`, and what these run on to."""
        found, runs_on = [], False
        for i in range(up, down + 1):
            starts = bool(_LABEL.match(self._line(i)) or place_of(self._line(i)))
            runs_on = starts or (runs_on and not self._rows[i].after_gap and i not in self._busy)
            if not runs_on:
                found.append(i)
        return found

    def _continued(self, i: int, span: Span) -> tuple[Span, ...]:
        """A title that is plainly unfinished at the end of its line goes on in the next."""
        spans = [span]
        while self._is_free(i + 1) and sum(map(_length, spans)) < _LONGEST and self._goes_on(i + 1, spans):
            i += 1
            spans.append(self._span(i))
        return tuple(spans)

    def _goes_on(self, i: int, spans: list[Span]) -> bool:
        row, there = self._rows[i], self._line(i).lstrip("> ")
        here = "".join(self._text[slice(*span)] for span in spans).strip()
        if row.after_gap or len(row.cells) > 1 or names_people(there) or not there[:1].islower():
            return False
        is_open = here.count("(") > here.count(")") or bool(_UNFINISHED.search(here))
        return is_open or self._column(spans[0][0]) == self._column(self._text.index(there, row.start)) > 0

    def _column(self, place: int) -> int:
        """The number of the place in its line, from 0."""
        return place - self._text.rfind("\n", 0, place) - 1


def _is_remark(text: str) -> bool:
    return bool(re.fullmatch(r"\s*\([^()]*\)\s*", text))


def _length(span: Span) -> int:
    return span[1] - span[0]
