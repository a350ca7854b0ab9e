"""The list of documents for travel as an Excel workbook."""

from collections.abc import Sequence
from typing import cast

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl.worksheet.worksheet import Worksheet

from backstage.tables.xlsx import Column, new_book, packed, put_table
from participants.travel.documents.handing_over import Row
from tours.models import Event

WIDTHS = (30, 24, 14, 24, 24, 12, 10, 18, 12, 24)


def workbook(event: Event, rows: Sequence[Row]) -> bytes:
    """The first row has the headings."""
    book = new_book(title=event.title, creator=event.programme.name, at=timezone.now())
    page = cast("Worksheet", book.active)
    page.title = _("Travel documents")
    put_table(page, [Column(str(label), width) for label, width in zip(rows[0], WIDTHS, strict=True)], rows[1:])
    return packed(book)
