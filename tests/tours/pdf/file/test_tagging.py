"""The structure of documents, as a screen reader follows it."""

import re
from typing import Any

import pytest

from tests.tours.pdf.drawing.test_document import document
from tests.tours.pdf.reading import code, failures, reader, structure
from tours.pdf.blocks import (
    Banner,
    Block,
    Bullets,
    Code,
    Column,
    Contents,
    Facts,
    Heading,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    Text,
    text,
)
from tours.pdf.drawing.document import drawn

COLUMNS = (Column("Time", 0.2), Column("What", 0.4), Column("Who", 0.2), Column("Seats", 0.2, figures=True))
COLUMN_HEAD, ROW_HEAD = {"Scope": "Column"}, {"Scope": "Row"}


def table(rows: int, **facts: int) -> Table:
    return Table(
        COLUMNS, tuple(Row(((text(f"{n}:00"),), (text("a"), text("b")), (), (text("1"),))) for n in range(rows))
    )


def elements(*blocks: Block) -> list[Any]:
    """The structure of the document, without the lines that fill its last page."""
    name, *kids, _notes = structure(drawn(document(*blocks)))
    assert name == "Document"
    return kids


def test_title_is_the_first_heading_and_sections_follow_it_level_by_level() -> None:
    blocks = (
        Banner("UPP", "Week", ("May",)),
        Heading(1, "Programme"),
        Heading(2, "Monday"),
        Paragraph(text("To come.")),
    )
    assert elements(*blocks) == [["P", 1], ["H1", 1], ["P", 1], ["H2", 1], ["H3", 1], ["P", 1]]


def test_lists_have_items_with_label_and_body() -> None:
    item = ["LI", ["Lbl", 1], ["LBody", 1]]
    assert elements(Bullets(("One", "Two")), Facts((("Host", (text("MOLIT"),)), ("None", ())))) == [
        ["L", {"ListNumbering": "Disc"}, item, item],
        ["L", item],
    ]


def test_table_has_heads_and_cells_even_where_they_are_empty() -> None:
    heads = ["TR", *(["TH", COLUMN_HEAD, 1] for _ in COLUMNS)]
    row = ["TR", ["TH", ROW_HEAD, 1], ["TD", ["P", 1], ["P", 1]], ["TD"], ["TD", 1]]
    assert elements(table(3)) == [["Table", heads, row, row, row]]


def test_table_of_one_row_has_no_more_heads_than_cells() -> None:
    [found] = elements(table(1))
    assert found[2] == ["TR", ["TD", 1], ["TD", ["P", 1], ["P", 1]], ["TD"], ["TD", 1]]


def test_cell_over_several_columns_says_so() -> None:
    rows = (
        Row(((text("9"),), (text("All"),)), spans=(1, 3)),
        *(Row(tuple((text(word),) for word in "abcd")) for _ in range(3)),
    )
    [found] = elements(Table(COLUMNS, rows))
    assert found[2] == ["TR", ["TH", ROW_HEAD, 1], ["TD", {"ColSpan": "3"}, 1]]


def test_table_over_many_pages_is_one_table_with_one_head() -> None:
    pdf = drawn(document(table(120)))
    [_name, (kind, heads, *rows), *_notes] = structure(pdf)
    assert len(reader(pdf).pages) > 3
    assert (kind, len(rows)) == ("Table", 120)
    assert [head[1] for head in heads[1:]] == [COLUMN_HEAD] * 4
    assert all(row[1][1] == ROW_HEAD for row in rows)


def test_row_cut_between_pages_is_one_row() -> None:
    rows = tuple(Row(((text("9"),), (text("word\n" * 120),), (text("x"),), (text("1"),))) for _ in range(3))
    [_name, (_kind, _heads, *found), *_notes] = structure(drawn(document(Table(COLUMNS, rows))))
    assert [row[2][0:1] for row in found] == [["TD"]] * 3
    assert all(row[2][1] >= 3 for row in found)


def test_link_is_one_element_over_all_its_lines_with_an_area_for_each() -> None:
    long = Text((Span("See"), Span("very " * 40, url="https://example.org/"), Span("there.")))
    assert elements(Paragraph(long)) == [["P", ["Link", "area", "area", 1], 2]]


def test_contents_are_references_with_links() -> None:
    found = elements(Contents(), Heading(1, "One"), Heading(2, "Two"))
    entry = ["TOCI", ["Reference", ["Link", "area", 1]]]
    assert found == [["TOC", entry, entry], ["H2", 1], ["H3", 1]]


def test_code_is_a_picture_with_words() -> None:
    picture = ["Figure", "QR code that leads to https://example.org/", 1]
    assert elements(Code("https://example.org/", (text("Live"), text("Now")))) == [picture, ["P", 1], ["P", 1]]


def test_head_that_comes_again_and_margins_belong_to_the_page_alone() -> None:
    operators = code(drawn(document(table(60))))
    artifacts = "".join(re.findall(r"/Artifact BMC(.*?)EMC", operators, re.DOTALL))
    assert artifacts.count("(Seats) Tj") == operators.count("(Seats) Tj") - 1 > 0
    assert artifacts.count("(Version 3, 30 August 2017 ) Tj") == operators.count("(Version 3, 30 August 2017 ) Tj") > 1


def test_every_mark_is_marked() -> None:
    operators = code(drawn(document(Banner("UPP", "Week", ("May",)), table(40), Code("https://example.org/", ()))))
    outside = re.sub(r"(/Artifact BMC|/\w+ <</MCID \d+>> BDC)(.*?)EMC", "", operators, flags=re.DOTALL)
    assert re.findall(r"Tj| re$", outside) == []


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Paragraph(text("")), Bullets(()), Facts(()), Bullets(("",))),
        (Table(COLUMNS, ()),),
        (Table(COLUMNS, (Row(((), (), (), ())),) * 3),),
        (Contents(),),
        (
            Paragraph(
                Text((Span("a", url="mailto:x@example.org"), Span("b", url="tel:+1"), Span("c", url="#top"))),
            ),
        ),
    ],
    ids=["nothing", "empty", "tables", "empty cells", "contents", "links"],
)
def test_the_least_document_conforms(blocks: tuple[Block, ...]) -> None:
    assert failures(drawn(document(sections=(Section((Banner("", "T", ()), *blocks)),)))) == []
