"""The rows of an XLSX workbook, as a table whose cells are separated by tabs."""

import csv
from datetime import date, datetime, time, timedelta
from io import StringIO
from itertools import islice
from typing import IO, Any
from zipfile import BadZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tours.importing.files.archives import damaged

MOST_ROWS = 2_000
MOST_COLUMNS = 50
Row = tuple[Any, ...]


def table_within(file: IO[bytes]) -> tuple[str, tuple[str, ...]]:
    """The rows of the first sheet that has some, and what is to be said of it: that other sheets are not read.

    Raises ValidationError for a sheet of more rows or columns than MOST_ROWS and MOST_COLUMNS. Check the archive before.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(file, read_only=True, data_only=True)
        names, rows = [sheet.title for sheet in book.worksheets], list[Row]()
        for name in names:
            if rows := _rows(book[name]):
                break
    except (
        InvalidFileException,
        BadZipFile,
        SyntaxError,
        LookupError,
        ArithmeticError,
        AttributeError,
        ValueError,
        TypeError,
        OSError,
    ) as fault:
        raise damaged() from fault
    others = len(names) > 1
    notes = (_("Only the sheet “%(name)s” is read.") % {"name": name},) if others else ()
    return _written(rows), notes


def _rows(sheet: Any) -> list[Row]:
    """Bounded before it is read: a few bytes can say that a sheet has a million rows."""
    read = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1, values_only=True)
    rows = [row for row in islice(read, MOST_ROWS + 1)]
    is_wide = any(len(row) > MOST_COLUMNS and row[MOST_COLUMNS] is not None for row in rows)
    if is_wide or (len(rows) > MOST_ROWS and _is_filled(rows[-1])):
        message = _("This sheet has more than %(rows)d rows or %(columns)d columns. Import it in parts.")
        raise ValidationError(message, "large", {"rows": MOST_ROWS, "columns": MOST_COLUMNS})
    return [row for row in rows if _is_filled(row)]


def _is_filled(row: Row) -> bool:
    return _width(row) > 0


def _width(row: Row) -> int:
    """Up to the last cell that says something: the rows are padded to the last column that may be."""
    return max((at for at, value in enumerate(row, 1) if value not in (None, "")), default=0)


def _written(rows: list[Row]) -> str:
    text, width = StringIO(), max(map(_width, rows), default=0)
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(map(_text, row[:width]) for row in rows)
    return text.getvalue()


def _text(value: Any) -> str:
    """The value as people write it. A sheet stores a day as a moment at midnight."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
