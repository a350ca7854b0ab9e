"""Excel workbooks. Import this only where one is made: openpyxl is heavy."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any, NamedTuple, cast
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from backstage.tables.cells import LIKE_A_FORMULA, Value
from backstage.tables.packing import without_times
from backstage.text.tidying import tidy


class Column(NamedTuple):
    """`width` is in characters."""

    label: str
    width: int


def new_book(*, title: str, creator: str, at: datetime) -> Workbook:
    """A workbook with one page that says it was made at that moment."""
    book = Workbook()
    made = at.astimezone(UTC).replace(tzinfo=None)
    book.properties.title, book.properties.creator = tidy(title), tidy(creator)
    book.properties.created = book.properties.modified = made
    return book


def put_table(page: Worksheet, columns: Sequence[Column], rows: Sequence[Sequence[Value]], *, head: int = 1) -> None:
    """Writes the labels into the row `head`, which stays in sight and has filters, and the rows below it; A4 landscape."""
    for number, (label, width) in enumerate(columns, 1):
        put(page, head, number, label).font = Font(bold=True)
        page.column_dimensions[get_column_letter(number)].width = width
    for place, values in enumerate(rows, head + 1):
        for number, value in enumerate(values, 1):
            put(page, place, number, value).alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = f"A{head + 1}"
    page.auto_filter.ref = f"A{head}:{get_column_letter(len(columns))}{head + len(rows)}"
    page.print_title_rows = f"{head}:{head}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4


def put(page: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Writes text as text, whatever it begins with, and without the characters that no workbook may hold."""
    cell = cast("Cell", page.cell(row, column))
    text = tidy(value) if isinstance(value, str) else value
    cell.value = text
    if isinstance(text, str):
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(LIKE_A_FORMULA)
    elif isinstance(text, date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(text, time):
        cell.number_format = "hh:mm"
    return cell


def packed(book: Workbook) -> bytes:
    """The file. The same workbook gives the same bytes."""
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        _MemoryWriter(book, archive).save()
    return without_times(written.getvalue())


class _MemoryWriter(ExcelWriter):
    """Keeps pages in memory, as some name people: the library itself writes each to a file on the disk first."""

    _archive: ZipFile

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        writer: Any = WorksheetWriter(ws, out=BytesIO())
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)
