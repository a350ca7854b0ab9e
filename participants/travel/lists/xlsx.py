"""A list of the journey as an Excel workbook. A value goes in and bytes come out."""

from collections.abc import Iterator
from typing import cast

from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from backstage.tables.cells import Value
from backstage.tables.xlsx import Column, new_book, packed, put, put_table
from participants.travel.lists.values import PeopleList, Table

HEAD = 5
"""The row with the headings. Above it stand the list, the event with its dates, and the moment of the list."""
CHARACTERS = 150
"""The width of a table, shared by its columns."""
LONGEST_NAME = 31
"""Of a page of a workbook, as Excel allows."""


def xlsx(value: PeopleList) -> bytes:
    """One page a table; each row names what it stands below, so that it can be sorted. The same list gives the same bytes."""
    book = new_book(title=f"{value.name}: {value.title}", creator=value.programme, at=value.at)
    book.remove(cast("Worksheet", book.active))
    for table in value.tables:
        _put(cast("Worksheet", book.create_sheet(table.name[:LONGEST_NAME])), value, table)
    return packed(book)


def _put(page: Worksheet, value: PeopleList, table: Table) -> None:
    for number, words in enumerate((value.name, f"{value.title}, {value.dates}", value.moment), 1):
        put(page, number, 1, words).font = Font(bold=number == 1, size=14 if number == 1 else 11)
    columns = [
        Column(table.of, 24),
        *(Column(each.label, max(8, int(each.share * CHARACTERS))) for each in table.columns),
    ]
    put_table(page, columns, list(_rows(table)), head=HEAD)


def _rows(table: Table) -> Iterator[tuple[Value, ...]]:
    for part in table.parts:
        for row in part.rows:
            yield (part.heading, *row)
