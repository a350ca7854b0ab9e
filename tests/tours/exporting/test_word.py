"""The agenda as a Word file, read back with python-docx."""

import time as clock
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from tests.factories import values
from tests.tours.exporting.test_tables import NIGHT, exported
from tours.agenda.values import PUBLIC
from tours.exporting.edition import Exported
from tours.exporting.word import word
from tours.vocabulary import Status


def read(value: Exported) -> Any:
    return docx.Document(BytesIO(word(value)))


def headings(document: Any) -> list[tuple[str, str]]:
    found = [(each.style.name, each.text) for each in document.paragraphs if each.text]
    return [(style, text) for style, text in found if style != "Normal"]


def table(document: Any, number: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[number].rows]


def test_document_has_a_heading_and_a_table_a_day() -> None:
    document = read(exported(values.item(), NIGHT))
    assert headings(document) == [
        ("Title", "World Smart City Summit and Smart City Week"),
        ("Subtitle", "4–8 September 2017 · Seoul (Republic of Korea)"),
        ("Heading 1", "Monday 4 September 2017"),
        ("Heading 1", "People"),
        ("Heading 1", "Places"),
    ]
    assert table(document, 0) == [
        ["Time", "What", "Where", "Who"],
        ["10:00–11:00", "Opening of the week\nSession", "", ""],
        [
            "23:00–01:00 (+1 day)\nends at Vienna time (UTC+2)",
            "=Night flight\nTo be confirmed\nTransfer · Data\nWith a stop.\nGroups: First bus, Second bus\nTakes 20 people",
            "Hall 1, KINTEX, Goyang",
            "Ана Пример\nModerator: Đorđe Čačak\nRapporteur: to be confirmed\nDriver: 김하나",
        ],
    ]


def test_people_and_places_stand_below_the_days() -> None:
    document = read(exported(NIGHT))
    assert [table(document, number)[1:] for number in (1, 2)] == [
        [["Ана Пример", "Adviser (fictional)", "Belgrade"], ["Đorđe Čačak", "Adviser (fictional)", "Belgrade"]],
        [["KINTEX\n킨텍스", "217-60 Kintex-ro, Ilsanseo-gu, Goyang\n고양시 일산서구 킨텍스로 217-60"]],
    ]


@pytest.mark.parametrize(
    ("is_draft", "told"),
    [(False, "Version 1, 30 August 2017"), (True, "Draft of 30 August 2017, 18:00 Seoul time (UTC+9)")],
)
def test_document_says_which_it_is_and_for_whom(is_draft: bool, told: str) -> None:
    document = read(exported(values.item(), is_draft=is_draft))
    assert document.paragraphs[2].text == f"{told} · For: Staff"


def test_public_document_names_nobody_on_duty() -> None:
    document = read(exported(values.item(), NIGHT, audience=PUBLIC))
    assert [row[1] for row in table(document, 0)[1:]] == ["Opening of the week\nSession"]


def test_public_is_told_of_times_of_participants_where_the_event_tells_of_them() -> None:
    document = read(exported(values.item(), NIGHT, audience=PUBLIC, tells_of_participants_items=True))
    told = "Participants also have a programme of their own: 23:00–01:00 (+1 day) (ends at Vienna time (UTC+2))"
    assert told in [paragraph.text for paragraph in document.paragraphs]


def test_cancelled_title_is_struck_through() -> None:
    document = read(exported(values.item(status=Status.CANCELLED)))
    run = document.tables[0].rows[1].cells[1].paragraphs[0].runs[0]
    assert (run.text, run.font.strike) == ("Opening of the week", True)


def test_each_script_has_its_language_and_face() -> None:
    document = read(exported(values.item(title="Visit to Београд and 서울"), language="hr"))
    runs = document.tables[0].rows[1].cells[1].paragraphs[0].runs
    marks = {run.text: [child.tag.rpartition("}")[2] for child in run._r.rPr] for run in runs}
    assert marks == {"Visit to ": ["b"], "Београд": ["b", "noProof"], " and ": ["b"], "서울": ["rFonts", "b", "lang"]}
    [defaults] = document.styles.element.iter(qn("w:rPrDefault"))
    assert [dict(each.attrib) for each in defaults.iter(qn("w:lang"))] == [
        {qn("w:val"): "hr", qn("w:eastAsia"): "ko-KR"}
    ]
    assert document.core_properties.language == "hr"


def test_event_without_an_agenda_says_so() -> None:
    assert [each.text for each in read(exported()).paragraphs][-1] == "Programme to follow."


def test_same_agenda_gives_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = word(exported(NIGHT))
    later = clock.time() + 86_400
    monkeypatch.setattr(clock, "time", lambda: later)
    assert (word(exported(NIGHT)) == first, word(exported(values.item())) == first) == (True, False)
