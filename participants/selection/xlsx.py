"""The selection sheet as an Excel workbook. A value goes in and bytes come out."""

from collections.abc import Iterator
from typing import cast

from django.utils.translation import gettext as _
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from backstage.tables.cells import Value
from backstage.tables.xlsx import Column, new_book, packed, put, put_table
from participants.selection.columns import comes_as, dates, earlier_tours, moment, state
from participants.selection.sheet import Sheet

WIDTHS = (24, 8, 8, 8, 8, 30, 30, 30, 36, 50, 20, 20)
HEAD = 5
"""The row with the headings. Above it stand the event, its dates and the moment of the list."""


def xlsx(sheet: Sheet) -> bytes:
    """The sheet as a workbook, in the active language. The same sheet gives the same bytes."""
    book = new_book(title=sheet.title, creator=sheet.programme, at=sheet.at)
    page = cast("Worksheet", book.active)
    page.title = _("Selection")
    for number, words in enumerate((sheet.title, dates(sheet), moment(sheet)), 1):
        put(page, number, 1, words).font = Font(bold=number == 1, size=14 if number == 1 else 11)
    columns = [Column(label, width) for label, width in zip(_labels(), WIDTHS, strict=True)]
    put_table(page, columns, list(_rows(sheet)), head=HEAD)
    return packed(book)


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
