"""The workbook of a selection sheet, read back with openpyxl."""

import time
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from participants.selection.sheet import Body, Sheet
from participants.selection.xlsx import xlsx
from participants.vocabulary import DelegateState
from tests.participants.selection.values import name, sheet


def read(value: Sheet) -> Any:
    return openpyxl.load_workbook(BytesIO(xlsx(value))).active


def cells(value: Sheet) -> list[tuple[Any, ...]]:
    return list(read(value).iter_rows(values_only=True))


def test_workbook_names_event_dates_and_moment_and_has_a_row_a_name() -> None:
    rows = cells(sheet())
    assert [row[0] for row in rows[:4]] == [
        "Smart City Week",
        "4–8 September 2017",
        "As of 30 August 2017, 18:05 Seoul time (UTC+9)",
        None,
    ]
    assert dict(zip(rows[4], rows[5], strict=True)) == {
        "Delegation": "Rijeka",
        "Seats": 3,
        "Taken": 1,
        "Free": 2,
        "Order": 1,
        "Name": "Ana Primer",
        "Position": "Head of transport",
        "Organisation": "City of Rijeka",
        "Earlier events": "Smart City Week (2016); Water Days (2015)",
        "Reason": "Runs the trams.",
        "State": "Proposed",
        "Comes as": "Head of delegation",
    }


def test_headings_stay_in_sight_and_have_filters() -> None:
    page = read(sheet(name(), name(key=2)))
    assert (page.freeze_panes, page.auto_filter.ref) == ("A6", "A5:L7")


def test_body_without_names_and_people_of_no_delegation_have_their_rows() -> None:
    rows = cells(sheet(bodies=(Body("Belgrade", 2, 0, ()), Body("Without a delegation", None, 0, (name(),)))))
    assert [row[:6] for row in rows[5:]] == [
        ("Belgrade", 2, 0, 2, None, None),
        ("Without a delegation", None, None, None, 1, "Ana Primer"),
    ]


def test_offer_says_its_end() -> None:
    until = "31 August 2017, 09:00 Rijeka time (UTC+2)"
    [*_head, row] = cells(sheet(name(state=DelegateState.OFFERED, offered_until=until)))
    assert row[10] == f"Place offered until {until}"


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")'])
def test_no_cell_is_a_formula(typed: str) -> None:
    page = read(sheet(name(name=typed, reason=typed)))
    found = [page.cell(6, column) for column in (6, 10)]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in found] == [(typed, "s", True)] * 2


@pytest.mark.parametrize(
    ("typed", "read_back"), [("A\x00n\x0ba\x1f", "Ana"), ("\tAna", "Ana"), ("서울 Ђорђе", "서울 Ђорђе")]
)
def test_what_no_workbook_may_hold_is_left_out(typed: str, read_back: str) -> None:
    assert read(sheet(name(name=typed))).cell(6, 6).value == read_back


def test_same_sheet_gives_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = xlsx(sheet())
    later = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: later)
    assert (xlsx(sheet()) == first, xlsx(sheet(title="Other")) == first) == (True, False)
