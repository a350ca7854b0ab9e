"""Finds the part of a sentence that a clock belongs to."""

import re
from bisect import bisect_left
from itertools import pairwise

from tours.importing.reading.marks.clocks import ClockMark
from tours.importing.reading.rows.row import Row, Span
from tours.importing.reading.words.clocks import AND_THEN

SENTENCE_END = re.compile(r"[^\W\d]{2}[.!?]\s+(?=[^\W\d_a-zß-ÿ])")
_SEPARATOR = re.compile(rf"(?<=\.)\s+|[;,]\s+(?:(?:{AND_THEN})\s+)?|\s+(?:{AND_THEN})\s+", re.IGNORECASE)
_BEGINS_CLAUSE = re.compile(rf"(?:^|[.;,:–-]|\s(?:{AND_THEN}))\s*$", re.IGNORECASE)
_LOOK_BACK = 20


def clause_of(text: str, row: Row, start: int, mark: ClockMark) -> Span:
    """The clause of the clock, from `start` on and within one sentence. It ends where the clauses of the clocks before
    and behind it begin.
    """
    clocks = row.clocks
    n = bisect_left(clocks, mark.start, key=lambda clock: clock.start)
    left = _border(text, start, clocks[n - 1], mark)[1] if n and clocks[n - 1].start >= start else start
    if _ends(text, left, mark):
        right = mark.end
    else:
        right = _border(text, start, mark, clocks[n + 1])[0] if n + 1 < len(clocks) else row.end
    edges = [left, *(match.end() for match in SENTENCE_END.finditer(text, left, right)), right]
    left, right = next((edge for edge in pairwise(edges) if edge[0] <= mark.start < edge[1]), (left, right))
    return (mark.start if _leads(text, left, mark) else left, right)


def _border(text: str, start: int, mark: ClockMark, later: ClockMark) -> Span:
    """Between two clocks: what stands there belongs to the first one if it leads its clause, and else up to the first comma."""
    separators = [match.span() for match in _SEPARATOR.finditer(text, mark.end, later.start)]
    if not separators:
        return (later.start, later.start)
    return separators[-1] if _leads(text, start, mark) else separators[0]


def _ends(text: str, left: int, mark: ClockMark) -> bool:
    return text[mark.end : mark.end + 1] in {",", ";"} and not _leads(text, left, mark)


def _leads(text: str, left: int, mark: ClockMark) -> bool:
    """Whether a clock begins its clause."""
    return bool(_BEGINS_CLAUSE.search(text[max(left, mark.start - _LOOK_BACK) : mark.start]))
