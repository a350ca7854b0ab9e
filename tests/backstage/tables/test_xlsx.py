from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any, cast

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from backstage.tables.cells import Value
from backstage.tables.xlsx import Column, new_book, packed, put_table


def read(*rows: tuple[Value, ...]) -> Any:
    book = new_book(title="Week", creator="UPP", at=datetime(2017, 8, 30, tzinfo=UTC))
    put_table(cast("Worksheet", book.active), [Column("Day", 12), Column("Start", 8), Column("Title", 40)], rows)
    return openpyxl.load_workbook(BytesIO(packed(book))).active


def test_days_and_times_are_values_of_excel() -> None:
    page = read((date(2017, 9, 4), time(9, 30), "Opening"))
    assert [(cell.is_date, cell.number_format) for cell in page[2]] == [
        (True, "yyyy-mm-dd"),
        (True, "hh:mm"),
        (False, "General"),
    ]
    assert [cell.value for cell in page[2]] == [datetime(2017, 9, 4), time(9, 30), "Opening"]


def test_headings_stay_in_sight_and_have_widths() -> None:
    page = read((None, None, "A"), (None, None, "B"))
    assert (page.freeze_panes, page.auto_filter.ref, page.column_dimensions["C"].width) == ("A2", "A1:C3", 40)


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "#N/A"])
def test_text_stays_text(typed: str) -> None:
    cell = read((None, None, typed)).cell(2, 3)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (typed, "s", typed != "#N/A")


def test_workbook_is_put_together_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may name people, so its pages go through no file on the disk."""

    def refuse() -> str:
        raise AssertionError("A file on the disk was asked for.")

    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", refuse)
    book = new_book(title="Guests", creator="Sojourn", at=datetime(2017, 9, 4, tzinfo=UTC))
    page: Any = book.active
    put_table(page, [Column("Name", 20)], [("Ana Primer",)])
    assert packed(book).startswith(b"PK")
