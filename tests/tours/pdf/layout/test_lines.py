from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tours.pdf.faces.test_drawable import ANY_TEXT
from tests.tours.pdf.settings import setting
from tours.pdf.blocks import Cell, Span, Text, text
from tours.pdf.faces.drawable import drawable
from tours.pdf.faces.faces import Face
from tours.pdf.faces.fonts import Ruler
from tours.pdf.file.tagging import Element, Tag
from tours.pdf.layout import lines as tours_lines
from tours.pdf.layout.lines import Line
from tours.pdf.layout.slabs import Bar, Glyphs, Link
from tours.pdf.styles import TYPES, Colour, Look

PAGE = setting(400, 300)


def text_lines(words: Text, width: float, element: Element | None = None) -> list[Line]:
    return tours_lines.text_lines(words, width, PAGE, element)


def cell_lines(cell: Cell, width: float, element: Element | None = None) -> list[Line]:
    return tours_lines.cell_lines(cell, width, PAGE, element)


def words(lines: list[Line]) -> list[str]:
    return [" ".join(piece.words for piece in line.pieces) for line in lines]


def test_words_go_on_the_line_while_they_fit() -> None:
    ruler = Ruler()
    width = ruler.width("Opening of the", Face.REGULAR, 10)
    assert words(text_lines(text("Opening of the week"), width + 0.01)) == ["Opening of the", "week"]
    assert words(text_lines(text("Opening of the week"), width - 0.01)) == ["Opening of", "the week"]


def test_line_break_in_a_text_begins_a_line() -> None:
    assert words(text_lines(text("One\ntwo\r\n\nthree"), 400)) == ["One", "two", "three"]


def test_word_longer_than_a_line_is_broken_between_letters() -> None:
    ruler = Ruler()
    width = ruler.width("국토교", Face.REGULAR, 10)
    assert words(text_lines(text("국토교통부 서울"), width)) == ["국토교", "통부", "서울"]


def test_bold_words_are_measured_bold() -> None:
    ruler = Ruler()
    width = ruler.width("Track A", Face.REGULAR, 10) + 0.01
    assert words(text_lines(text("Track A"), width)) == ["Track A"]
    assert words(text_lines(Text((Span("Track A", Face.BOLD),)), width)) == ["Track", "A"]


def test_text_without_words_takes_no_line() -> None:
    assert cell_lines((text(""), text(" \n\t "), text("\x00")), 100) == []


def test_texts_of_a_cell_stand_a_little_apart() -> None:
    lines = cell_lines((text("One"), text(""), text("Two three", Look.DETAIL)), 30)
    assert [(words([line]), line.before, line.type) for line in lines] == [
        (["One"], 0.0, TYPES[Look.BODY]),
        (["Two"], 1.5, TYPES[Look.DETAIL]),
        (["three"], 0.0, TYPES[Look.DETAIL]),
    ]


def test_spans_keep_their_own_look_on_one_line() -> None:
    ruler = Ruler()
    spans = (
        Span("Was", colour=Colour.SOFT, struck=True),
        Span("is", Face.BOLD),
        Span("here", url="https://example.org/"),
        Span("not", url="javascript:x"),
    )
    [line] = text_lines(Text(spans), 400, Element(Tag.PARAGRAPH))
    marks = list(line.marks(0, 0))
    glyphs = [(mark.words, mark.type.face, mark.type.colour) for mark in marks if isinstance(mark, Glyphs)]
    assert glyphs == [
        ("Was ", Face.REGULAR, Colour.SOFT),
        ("is ", Face.BOLD, Colour.INK),
        ("here ", Face.REGULAR, Colour.LINK),
        ("not", Face.REGULAR, Colour.INK),
    ]
    assert [mark.width for mark in marks if isinstance(mark, Bar)] == [ruler.width("Was", Face.REGULAR, 10)]
    assert [(mark.x, mark.width, mark.target) for mark in marks if isinstance(mark, Link)] == [
        (line.pieces[2].x, line.pieces[2].width, "https://example.org/")
    ]


@settings(deadline=None)  # the first to ask may have to build the faces
@given(st.lists(ANY_TEXT, max_size=3), st.integers(20, 300))
def test_no_line_is_too_long_and_no_letter_is_lost(parts: list[str], width: int) -> None:
    lines = text_lines(Text(tuple(map(Span, parts))), width)
    for line in lines:
        assert line.pieces[-1].x + line.pieces[-1].width <= width + 0.01
    shown = "".join("".join(drawable(part).split("\n")) for part in parts).replace(" ", "")
    assert "".join(words(lines)).replace(" ", "") == shown
