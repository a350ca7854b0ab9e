"""The documents of an event and where each is to be had."""

from typing import Any

from msgspec.structs import replace

from tests.factories import values
from tests.tours.booklet.reading import BASE_URL, body, headings, rows, table
from tours.agenda.facts import Document
from tours.vocabulary import Level

DIGEST = "a" * 64


def paper(title: str, file_name: str = "note.pdf", **facts: Any) -> Document:
    known = Document(title=title, digest=DIGEST, file_name=file_name, media_type="application/pdf", size=1_200_000)
    return replace(known, **facts)


def test_documents_of_the_event_come_before_those_of_its_items() -> None:
    view = values.view(
        values.item(documents=(paper("Slides", file_name="slides.pptx", language="ko"),)),
        documents=(paper("Logistics note"), paper("Plan", file_name="plan")),
    )
    assert rows(view, "Documents") == [
        [["Logistics note"], ["PDF, 1.2 MB"]],
        [["Plan"], ["1.2 MB"]],
        [["Slides", "Opening of the week"], ["PPTX, 1.2 MB, Korean"]],
    ]


def test_document_is_a_link_to_its_file() -> None:
    [row] = table(values.view(documents=(paper("Note", file_name="Bus 1.pdf"),)), "Documents").rows
    [[span]] = [text.spans for text in row.cells[0][:1]]
    assert span.url == f"{BASE_URL}/events/smart-city-week-2017/documents/{DIGEST}/Bus%201.pdf"


def test_without_documents_there_is_no_heading_for_them() -> None:
    for_staff = paper("Roster", level=Level.STAFF)
    assert (1, "Documents") not in headings(body(values.view(documents=(for_staff,))))
