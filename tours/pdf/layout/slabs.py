"""What a page is laid out from: slabs, as high as a line or a row, which stand one under another and are never cut."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from tours.pdf.file.tagging import Element
from tours.pdf.styles import Colour, Type


class Glyphs(NamedTuple):
    """Words on a baseline; `x` from the left of the frame, `y` down from the top of the slab.

    Without an element they belong to the page alone, such as its number.
    """

    x: float
    y: float
    words: str
    type: Type
    element: Element | None = None
    language: str = ""


class PageNumber(NamedTuple):
    """The number of the page that `key` is on, ending at `x`."""

    x: float
    y: float
    key: str
    type: Type
    element: Element


class Bar(NamedTuple):
    """A filled rectangle by its upper left corner: a rule, a ground; with an element, a module of a code."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour
    element: Element | None = None


class Link(NamedTuple):
    """The rectangle that leads to an address, or to a `#key` of the document; `words` say where to."""

    x: float
    y: float
    width: float
    height: float
    target: str
    words: str
    element: Element


class Anchor(NamedTuple):
    """Where links to `key` lead; `words` stand in the outline, on their `level`."""

    x: float
    y: float
    key: str
    words: str
    level: int


Mark = Glyphs | PageNumber | Bar | Link | Anchor


class Frame(NamedTuple):
    """The part of a page that is set in."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Slab:
    """`before` is the space above it, except at the top of a page; `keep` holds it on one page with the next slab.

    `head` is drawn above it where it opens a page: the head of its table.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    before: float = 0
    keep: bool = False
    head: "Slab | None" = None


def kept_together(slabs: list[Slab]) -> list[Slab]:
    """All but the last hold on to the next one."""
    return [replace(slab, keep=True) for slab in slabs[:-1]] + slabs[-1:]


def moved(marks: tuple[Mark, ...], x: float, y: float) -> tuple[Mark, ...]:
    return tuple(mark._replace(x=mark.x + x, y=mark.y + y) for mark in marks)
