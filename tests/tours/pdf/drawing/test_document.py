import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.tours.pdf.reading import (
    drawn_characters,
    failures,
    lines,
    links,
    meant,
    outline,
    pages,
    reader,
    spoken_languages,
    strings,
    within,
)
from tours.pdf.blocks import Block, Contents, Document, Heading, Paragraph, Section, Span, Text, text
from tours.pdf.drawing.document import drawn
from tours.pdf.styles import TYPES, Look, Paper

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
    face = TYPES[look].face.font_name
    assert set(written) - {" "} - drawn_characters(pdf)[face] == set()


def test_what_no_face_has_reads_back_as_the_replacement_character_and_has_an_outline() -> None:
    pdf = drawn(document(Paragraph(text("Abu Dhabi أبوظبي 😀"))))
    assert lines(pdf)[0] == "Abu Dhabi ������ �"
    assert meant(pdf).startswith("AbuDhabiأبوظبي😀")
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
    pdf = drawn(document(Paragraph(text("line\n" * 120)), audience="Audience: Staff"))
    edition = "Version 3, 30 August 2017 · Audience: Staff"
    margins = [[line for line in page if line != "line"] for page in pages(pdf)]
    assert margins == [
        [f"{edition} Page 1 of 3"],
        [f"{edition} Page 2 of 3", "Smart City Week"],
        ["Notes", f"{edition} Page 3 of 3", "Smart City Week"],
    ]


def test_long_title_is_shortened_at_the_head() -> None:
    [_first, second] = pages(drawn(document(Paragraph(text("line\n" * 60)), title="Cities " * 100)))
    assert second[-1].startswith("Cities Cities")
    assert second[-1].endswith("Cities Ci…")


def test_edition_too_long_for_the_foot_is_shortened() -> None:
    [page] = pages(drawn(document(edition="Groups " * 100)))
    assert page[-1].startswith("Groups Groups")
    assert page[-1].endswith("Groups… Page 1 of 1")


def test_each_section_begins_a_page_and_its_foot_ends_it() -> None:
    first = Section((Paragraph(text("One")),), foot=(Paragraph(text("Foot")),))
    pdf = drawn(document(sections=(first, Section((Paragraph(text("line\n" * 45)),)))))
    assert [page[0] for page in pages(pdf)] == ["One", "line"]
    assert pages(pdf)[0][1] == "Foot"


def test_back_ends_the_last_page_after_the_notes_that_were_asked_for() -> None:
    found = drawn(document(Paragraph(text("One")), notes=2, back=(Paragraph(text("Back")),)))
    assert [page[:-1] for page in pages(found)] == [
        ["One", "Notes"],
        ["Notes", "Version 3, 30 August 2017 Page 2 of 3"],
        ["Notes", "Back", "Version 3, 30 August 2017 Page 3 of 3"],
    ]


@pytest.mark.parametrize("count", [1, 40, 200])
def test_pocket_document_fills_its_sheets(count: int) -> None:
    found = pages(drawn(document(Paragraph(text("line\n" * count)), paper=Paper.POCKET)))
    assert len(found) % 4 == 0
    assert sum(page.count("line") for page in found) == count


def test_contents_name_the_headings_after_them_with_their_pages() -> None:
    blocks = (
        Heading(1, "Contents"),
        Contents(),
        Heading(1, "Programme"),
        Heading(2, "Monday", key="monday"),
        Paragraph(text("line\n" * 60)),
        Heading(1, "People"),
    )
    pdf = drawn(document(*blocks))
    assert lines(pdf)[1:4] == ["Programme 1", "Monday 1", "People 2"]
    assert within(pdf) == [(1, 1), (1, 1), (1, 2)]


def test_outline_has_every_heading_on_its_level() -> None:
    blocks = (Heading(1, "Programme"), Heading(2, "Monday"), Heading(2, "Tuesday"), Heading(1, "Књига"))
    assert outline(drawn(document(*blocks))) == ["Programme", ["Monday", "Tuesday"], "Књига"]


def test_link_to_a_key_that_is_not_there_leads_nowhere() -> None:
    pdf = drawn(document(Paragraph(Text((Span("nowhere", url="#nowhere"),)))))
    assert links(pdf) == []
    assert failures(pdf) == []


@pytest.mark.parametrize(
    ("language", "words", "spans"),
    [
        ("en", "Seoul 서울, Београд", ["ko", "und-Cyrl"]),
        ("ko", "Seoul 서울, Београд", ["und-Cyrl"]),
        ("sr", "Seoul 서울, Београд", ["ko"]),
        ("mk-MK", "Скопје", []),
    ],
)
def test_words_in_another_script_say_their_language(language: str, words: str, spans: list[str]) -> None:
    assert spoken_languages(drawn(document(Paragraph(text(words)), language=language))) == spans


def test_words_known_to_be_in_another_language_say_so() -> None:
    paragraph = Paragraph(Text((Span("Skadar", language="sr"), Span("or"), Span("Shkodër", language="sq))>>evil"))))
    assert spoken_languages(drawn(document(paragraph))) == ["sr"]


def test_words_that_go_on_are_parted_by_a_space() -> None:
    """Otherwise a screen reader would read the end of a line and the start of the next line as one word."""
    pdf = drawn(document(Paragraph(text("Opening of the week " * 20)), Paragraph(text("x" * 300))))
    written = strings(pdf)
    assert "".join(written).startswith("Opening of the week Opening of the week ")
    assert "x" * 300 in "".join(written)


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595.28, 841.89)), (Paper.LETTER, (612, 792))])
def test_paper_is_as_asked_for(paper: Paper, size: tuple[float, float]) -> None:
    [page] = reader(drawn(document(paper=paper))).pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == size


def test_paper_is_turned_for_wide_tables() -> None:
    [page] = reader(drawn(document(Paragraph(text("Wide")), landscape=True))).pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (841.89, 595.28)


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
    assert str(found.root_object["/ViewerPreferences"].get_object()) == "{'/DisplayDocTitle': True}"


def test_signs_that_mean_something_in_xml_are_words_in_the_metadata() -> None:
    signs = '<b> & "two" ]]>'
    found = reader(drawn(document(title=f"Title {signs}", author=f"Author {signs}", edition=f"Edition {signs}")))
    metadata = found.xmp_metadata
    assert metadata is not None
    assert (metadata.dc_title, metadata.dc_creator, metadata.dc_description) == (
        {"x-default": f"Title {signs}"},
        [f"Author {signs}"],
        {"x-default": f"Edition {signs}"},
    )


def test_threads_that_draw_at_once_draw_the_same() -> None:
    """A letter with an accent is made of two glyphs, which are read from a position that threads share."""
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
