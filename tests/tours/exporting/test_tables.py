"""The agenda as Excel and CSV files, read back as a program would."""

import csv
import time as clock
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from tests.factories import values
from tours.agenda.facts import Part
from tours.agenda.values import PUBLIC, STAFF
from tours.exporting.csv_table import csv_table
from tours.exporting.edition import Exported
from tours.exporting.xlsx import xlsx
from tours.vocabulary import ItemKind, Level, PersonRole, Status

NIGHT = values.item(
    "night",
    title="=Night flight",
    kind=ItemKind.TRANSFER,
    status=Status.TENTATIVE,
    level=Level.DELEGATES,
    groups=("B", "A"),
    start=time(23, 0),
    end=time(1, 0),
    ends_on=date(2017, 9, 5),
    end_zone="Europe/Vienna",
    place=values.KINTEX,
    room="Hall 1",
    track="Data",
    capacity=20,
    summary="With a stop.",
    parts=(
        Part(role=PersonRole.SPEAKER, person=values.person("Ана Пример")),
        Part(role=PersonRole.MODERATOR, person=values.person()),
        Part(role=PersonRole.RAPPORTEUR, confirmed=False),
        Part(role=PersonRole.DRIVER, person=values.person("김하나"), level=Level.STAFF),
    ),
)


def exported(*items: Any, audience: Any = STAFF, is_draft: bool = False, **facts: Any) -> Exported:
    return Exported(values.view(*items, audience=audience, named_groups=values.GROUPS, **facts), is_draft)


def test_workbook_has_a_row_an_item_with_all_that_is_known() -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx(exported(values.item(), NIGHT), {"night": "X-7"})))
    head, first, second = book["Agenda"].iter_rows(values_only=True)
    assert dict(zip(head, second, strict=True)) == {
        "Day": datetime(2017, 9, 4),
        "Start": time(23, 0),
        "End": time(1, 0),
        "Ends on": datetime(2017, 9, 5),
        "Zone": "Asia/Seoul",
        "End zone": "Europe/Vienna",
        "Title": "=Night flight",
        "Kind": "Transfer",
        "Track": "Data",
        "Groups": "First bus; Second bus",
        "Place": "KINTEX",
        "City": "Goyang",
        "Room": "Hall 1",
        "Speakers": "Ана Пример; Moderator: Đorđe Čačak",
        "Still open": "Rapporteur",
        "On duty": "Driver: 김하나",
        "Status": "To be confirmed",
        "Level": "Delegates",
        "Capacity": 20,
        "Description": "With a stop.",
        "UID": "night",
        "External id": "X-7",
    }
    assert first[6] == "Opening of the week"


def test_second_page_tells_which_agenda_this_is() -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx(exported(values.item()), {})))
    assert {label: value for label, value in book["About"].iter_rows(values_only=True)} == {
        "Event": "World Smart City Summit and Smart City Week",
        "Dates": "4–8 September 2017",
        "Version": "Version 1, 30 August 2017",
        "For": "Staff",
        "Time zone": "Asia/Seoul",
    }


def test_draft_says_when_it_was_last_edited() -> None:
    assert exported(is_draft=True).edition == "Draft of 30 August 2017, 18:00 Seoul time (UTC+9)"


def test_text_file_has_the_same_table() -> None:
    text = csv_table(exported(values.item(), NIGHT), {"night": "X-7"}).decode("utf-8-sig")
    [head, first, second] = csv.reader(text.splitlines(), delimiter=";")
    assert (head[:7], first[:7]) == (
        ["Day", "Start", "End", "Ends on", "Zone", "End zone", "Title"],
        ["2017-09-04", "10:00", "11:00", "", "Asia/Seoul", "", "Opening of the week"],
    )
    assert (second[6], second[-5:]) == ("'=Night flight", ["Delegates", "20", "With a stop.", "night", "X-7"])


def test_public_learns_of_no_groups_and_nobody_on_duty() -> None:
    text = csv_table(exported(values.item(), NIGHT, audience=PUBLIC), {}).decode("utf-8-sig")
    assert ("Opening" in text, "flight" in text, "Driver" in text, "bus" in text) == (True, False, False, False)


@pytest.mark.parametrize("made", [xlsx, csv_table])
def test_same_agenda_gives_same_bytes(made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first = made(exported(NIGHT), {})
    later = clock.time() + 86_400
    monkeypatch.setattr(clock, "time", lambda: later)
    assert (made(exported(NIGHT), {}) == first, made(exported(values.item()), {}) == first) == (True, False)
