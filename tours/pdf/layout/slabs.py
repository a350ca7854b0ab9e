"""Slabs: the pieces that a page is laid out from.

A slab is as high as a line or a row; slabs stand one under another and are never cut.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

from tours.pdf.file.tagging import Element
from tours.pdf.styles import Colour, Type


class Glyphs(NamedTuple):
    """Words on a baseline. `x` counts from the left of the frame, and `y` down from the top of the slab.

    Words without an element belong to the page alone, such as its number.
    """

    x: float
    y: float
    words: str
    type: Type
    element: Element | None = None
    language: str = ""


class PageNumber(NamedTuple):
    """The number of the page that `key` is on, as words that end at `x`."""

    x: float
    y: float
    key: str
    type: Type
    element: Element


class Bar(NamedTuple):
    """A filled rectangle, by its upper left corner: a rule or a background; with an element, part of a QR code."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour
    element: Element | None = None


class Link(NamedTuple):
    """A rectangle that links to an address, or to a `#key` of the document. `words` say where it leads."""

    x: float
    y: float
    width: float
    height: float
    target: str
    words: str
    element: Element


class Anchor(NamedTuple):
    """The place that links to `key` lead to. `words` stand in the outline at that `level`; level 0 is not in it."""

    x: float
    y: float
    key: str
    words: str
    level: int


Mark = Glyphs | PageNumber | Bar | Link | Anchor


class Frame(NamedTuple):
    """The size of the part of a page inside its margins."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Slab:
    """A piece of a page that is never cut.

    `before` is the space above it, except at the top of a page. `keep` keeps it on one page with the next slab. Where
    the slab is the first of a page, `head`, such as the head of its table, is drawn above it.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    before: float = 0
    keep: bool = False
    head: "Slab | None" = None


def kept_together(slabs: list[Slab]) -> list[Slab]:
    """The slabs, each kept on one page with the next."""
    return [replace(slab, keep=True) for slab in slabs[:-1]] + slabs[-1:]


def moved(marks: tuple[Mark, ...], x: float, y: float) -> tuple[Mark, ...]:
    return tuple(mark._replace(x=mark.x + x, y=mark.y + y) for mark in marks)
