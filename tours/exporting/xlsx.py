"""The agenda as an Excel workbook. A value goes in and bytes come out."""

from collections.abc import Mapping
from typing import cast

from django.utils.translation import gettext as _
from openpyxl.worksheet.worksheet import Worksheet

from backstage.tables.xlsx import Column, new_book, packed, put, put_table
from tours.exporting.agenda_table import WIDTHS, rows
from tours.exporting.edition import Exported
from tours.wording import date_range

ABOUT_WIDTHS = {"A": 14, "B": 60}


def xlsx(exported: Exported, external_ids: Mapping[str, str]) -> bytes:
    """The agenda as a workbook. The same agenda gives the same bytes. The first page is the table alone, so that
    programs find its headings.
    """
    event = exported.view.event
    book = new_book(title=event.title, creator=event.programme.name, at=exported.view.stamp.at)
    page = cast("Worksheet", book.active)
    page.title = _("Agenda")
    put_table(page, [Column(*each) for each in WIDTHS.items()], list(rows(exported, external_ids)))
    _tell(cast("Worksheet", book.create_sheet(_("About"))), exported)
    return packed(book)


def _tell(page: Worksheet, exported: Exported) -> None:
    """A second page that says what this is an agenda of, and which."""
    event = exported.view.event
    facts = (
        (_("Event"), event.title),
        (_("Dates"), date_range(event.starts, event.ends)),
        (_("Version"), exported.edition),
        (_("For"), exported.audience),
        (_("Time zone"), event.zone),
    )
    for number, (label, value) in enumerate(facts, 1):
        put(page, number, 1, label)
        put(page, number, 2, value)
    for column, width in ABOUT_WIDTHS.items():
        page.column_dimensions[column].width = width
