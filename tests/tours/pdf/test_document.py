import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.tours.pdf.reading import drawn_characters, lines, links, pages, reader
from tours.pdf.blocks import Block, Document, Paragraph, Section, Span, Text, text
from tours.pdf.document import drawn
from tours.pdf.styles import Look, Paper

SCRIPTS = (
    "Shkodër, Đakovo, Čačak, Žabljak, Kraków, Győr, Iași, İzmir",
    "Београд, Ђаково, Љубовија, Његотин, Ћуприја, Џеп",
    "Скопје, Ѓорче Петров, Ќустендил, Ѕвезда",
    "Αθήνα, Θεσσαλονίκη",
    "서울특별시, 국토교통부, 고양시 일산서구, 똠방각하",
    "“Quoted” – „цитат“ — 10:00–11:00 … • → ✓ €",
)


def document(*blocks: Block, **facts: object) -> Document:
    plain = Document(
        title="Smart City Week",
        edition="Version 3, 30 August 2017",
        author="Urban Partnership Program",
        language="en",
        dated=datetime(2017, 8, 30, 9, tzinfo=UTC),
        paper=Paper.A4,
        sections=(Section(blocks),),
    )
    return replace(plain, **facts)  # type: ignore[arg-type]  # mypy cannot see which field a keyword names


@pytest.mark.parametrize("look", [Look.BODY, Look.NAME], ids=["regular", "bold"])
@pytest.mark.parametrize("written", SCRIPTS)
def test_every_script_reads_back_and_has_outlines(written: str, look: Look) -> None:
    pdf = drawn(document(Paragraph(text(written, look))))
    assert lines(pdf)[0] == written
    face = look.value.face.font_name
    assert set(written) - {" "} - drawn_characters(pdf)[face] == set()


def test_what_no_face_has_reads_back_as_the_replacement_character_and_has_an_outline() -> None:
    pdf = drawn(document(Paragraph(text("Abu Dhabi أبوظبي 😀"))))
    assert lines(pdf)[0] == "Abu Dhabi ������ �"
    assert "\ufffd" in drawn_characters(pdf)["SojournSans-Regular"]


def test_only_the_faces_of_the_kit_are_used_and_all_are_embedded() -> None:
    pdf = drawn(document(Paragraph(text("Plain")), Paragraph(text("Strong", Look.NAME))))
    assert set(drawn_characters(pdf)) == {"SojournSans-Regular", "SojournSans-Bold"}


def test_markup_is_text() -> None:
    markup = "<b>x <img src='/etc/passwd'/> &amp; <a href='javascript:x'>y</a> </para> {{ z }}"
    pdf = drawn(document(Paragraph(text(markup))))
    assert lines(pdf)[0] == markup
    assert links(pdf) == []


def test_links_lead_where_they_say() -> None:
    spans = (
        Span("web", url="https://example.org/(a)\\b?x=č"),
        Span("mail", url="mailto:desk@example.org"),
        Span("script", url="javascript:alert(1)"),
    )
    pdf = drawn(document(Paragraph(Text(spans))))
    assert links(pdf) == ["https://example.org/(a)%5Cb?x=%C4%8D", "mailto:desk@example.org"]


def test_every_page_says_what_it_is_and_which_of_how_many() -> None:
    pdf = drawn(document(Paragraph(text("line\n" * 120))))
    feet = [page[-1] for page in pages(pdf)]
    assert feet == [f"Smart City Week · Version 3, 30 August 2017 Page {number} of 3" for number in (1, 2, 3)]


def test_long_title_is_shortened_at_the_foot_and_the_edition_is_not() -> None:
    [page] = pages(drawn(document(title="Cities " * 100)))
    assert page[-1].startswith("Cities Cities")
    assert page[-1].endswith("Cities… · Version 3, 30 August 2017 Page 1 of 1")


def test_edition_too_long_for_the_foot_is_shortened_too() -> None:
    [page] = pages(drawn(document(edition="Groups " * 100)))
    assert page[-1].startswith("… · Groups Groups")
    assert page[-1].endswith("Groups… Page 1 of 1")


def test_each_section_begins_a_page_and_its_foot_ends_it() -> None:
    first = Section((Paragraph(text("One")),), foot=(Paragraph(text("Foot")),))
    pdf = drawn(document(sections=(first, Section((Paragraph(text("Two")),)))))
    assert [page[:-1] for page in pages(pdf)] == [["One", "Foot"], ["Two"]]


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595.28, 841.89)), (Paper.LETTER, (612, 792))])
def test_paper_is_as_asked_for(paper: Paper, size: tuple[float, float]) -> None:
    [page] = reader(drawn(document(paper=paper))).pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == size


def test_metadata_says_what_whose_and_of_when_it_is() -> None:
    found = reader(drawn(document(title="Недеља града 서울", language="sr")))
    assert found.metadata is not None
    assert (found.metadata.title, found.metadata.author, found.metadata.subject) == (
        "Недеља града 서울",
        "Urban Partnership Program",
        "Version 3, 30 August 2017",
    )
    assert found.metadata.creation_date == found.metadata.modification_date == datetime(2017, 8, 30, 9, tzinfo=UTC)
    assert str(found.root_object["/Lang"]) == "sr"
    assert str(found.root_object["/ViewerPreferences"]) == "{'/DisplayDocTitle': True}"


def test_threads_that_draw_at_once_draw_the_same() -> None:
    """Letters with accents are made of two, and are looked up where another thread may be reading."""
    accented = "ÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓčćšžЃЌЙЁ"
    syllables = [" ".join(map(chr, range(start, start + 600))) for start in range(0xAC00, 0xC800, 900)]
    documents = [document(Paragraph(text(f"{accented} {some}"))) for some in syllables]
    alone = [drawn(one) for one in documents]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads take turns all the time
    try:
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(drawn, documents * 4)) == alone * 4
    finally:
        sys.setswitchinterval(usual)
