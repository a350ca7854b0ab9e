"""Breaks texts into lines."""

from collections.abc import Iterator
from typing import NamedTuple

from tours.pdf.blocks import Cell, Span, Text, has_words
from tours.pdf.faces.drawable import drawable, link_target
from tours.pdf.file.tagging import Element, Tag
from tours.pdf.layout.setting import Setting
from tours.pdf.layout.slabs import Bar, Glyphs, Link, Mark
from tours.pdf.styles import Colour, Type

CAP_HEIGHT = 0.714  # of Noto Sans, as a part of an em; capitals stand in the middle of the leading
STRIKE_HEIGHT = 0.27
BETWEEN_TEXTS = 1.5


class Piece(NamedTuple):
    """Words of one span on one line. A `broken` piece ends inside a word, or is followed without a space. `first` says that
    its span begins with it.
    """

    x: float
    width: float
    words: str
    span: Span
    broken: bool = False
    first: bool = False


class Line(NamedTuple):
    """`elements` are those that its words belong to; None for a line that belongs to the page alone, as a repeated
    head.
    """

    pieces: tuple[Piece, ...]
    type: Type
    elements: "TextElements | None" = None
    last: bool = False
    before: float = 0
    """The space above it, within its cell."""

    @property
    def height(self) -> float:
        return self.before + self.type.leading

    @property
    def width(self) -> float:
        return self.pieces[-1].x + self.pieces[-1].width

    def marks(self, x: float, top: float) -> Iterator[Mark]:
        for number, piece in enumerate(self.pieces):
            ends = piece.broken or (self.last and number == len(self.pieces) - 1)
            yield from self._piece_marks(piece, x, top + self.before, ends=ends)

    def _piece_marks(self, piece: Piece, x: float, top: float, *, ends: bool) -> Iterator[Mark]:
        """Words that others follow end with a space, because a screen reader would read both as one word."""
        span = piece.span
        target = _target(span.url) if self.elements else ""
        element = self.elements.element_of(span, target) if self.elements else None
        own = span.colour or self.type.colour
        colour = Colour.LINK if target and not span.quiet else own
        kind = self.type._replace(face=span.face or self.type.face, colour=colour)
        baseline = top + (kind.leading + CAP_HEIGHT * kind.size) / 2
        words = piece.words if ends else f"{piece.words} "
        yield Glyphs(x + piece.x, baseline, words, kind, element, span.language)
        if span.struck:
            yield Bar(x + piece.x, baseline - STRIKE_HEIGHT * kind.size, piece.width, 0.7, colour)
        if target and element:
            yield Link(x + piece.x, top, piece.width, kind.leading, target, piece.words, element)


class TextElements:
    """The element of a text, and one element for each link in it, however many lines the link takes."""

    __slots__ = ("element", "links")

    def __init__(self, element: Element) -> None:
        self.element = element
        self.links: dict[int, Element] = {}

    def element_of(self, span: Span, target: str) -> Element:
        if not target:
            return self.element
        if id(span) not in self.links:
            self.links[id(span)] = self.element.child(Tag.LINK)
        return self.links[id(span)]


def _target(url: str) -> str:
    return url if not url or url.startswith("#") else link_target(url)


def cell_lines(cell: Cell, width: float, setting: Setting, element: Element | None) -> list[Line]:
    """The lines of all texts of a cell, with a little space between texts. Several texts are a paragraph each in the
    element.
    """
    texts = list(filter(has_words, cell))
    lines: list[Line] = []
    for text in texts:
        within = element.child(Tag.PARAGRAPH) if element and len(texts) > 1 else element
        for number, line in enumerate(text_lines(text, width, setting, within)):
            apart = BETWEEN_TEXTS if lines and number == 0 else 0.0
            lines.append(line._replace(before=apart) if apart else line)
    return lines


def text_lines(text: Text, width: float, setting: Setting, element: Element | None) -> list[Line]:
    """The lines of a text; an empty list for a text without words."""
    kind = setting.type(text.look)
    elements = TextElements(element) if element else None
    filled = list(_filled(text, kind, width, setting))
    return [Line(tuple(pieces), kind, elements, last=number == len(filled)) for number, pieces in enumerate(filled, 1)]


def _filled(text: Text, kind: Type, width: float, setting: Setting) -> Iterator[list[Piece]]:
    """Puts as many words on a line as fit. A line break in the text begins a new line."""
    space = setting.ruler.space * kind.size
    pieces: list[Piece] = []
    x = 0.0
    for word in _words(text, kind, width, setting):
        joined = bool(pieces and word and word.span.joined and word.first)
        apart = 0.0 if joined else space
        if pieces and (word is None or x + apart + word.width > width):
            yield pieces
            pieces, x = [], 0.0
        if word is None:
            continue
        last = pieces[-1] if pieces else None
        if last and joined:
            pieces[-1] = last._replace(broken=True)
        if last and last.span is word.span:
            joined_width = last.width + space + word.width
            pieces[-1] = Piece(last.x, joined_width, f"{last.words} {word.words}", last.span, word.broken)
        else:
            pieces.append(word._replace(x=x + apart if pieces else 0.0))
        x = pieces[-1].x + pieces[-1].width
    if pieces:
        yield pieces


def _words(text: Text, kind: Type, width: float, setting: Setting) -> Iterator[Piece | None]:
    """The words of the text, none wider than a line; None for a line break."""
    ruler = setting.ruler
    for span in text.spans:
        face, first = span.face or kind.face, True
        for number, line in enumerate(drawable(span.words).split("\n")):
            if number:
                yield None
            for word in filter(None, line.split(" ")):
                word_width = ruler.width(word, face, kind.size)
                if word_width <= width:
                    yield Piece(0, word_width, word, span, first=first)
                else:
                    yield from _broken(word, span, kind._replace(face=face), width, setting)
                first = False


def _broken(word: str, span: Span, kind: Type, width: float, setting: Setting) -> Iterator[Piece]:
    """Splits a word that is longer than a line into parts that each fill a line."""
    part, part_width = "", 0.0
    for character in word:
        step = setting.ruler.width(character, kind.face, kind.size)
        if part and part_width + step > width:
            yield Piece(0, part_width, part, span, broken=True)
            part, part_width = "", 0.0
        part += character
        part_width += step
    yield Piece(0, part_width, part, span)
