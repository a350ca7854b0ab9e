"""The sizes in which pictures are shown: a fixed list, so that nobody has more than these drawn and kept.

A size is asked for by its name, such as `page-640.webp`: the shape, the width and the format.
"""

from collections.abc import Iterator
from typing import NamedTuple

WEBP, JPEG = "webp", "jpg"


class Size(NamedTuple):
    width: int
    height: int
    is_cut: bool = False
    """Whether the picture fills the size, and what goes beyond is cut off; otherwise it fits within, and is never enlarged."""


class Shape(NamedTuple):
    """What pictures are drawn for: the size on a page, and all sizes, of which larger ones are for finer screens.

    The first is also drawn as a JPEG, for what reads no WebP.
    """

    name: str
    shown: Size
    sizes: tuple[Size, ...] = ()
    is_fluid: bool = False
    """Whether it is narrower on a narrow screen."""


def _within(*widths: int) -> tuple[Size, ...]:
    return tuple(Size(width, width) for width in widths)


PAGE = Shape("page", Size(960, 960), _within(320, 640, 960, 1280, 1920), is_fluid=True)
"""Across the page of an event or of a post."""
GALLERY = Shape("gallery", Size(480, 480), _within(320, 480, 960), is_fluid=True)
LIST = Shape("list", Size(320, 168, is_cut=True), (Size(320, 168, is_cut=True),))
"""The picture beside an entry of a list. It is shown at half its width, so that finer screens have enough of it."""
FACE = Shape("face", Size(160, 160, is_cut=True), (Size(160, 160, is_cut=True), Size(320, 320, is_cut=True)))
LOGO = Shape("logo", Size(160, 80), (Size(160, 80), Size(320, 160)))
CARD = Shape("card", Size(1200, 630, is_cut=True))
"""For other sites, beside a link to the page. Not all of them read WebP."""
SHAPES = {shape.name: shape for shape in (PAGE, GALLERY, LIST, FACE, LOGO, CARD)}


class Drawing(NamedTuple):
    """What the name of a size asks for."""

    size: Size
    kind: str


def named(shape: Shape, size: Size, kind: str) -> str:
    return f"{shape.name}-{size.width}.{kind}"


def _drawings() -> Iterator[tuple[str, Drawing]]:
    for shape in SHAPES.values():
        for size in shape.sizes:
            yield named(shape, size, WEBP), Drawing(size, WEBP)
        yield named(shape, shape.shown, JPEG), Drawing(shape.shown, JPEG)


DRAWINGS = dict(_drawings())
"""All drawings that may be asked for, by their names."""


def measures(width: int, height: int, size: Size) -> tuple[int, int]:
    """How wide and high a picture of these measures becomes."""
    if size.is_cut:
        return size.width, size.height
    scale = min(1, size.width / width, size.height / height)
    return max(1, round(width * scale)), max(1, round(height * scale))
