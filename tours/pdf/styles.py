"""What documents look like: paper, colours and type. Lengths are points."""

from enum import Enum, StrEnum
from typing import NamedTuple

from tours.pdf.faces import Face


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        return (595.28, 841.89) if self is Paper.A4 else (612.0, 792.0)


class Colour(Enum):
    """Those of the screen, which have at least 5.9 to 1 of contrast on white where they colour text."""

    INK = "15212b"
    SOFT = "46555f"
    LINK = "0a5599"
    NAVY = "0d2c4b"
    OCHRE = "d9962b"
    RULE = "ccd4da"
    WHITE = "ffffff"
    BLACK = "000000"
    NOTICE = "664700"
    ALERT = "8c1d18"
    BROWN = "8a5200"
    GREEN = "24673a"
    PURPLE = "74306e"
    RUST = "97351f"

    @property
    def rgb(self) -> tuple[float, float, float]:
        red, green, blue = bytes.fromhex(self.value)
        return red / 255, green / 255, blue / 255


TRACKS = (Colour.LINK, Colour.BROWN, Colour.GREEN, Colour.PURPLE, Colour.RUST)


class Type(NamedTuple):
    size: float
    leading: float
    face: Face = Face.REGULAR
    colour: Colour = Colour.INK


class Look(Enum):
    """The steps of type, named by what they are for."""

    TITLE = Type(27, 33, Face.BOLD, Colour.WHITE)
    LONG_TITLE = Type(20, 25, Face.BOLD, Colour.WHITE)
    OVER_TITLE = Type(10.5, 15, colour=Colour.WHITE)
    UNDER_TITLE = Type(14, 20, colour=Colour.WHITE)
    SECTION = Type(18, 23, Face.BOLD, Colour.NAVY)
    SUBSECTION = Type(12, 16, Face.BOLD, Colour.NAVY)
    LEAD = Type(12, 17)
    BODY = Type(10, 14.5)
    NOTICE = Type(11, 15, Face.BOLD, Colour.ALERT)
    NAME = Type(9.5, 13, Face.BOLD)
    CELL = Type(9.5, 13)
    DETAIL = Type(8.5, 11.5, colour=Colour.SOFT)
    LABEL = Type(8.5, 12, Face.BOLD, Colour.SOFT)
    FOOTER = Type(8, 10, colour=Colour.SOFT)


SIDE_MARGIN = 54.0
TOP_MARGIN = 54.0
BOTTOM_MARGIN = 62.0
FOOTER_HEIGHT = 34.0
