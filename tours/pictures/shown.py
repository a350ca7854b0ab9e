"""A picture as a page shows it: browsers choose among its sizes, and one that reads no WebP takes the JPEG."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from tours.pictures.sizes import JPEG, WEBP, Shape, measures, named


class Told(Protocol):
    """A row or a value of a picture."""

    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def alternative(self) -> str: ...
    @property
    def caption(self) -> str: ...
    @property
    def credit(self) -> str: ...


class ShownPicture(NamedTuple):
    address: str
    sources: str
    """What `srcset` says: each WebP with its width."""
    sizes: str
    """What `sizes` says: how wide the page shows it."""
    width: int
    height: int
    alternative: str
    caption: str = ""
    credit: str = ""


def shown(picture: Told, shape: Shape, address_of: Callable[[str], str]) -> ShownPicture:
    """`address_of` gives the address of the picture in the size of that name."""
    width, height = measures(picture.width, picture.height, shape.shown)
    by_width = {measures(picture.width, picture.height, size)[0]: size for size in reversed(shape.sizes)}
    return ShownPicture(
        address=address_of(named(shape, shape.shown, JPEG)),
        sources=", ".join(f"{address_of(named(shape, by_width[each], WEBP))} {each}w" for each in sorted(by_width)),
        sizes=f"(min-width: {width}px) {width}px, 100vw" if shape.is_fluid else f"{width}px",
        width=width,
        height=height,
        alternative=picture.alternative,
        caption=picture.caption,
        credit=picture.credit,
    )
