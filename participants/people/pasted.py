"""Reads a table of people that was pasted from a sheet, a document or a mail, or typed a person a line.

No cell is lost: what stands in no known column is shown beside the row, and each fault is a sentence at its row.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.emails.addresses import validate_address
from backstage.tables.pasted import Cells, each_once, headed, table_of
from backstage.text.folding import folded
from participants.people.headings import Column, column_of

MOST_ROWS = 500
LONGEST_TEXT = 100_000
"""Below the longest cell that Python's csv reads, so that a quotation mark that is never closed is no error."""
LONGEST_CELL = 200
_TELEPHONE = re.compile(r"\+?[\d ()/.\-]{6,}")
_NUMBER = re.compile(r"\d+[.)]?")
_AGAIN = frozenset({Column.NAME})
"""A given and a family name become one."""

Columns = tuple[Column | None, ...]


class PastedRow(NamedTuple):
    line: int
    """Its number among the rows that are not empty; the heading counts."""
    cells: dict[Column, str]
    rest: tuple[str, ...]
    """What stands in no known column."""
    problems: tuple[str, ...]


class Pasted(NamedTuple):
    columns: Columns
    rows: tuple[PastedRow, ...]
    first: tuple[str, ...] = ()
    """The cells of the first row, be it a heading or a person: by them people recognise the columns."""


def read_pasted(text: str, *, is_body: Callable[[str], bool], columns: Columns = ()) -> Pasted:
    """The people of the text, row by row.

    Without `columns` a heading says what they are; without a heading the cells do. `is_body` says whether a text names a
    city or organisation that takes part. Raises ValidationError where there is no row, more than MOST_ROWS,
    or more than LONGEST_TEXT characters.
    """
    if len(text) > LONGEST_TEXT:
        raise ValidationError(_("This is too much at once. Paste fewer rows."), code="long")
    table = table_of(text)
    if not table:
        raise ValidationError(_("Paste or type at least one person."), code="empty")
    if len(table) > MOST_ROWS:
        raise ValidationError(_("These are more than %(most)d rows. Paste fewer at once."), "long", {"most": MOST_ROWS})
    heading = headed(table[0], column_of, again=_AGAIN)
    found = columns or heading or _guessed(table, is_body)
    return Pasted(found, _rows(table[1:] if heading else table, found, first=2 if heading else 1), tuple(table[0]))


def _guessed(table: Sequence[Cells], is_body: Callable[[str], bool]) -> Columns:
    """What most cells of each column look like. Of the others the first are names, then positions, then organisations."""
    width = max(map(len, table))
    looks = [_look([row[at] for row in table if at < len(row) and row[at]], is_body) for at in range(width)]
    others = iter([Column.NAME, Column.POSITION, Column.ORGANISATION])
    named = [next(others, None) if look is None else (look or None) for look in looks]
    return each_once([Column(column) if column else None for column in named], again=_AGAIN)


def _look(cells: Cells, is_body: Callable[[str], bool]) -> Column | str | None:
    """The column that most of the cells look like; an empty text for numbers of rows; None for any other text."""
    tests: list[tuple[Column | str, Callable[[str], object]]] = [
        ("", _NUMBER.fullmatch),
        (Column.EMAIL, lambda cell: "@" in cell),
        (Column.TELEPHONE, _TELEPHONE.fullmatch),
        (Column.BODY, is_body),
    ]
    return next((look for look, test in tests if 2 * sum(map(bool, map(test, cells))) > len(cells)), None)


def _rows(table: Sequence[Cells], columns: Columns, *, first: int) -> tuple[PastedRow, ...]:
    rows, body = [], ""
    for line, cells in enumerate(table, first):
        row = _row(line, cells, columns)
        body = row.cells.get(Column.BODY) or body  # a cell that spans rows is empty in all but the first
        rows.append(row._replace(cells=row.cells | {Column.BODY: body}) if body else row)
    times = Counter(map(_key, rows))
    return tuple(row._replace(problems=(*row.problems, *_repeated(times[_key(row)]))) for row in rows)


def _row(line: int, cells: Cells, columns: Columns) -> PastedRow:
    found: dict[Column, str] = {}
    rest = list(cells[len(columns) :])
    for column, cell in zip(columns, cells, strict=False):
        if column is None:
            rest.append(cell)
        elif cell:
            found[column] = f"{found[column]} {cell}" if column in found else cell
    return PastedRow(line, found, tuple(filter(None, rest)), tuple(_problems(found)))


def _problems(cells: dict[Column, str]) -> Iterable[str]:
    if not cells.get(Column.NAME):
        yield _("The row has no name.")
    if any(len(cell) > LONGEST_CELL for cell in cells.values()):
        yield _("A cell is longer than %(most)d characters.") % {"most": LONGEST_CELL}
    if Column.EMAIL in cells and not _is_address(cells[Column.EMAIL]):
        yield _("“%(text)s” is no e-mail address.") % {"text": cells[Column.EMAIL]}


def _is_address(text: str) -> bool:
    try:
        validate_address(text)
    except ValidationError:
        return False
    return True


def _key(row: PastedRow) -> tuple[str, ...]:
    return (*sorted(folded(row.cells.get(Column.NAME, ""))), "", *folded(row.cells.get(Column.BODY, "")))


def _repeated(times: int) -> tuple[str, ...]:
    return (_("The same name of the same city stands here more than once."),) if times > 1 else ()
