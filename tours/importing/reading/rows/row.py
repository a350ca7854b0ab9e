"""Splits a text into rows: lines, and parts of lines where breaks were lost. A row is a span of the text, so that no word is lost."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from tours.importing.reading.marks.clocks import ClockMark
from tours.importing.reading.marks.days import DayMark

_LETTER = re.compile(r"[^\W\d_]")
_MOST_CELLS = 60
"""A line with more is no row of a table."""
_BORDER = re.compile(r"[ \u00a0]*[|\t][ \u00a0]*|[ \u00a0]{3,}")

Span = tuple[int, int]
Mark = TypeVar("Mark", ClockMark, DayMark)


@dataclass(frozen=True, slots=True)
class Row:
    """`cells` are trimmed; a row without bars and tabs is one cell."""

    start: int
    end: int
    cells: list[Span]
    days: list[DayMark]
    clocks: list[ClockMark]
    after_gap: bool = False
    """An empty line is above it."""

    def home(self, mark: ClockMark | DayMark) -> Span:
        """The cell that a mark stands in."""
        within = (cell for cell in self.cells if cell[0] <= mark.start < max(cell[1], cell[0] + 1))
        return next(within, (self.start, self.end))


def has_words(text: str) -> bool:
    return bool(_LETTER.search(text))


def letters(text: str) -> str:
    """The letters of the text, without digits and signs."""
    return re.sub(r"[\W\d_]+", "", text)


def is_alone(text: str, span: Span, mark: ClockMark) -> bool:
    """Whether a cell holds this clock and no word."""
    return span[0] <= mark.start < span[1] and not re.search(
        r"[^\W\d_]{2}", text[span[0] : mark.start] + text[mark.end : span[1]]
    )


def cells_of(text: str, start: int, end: int) -> list[Span]:
    """Between bars, tabs and wide gaps. Empty ones count; what is outside outer bars does not."""
    line = text[start:end].rstrip()
    begins = len(line) - len(line.lstrip("> \u00a0"))
    begins += line[begins:].startswith("|")
    ends = max(len(line) - line.endswith("|"), begins)
    borders = [match.span() for match in _BORDER.finditer(line, begins, ends)]
    if not borders or len(borders) > _MOST_CELLS:
        return [(start, end)]
    edges = zip([begins, *(border[1] for border in borders)], [*(border[0] for border in borders), ends], strict=True)
    return [_trimmed(text, start + left, start + max(left, right)) for left, right in edges]


def _trimmed(text: str, start: int, end: int) -> Span:
    cell = text[start:end]
    if not cell.strip():
        return (end, end)
    return (start + len(cell) - len(cell.lstrip()), start + len(cell.rstrip()))


def marks_between(marks: Sequence[Mark], start: int, end: int) -> list[Mark]:
    return list(marks[bisect_left(marks, start, key=_start) : bisect_left(marks, end, key=_start)])


def _start(mark: ClockMark | DayMark) -> int:
    return mark.start
