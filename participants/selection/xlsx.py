"""The selection sheet as an Excel workbook. A value goes in and bytes come out."""

from collections.abc import Iterator
from datetime import UTC
from io import BytesIO
from typing import cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from backstage.text.tidying import tidy
from participants.selection.columns import comes_as, dates, earlier_tours, moment, state
from participants.selection.sheet import Sheet

WIDTHS = (24, 8, 8, 8, 8, 30, 30, 30, 36, 50, 20, 20)
HEAD = 5
"""The row with the headings. Above it stand the event, its dates and the moment of the list."""
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t")
ZIP_BEGINS = (1980, 1, 1, 0, 0, 0)

Value = str | int | None


def xlsx(sheet: Sheet) -> bytes:
    """The same sheet gives the same bytes, in the active language."""
    book = Workbook()
    made = sheet.at.astimezone(UTC).replace(tzinfo=None)
    book.properties.title, book.properties.creator = tidy(sheet.title), tidy(sheet.programme)
    book.properties.created = book.properties.modified = made
    page = cast("Worksheet", book.active)
    page.title = _("Selection")
    _write(page, sheet)
    return _packed(book)


def _write(page: Worksheet, sheet: Sheet) -> None:
    for number, words in enumerate((sheet.title, dates(sheet), moment(sheet)), 1):
        put(page, number, 1, words).font = Font(bold=number == 1, size=14 if number == 1 else 11)
    for number, (label, width) in enumerate(zip(_labels(), WIDTHS, strict=True), 1):
        put(page, HEAD, number, label).font = Font(bold=True)
        page.column_dimensions[get_column_letter(number)].width = width
    last = HEAD
    for last, values in enumerate(_rows(sheet), HEAD + 1):
        for number, value in enumerate(values, 1):
            put(page, last, number, value).alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = f"A{HEAD + 1}"
    page.auto_filter.ref = f"A{HEAD}:{get_column_letter(len(WIDTHS))}{last}"
    page.print_title_rows = f"{HEAD}:{HEAD}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4


def put(page: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Writes text as text, whatever it begins with, and without the characters that no workbook may hold."""
    cell = cast("Cell", page.cell(row, column))
    text = tidy(value) if isinstance(value, str) else value
    cell.value = text
    if isinstance(text, str):
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(LIKE_A_FORMULA)
    return cell


def _labels() -> tuple[str, ...]:
    return (
        _("Delegation"),
        _("Seats"),
        _("Taken"),
        _("Free"),
        _("Order"),
        _("Name"),
        _("Position"),
        _("Organisation"),
        _("Earlier events"),
        _("Reason"),
        _("State"),
        _("Comes as"),
    )


def _rows(sheet: Sheet) -> Iterator[tuple[Value, ...]]:
    """Every row names its delegation, so that it can be sorted and filtered."""
    for body in sheet.bodies:
        of = (body.name, body.seats, *((None, None) if body.seats is None else (body.taken, body.free)))
        for name in body.names:
            who = (name.rank, name.name, name.position, name.organisation)
            yield (*of, *who, earlier_tours(name), name.reason, state(name), comes_as(name))
        if not body.names:
            yield (*of, *(None,) * (len(WIDTHS) - len(of)))


def _packed(book: Workbook) -> bytes:
    """The file, with one time for all its parts: openpyxl gives each the time at which it is written."""
    written, packed = BytesIO(), BytesIO()
    with ZipFile(written, "w") as archive:
        ExcelWriter(book, archive).save()
    with ZipFile(written) as parts, ZipFile(packed, "w") as archive:
        for part in parts.infolist():
            archive.writestr(ZipInfo(part.filename, ZIP_BEGINS), parts.read(part), ZIP_DEFLATED)
    return packed.getvalue()
