"""Reads a table that was pasted from a sheet, a document or a mail, and finds its columns by their headings."""

import csv
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from io import StringIO
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from backstage.text.folding import folded
from backstage.text.tidying import tidy

Cells = list[str]
Column = TypeVar("Column", bound=StrEnum)
SEPARATORS = "\t;,"
_SPACES = re.compile(" {2,}")
_FEW_HEADINGS = 2


def table_of(text: str) -> list[Cells]:
    """The rows that are not empty, each with its cells in one line. Raises ValidationError for a quotation without an end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    try:
        rows = [[" ".join(tidy(cell).split()) for cell in row] for row in _split(lines)]
    except csv.Error as fault:
        message = _('A quotation mark (") opens a cell of this table and nothing closes it.')
        raise ValidationError(message, code="quotation") from fault
    return [row for row in rows if any(row)]


def _split(lines: str) -> Iterable[Cells]:
    """The cells of each row. A sheet puts a cell with a line break between quotation marks; other texts have none."""
    first = lines.partition("\n")[0]
    separator = next((mark for place in (first, lines) for mark in SEPARATORS if mark in place), None)
    if separator:
        return csv.reader(StringIO(lines), delimiter=separator)
    return (_SPACES.split(line.strip()) for line in lines.split("\n"))


def by_heading(texts: Mapping[Column, str]) -> dict[str, Column]:
    """Columns by their folded headings, which are given with bars between them."""
    return {" ".join(folded(text)): column for column, each in texts.items() for text in each.split("|")}


def headed(
    row: Cells, column_of: Callable[[str], Column | None], *, again: Collection[Column]
) -> tuple[Column | None, ...]:
    """What the row says of the columns, if it is a heading; else nothing."""
    named = tuple(map(column_of, row))
    known = sum(column is not None for column in named)
    return each_once(named, again=again) if known >= min(_FEW_HEADINGS, len(row)) else ()


def each_once(columns: Sequence[Column | None], *, again: Collection[Column]) -> tuple[Column | None, ...]:
    """The columns without those that come again, other than those that may."""
    return tuple(column if column in again or column not in columns[:at] else None for at, column in enumerate(columns))
