"""What the booklet says, and in which order."""

from collections.abc import Iterator
from dataclasses import replace as with_facts
from datetime import date

import pytest
from msgspec.structs import replace

from tests.factories import values
from tests.tours.booklet.reading import BASE_URL, body, document, headings, paragraphs, tables_of_days
from tours.agenda.facts import Document as File
from tours.agenda.facts import Note, Part
from tours.agenda.values import PUBLIC, STAFF, Audience
from tours.agenda.view import AgendaView
from tours.booklet.contents import contents
from tours.booklet.own import Own, OwnDay, OwnRow
from tours.pdf.blocks import Banner, Block, Bullets, Document, Facts, Heading, Paragraph, Span, Table, Text, text
from tours.pdf.styles import Paper
from tours.vocabulary import Level, PersonRole

DELEGATES = Audience(level=Level.DELEGATES)
PRACTICAL = [
    (1, "Practical information"),
    (2, "Language"),
    (2, "Hotel (fictional)"),
    (2, "Conditions of participation"),
]
PROGRAMME = [(1, "Programme"), (2, "Monday 4 September 2017"), (2, "Tuesday 5 September 2017")]


def full(audience: Audience) -> AgendaView:
    """A view with something to say in every section."""
    item = values.item(place=values.KINTEX, parts=(Part(role=PersonRole.SPEAKER, person=values.person()),))
    note = File(title="Note", digest="a" * 64, file_name="note.pdf", media_type="application/pdf", size=1)
    contacts = tuple(replace(contact, level=Level.PUBLIC) for contact in values.event().contacts)
    tuesday = values.item("2", day=date(2017, 9, 5))
    return values.view(item, tuesday, audience=audience, conditions="English.", documents=(note,), contacts=contacts)


def test_everyones_programme_comes_before_its_background_and_contacts() -> None:
    assert headings(body(full(PUBLIC))) == [
        *PROGRAMME,
        (1, "Purposes"),
        (1, "People"),
        (1, "Participating cities"),
        (1, "Places"),
        *(heading for heading in PRACTICAL if heading != (2, "Hotel (fictional)")),
        (1, "Documents"),
        (1, "Contacts"),
    ]


def test_own_lines_say_whose_they_are_on_pages_of_their_own() -> None:
    days = [OwnDay(date(2017, 9, 3), (OwnRow("14:15", "Arrive at Seoul"),))]
    drawn = contents(full(DELEGATES), home=BASE_URL, paper=Paper.A4, own=Own("Đorđe Čačak", days))
    own = drawn.sections[1].blocks
    assert (headings(own), paragraphs(own)) == (
        [(1, "My flights, rooms and cars"), (2, "Sunday 3 September 2017")],
        ["Đorđe Čačak"],
    )


def test_delegates_find_whom_to_ask_right_after_the_programme() -> None:
    assert headings(body(full(DELEGATES))) == [
        *PROGRAMME,
        (1, "Contacts"),
        (1, "Purposes"),
        (1, "People"),
        (1, "Participating cities"),
        (1, "Places"),
        *PRACTICAL,
        (1, "Documents"),
    ]


def test_staff_work_from_whom_to_call_through_the_days_to_who_does_what() -> None:
    assert headings(body(full(STAFF))) == [
        (1, "Whom to call"),
        *PROGRAMME,
        (1, "Who does what when"),
        (1, "People"),
        (1, "Participating cities"),
        (1, "Places"),
        *PRACTICAL,
        (1, "Documents"),
    ]


@pytest.mark.parametrize("audience", [PUBLIC, DELEGATES, STAFF])
def test_sections_come_only_where_there_is_something_to_say(audience: Audience) -> None:
    bare = values.view(purposes=(), cities=(), practical=(), contacts=(), audience=audience)
    assert headings(body(bare)) == [(1, "Programme")]


@pytest.mark.parametrize("audience", [PUBLIC, STAFF])
@pytest.mark.parametrize("count", [0, 3, 20, 200, 1000])
def test_agendas_of_any_length_are_told_whole(count: int, audience: Audience) -> None:
    view = values.view(*values.many_items(count), audience=audience)
    addresses = [span.url for span in _programme_spans(view) if "#item-" in span.url]
    assert sorted(addresses) == sorted(
        f"{BASE_URL}/events/smart-city-week-2017/#item-item-{number}" for number in range(count)
    )


def test_document_for_everyone_says_no_audience() -> None:
    assert (document(values.view()).edition, document(values.view()).audience) == ("Version 1, 30 August 2017", "")
    assert document(values.view(audience=STAFF)).audience == "Audience: Staff"


def test_document_names_its_edition_audience_and_language() -> None:
    view = values.view(
        audience=Audience(level=Level.DELEGATES, groups=("B", "A")), named_groups=values.GROUPS, language="sr"
    )
    told = contents(view, home=f"{BASE_URL}/events/week/", paper=Paper.POCKET, notes=3)
    assert with_facts(told, sections=(), back=()) == Document(
        title="World Smart City Summit and Smart City Week",
        edition="Version 1, 30 August 2017",
        author="World Bank - Austria Urban Partnership Program",
        language="en-gb",
        dated=values.PUBLISHED_AT,
        paper=Paper.POCKET,
        sections=(),
        audience="Audience: Delegates (First bus, Second bus)",
        notes=3,
    )


def _programme_spans(view: AgendaView) -> list[Span]:
    tables = [table for _day, table in tables_of_days(view)]
    return [
        span for table in tables for row in table.rows for cell in row.cells for text in cell for span in text.spans
    ]


def test_event_in_another_language_says_so_and_the_booklets_own_words_stay() -> None:
    """As its page: the document is in the language of the interface, and each text of the event in its own."""
    item = values.item("1", title="زيارة", summary="خمسة أيام")
    note = Note(heading="لغة", body="العربية")
    view = values.view(item, language="ar", title="أسبوع", summary="جولة", purposes=("تبادل",), practical=(note,))
    told = document(view)
    assert told.language == "en-gb"
    blocks = [block for section in told.sections for block in section.blocks]
    [banner] = [block for block in blocks if isinstance(block, Banner)]
    assert banner.language == "ar"
    assert {span.words for span in _all_spans(blocks) if span.language == "ar"} == {
        "زيارة",
        "خمسة أيام",
        "جولة",
        "تبادل",
        "العربية",
    }
    assert [block.words for block in blocks if isinstance(block, Heading) and block.language] == ["لغة"]
    [facts] = [block for block in blocks if isinstance(block, Facts)]
    assert ("Language", (text("Arabic"),)) in facts.entries


def _all_spans(blocks: list[Block]) -> Iterator[Span]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.text.spans
        if isinstance(block, Bullets):
            yield from (span for entry in block.items if isinstance(entry, Text) for span in entry.spans)
        if isinstance(block, Table):
            yield from (span for row in block.rows for cell in row.cells for each in cell for span in each.spans)
