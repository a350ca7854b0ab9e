"""Divides the rows of a text among its items and the heads of its days, so that every row belongs to exactly one."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from tours.importing.reading.days.layout import Layout
from tours.importing.reading.items.titles import Title
from tours.importing.reading.rows.row import Row, Span
from tours.importing.reading.rows.slots import Slot

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Found:
    """What begins an item: the row and place where it begins, its title, and its slot if it has a time."""

    row: int
    start: int
    title: Title
    slot: Slot | None = None


@dataclass(frozen=True)
class Segment:
    """Rows that belong together: of the items that begin in one of them, or of no item."""

    first_row: int
    last_row: int
    items: tuple[Found, ...] = ()


def segments_of(layout: Layout, found: list[Found]) -> list[Segment]:
    """The segments of all rows, in the order of the text."""
    owners = _owners(found)
    begins = sorted({0, *layout.days.first_rows, *(i for i in owners if owners.get(i - 1) is not owners[i])})
    edges = pairwise([*begins, len(layout.rows)] if layout.rows else [])
    return [Segment(first, after - 1, tuple(owners.get(first, ()))) for first, after in edges]


def _owners(found: list[Found]) -> dict[int, list[Found]]:
    """The items of rows, from where their title begins to where their clock stands."""
    owners: dict[int, list[Found]] = {}
    for _, group in groupby(found, key=lambda each: each.row):
        items = list(group)
        for i in range(min(each.title.top for each in items), items[0].row + 1):
            if i == items[0].row or i not in owners:
                owners[i] = items
    return owners


class Places:
    """Tells of places in a text in which line they stand, and takes spans without splitting a word."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._breaks = [i for i, sign in enumerate(text) if sign == "\n"]
        self._words = [match.span() for match in _WORD.finditer(text)]

    def line(self, place: int) -> int:
        """The number of the line, from 1."""
        return bisect_right(self._breaks, place - 1) + 1

    def whole(self, span: Span) -> Span:
        """The span from the beginning of the word in which it begins."""
        start, end = span
        begins, ends = self._words[max(0, bisect_left(self._words, (start,)) - 1)] if self._words else span
        return (begins if begins < start < ends else start, end)


def spans_of(rows: list[Row], segment: Segment) -> Iterator[tuple[Found, Span]]:
    """The part of the text of each item of a segment. Items of one clock, as in a grid, have it together."""
    end = rows[segment.last_row].end
    starts = sorted({each.start for each in segment.items[1:]} - {segment.items[0].start})
    edges = dict(pairwise([rows[segment.first_row].start, *starts, end]))
    for each in segment.items:
        begins = each.start if each.start in edges else rows[segment.first_row].start
        yield each, (begins, edges[begins])
