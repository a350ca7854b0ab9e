"""Recognises the rows that name the columns of a table."""

import re
from bisect import bisect_left
from enum import Enum, auto

from tours.importing.reading.rows.row import Row
from tours.importing.reading.rows.tidying import tidy_title
from tours.importing.reading.words.tables import OTHER_HEADS, PEOPLE_HEADS, PLACE_HEADS, TIME_HEADS, TITLE_HEADS


class Column(Enum):
    """What stands in a column."""

    TIME = auto()
    TITLE = auto()
    PLACE = auto()
    PEOPLE = auto()
    OTHER = auto()


_HEADS = {
    column: re.compile(words, re.IGNORECASE)
    for column, words in (
        (Column.TIME, TIME_HEADS),
        (Column.TITLE, TITLE_HEADS),
        (Column.PLACE, PLACE_HEADS),
        (Column.PEOPLE, PEOPLE_HEADS),
        (Column.OTHER, OTHER_HEADS),
    )
}


_MOST_WORDS = 4


class Tables:
    """The tables of one text."""

    def __init__(self, text: str, rows: list[Row]) -> None:
        heads = ((i, _columns(text, row)) for i, row in enumerate(rows) if not row.clocks)
        self._columns = {i: columns for i, columns in heads if columns}
        self._rows = list(self._columns)

    @property
    def rows(self) -> set[int]:
        """The rows that name columns and say nothing else."""
        return set(self._rows)

    def stand_between(self, row: int, later: int) -> bool:
        """Whether a row between these two names columns."""
        return bisect_left(self._rows, row) < bisect_left(self._rows, later)

    def columns(self, row: int) -> dict[int, Column]:
        """The columns of the table that a row is in. The nearest row above that names columns says them."""
        n = bisect_left(self._rows, row)
        return self._columns[self._rows[n - 1]] if n else {}

    def place_of(self, column: Column, row: int) -> int:
        """The number of that column, or -1."""
        return next((i for i, each in self.columns(row).items() if each is column), -1)


def _columns(text: str, row: Row) -> dict[int, Column]:
    """Empty if most cells are no heads of columns, or one of them is long."""
    cells = {i: words for i, (start, end) in enumerate(row.cells) if (words := tidy_title(text[start:end]))}
    found = {i: _column(words) for i, words in cells.items()}
    known = sum(column is not None for column in found.values())
    is_long = any(len(words.split()) > _MOST_WORDS for words in cells.values())
    if is_long or row.days or known < min(2, len(cells)) or known * 2 < len(cells):
        return {}
    return {i: column or Column.OTHER for i, column in found.items()}


def _column(words: str) -> Column | None:
    return next((column for column, head in _HEADS.items() if head.fullmatch(words)), None)
