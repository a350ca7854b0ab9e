"""What the booklet says, and in which order."""

from dataclasses import replace as with_facts
from datetime import date
from itertools import pairwise

import pytest
from msgspec.structs import replace

from tests.factories import values
from tests.tours.booklet.reading import BASE_URL, body, document, headings, paragraphs
from tours.agenda.facts import Document as File
from tours.agenda.facts import Part
from tours.agenda.values import PUBLIC, STAFF, Audience
from tours.agenda.view import AgendaView
from tours.booklet.contents import contents
from tours.booklet.own import Own, OwnDay, OwnRow
from tours.pdf.blocks import Document, Heading, Span, Table
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
        language="sr",
        dated=values.PUBLISHED_AT,
        paper=Paper.POCKET,
        sections=(),
        audience="Audience: Delegates (First bus, Second bus)",
        notes=3,
    )


def _programme_spans(view: AgendaView) -> list[Span]:
    """Of the tables of days, which their key tells from the others."""
    blocks = body(view)
    days = [after for block, after in pairwise(blocks) if isinstance(block, Heading) and block.key]
    tables = [block for block in days if isinstance(block, Table)]
    return [
        span for table in tables for row in table.rows for cell in row.cells for text in cell for span in text.spans
    ]
