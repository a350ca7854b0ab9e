"""What a page is laid out from: slabs, as high as a line or a row, which stand one under another and are never cut."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from tours.pdf.faces import Face
from tours.pdf.styles import Colour


class Glyphs(NamedTuple):
    """Words on a baseline; `x` from the left of the frame, `y` down from the top of the slab."""

    x: float
    y: float
    words: str
    face: Face
    size: float
    colour: Colour


class Bar(NamedTuple):
    """A filled rectangle by its upper left corner: a rule, a ground, a module of a code."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour


class Link(NamedTuple):
    """The rectangle that leads to an address."""

    x: float
    y: float
    width: float
    height: float
    target: str


Mark = Glyphs | Bar | Link


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
