"""Breaks texts into lines."""

from collections.abc import Iterator
from typing import NamedTuple

from tours.pdf.blocks import Cell, Span, Text
from tours.pdf.fonts import Ruler
from tours.pdf.slabs import Bar, Glyphs, Link, Mark
from tours.pdf.styles import Colour, Look
from tours.pdf.text import drawable, link_target

CAP_HEIGHT = 0.714  # of Noto Sans, to an em: a line's capitals stand in the middle of its leading
STRIKE_HEIGHT = 0.27
BETWEEN_TEXTS = 1.5


class Piece(NamedTuple):
    """Words of one span on one line."""

    x: float
    width: float
    words: str
    span: Span


class Line(NamedTuple):
    pieces: tuple[Piece, ...]
    look: Look
    before: float = 0
    """Space above it, within its cell."""

    @property
    def height(self) -> float:
        return self.before + self.look.value.leading

    def marks(self, x: float, top: float) -> Iterator[Mark]:
        for piece in self.pieces:
            yield from _piece_marks(piece, self.look, x, top + self.before)


def cell_lines(cell: Cell, width: float, ruler: Ruler) -> list[Line]:
    """The lines of all texts of a cell, its texts a little apart."""
    lines: list[Line] = []
    for text in cell:
        for number, line in enumerate(text_lines(text, width, ruler)):
            apart = BETWEEN_TEXTS if lines and number == 0 else 0.0
            lines.append(line._replace(before=apart))
    return lines


def text_lines(text: Text, width: float, ruler: Ruler) -> list[Line]:
    """None for a text without words."""
    return [Line(tuple(pieces), text.look) for pieces in _filled(text, width, ruler)]


def _filled(text: Text, width: float, ruler: Ruler) -> Iterator[list[Piece]]:
    """Puts as many words on a line as fit; a line break in the text begins a new one."""
    space = ruler.space * text.look.value.size
    pieces: list[Piece] = []
    x = 0.0
    for word in _words(text, width, ruler):
        if pieces and (word is None or x + space + word.width > width):
            yield pieces
            pieces, x = [], 0.0
        if word is None:
            continue
        last = pieces[-1] if pieces else None
        if last and last.span is word.span:
            pieces[-1] = Piece(last.x, last.width + space + word.width, f"{last.words} {word.words}", last.span)
        else:
            pieces.append(word._replace(x=x + space if pieces else 0.0))
        x = pieces[-1].x + pieces[-1].width
    if pieces:
        yield pieces


def _words(text: Text, width: float, ruler: Ruler) -> Iterator[Piece | None]:
    """The words of the text, none wider than a line; None for a line break."""
    size, face = text.look.value.size, text.look.value.face
    for span in text.spans:
        for number, line in enumerate(drawable(span.words).split("\n")):
            if number:
                yield None
            for word in filter(None, line.split(" ")):
                word_width = ruler.width(word, span.face or face, size)
                if word_width <= width:
                    yield Piece(0, word_width, word, span)
                else:
                    yield from _broken(word, span, text.look, width, ruler)


def _broken(word: str, span: Span, look: Look, width: float, ruler: Ruler) -> Iterator[Piece]:
    """A word too long for a line, in parts that each fill one."""
    face, size = span.face or look.value.face, look.value.size
    part, part_width = "", 0.0
    for character in word:
        step = ruler.width(character, face, size)
        if part and part_width + step > width:
            yield Piece(0, part_width, part, span)
            part, part_width = "", 0.0
        part += character
        part_width += step
    yield Piece(0, part_width, part, span)


def _piece_marks(piece: Piece, look: Look, x: float, top: float) -> Iterator[Mark]:
    kind, span = look.value, piece.span
    target = link_target(span.url) if span.url else ""
    colour = Colour.LINK if target else span.colour or kind.colour
    baseline = top + (kind.leading + CAP_HEIGHT * kind.size) / 2
    yield Glyphs(x + piece.x, baseline, piece.words, span.face or kind.face, kind.size, colour)
    if span.struck:
        yield Bar(x + piece.x, baseline - STRIKE_HEIGHT * kind.size, piece.width, 0.7, colour)
    if target:
        yield Link(x + piece.x, top, piece.width, kind.leading, target)
