"""What documents look like: paper, colours and type. Lengths are in points."""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NamedTuple

from tours.pdf.faces.faces import Face


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"
    POCKET = "pocket"
    """A6, for a jacket pocket. A sheet of A5 is folded once and has four of its pages."""


class Colour(Enum):
    """The colours of the screen. Those that colour text have a contrast of at least 5.9 to 1 on white."""

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


class Look(Enum):
    """The looks of text, named by what they are for."""

    TITLE = "title"
    LONG_TITLE = "long title"
    OVER_TITLE = "over title"
    UNDER_TITLE = "under title"
    SECTION = "section"
    SUBSECTION = "subsection"
    LEAD = "lead"
    BODY = "body"
    NOTICE = "notice"
    NAME = "name"
    CELL = "cell"
    DETAIL = "detail"
    SMALL = "small"
    LABEL = "label"
    FOOTER = "footer"
    SIGN = "sign"
    """A name that is held up, to be read from afar."""


class Type(NamedTuple):
    size: float
    leading: float
    face: Face = Face.REGULAR
    colour: Colour = Colour.INK


TYPES = {
    Look.TITLE: Type(27, 33, Face.BOLD, Colour.WHITE),
    Look.LONG_TITLE: Type(20, 25, Face.BOLD, Colour.WHITE),
    Look.OVER_TITLE: Type(10.5, 15, colour=Colour.WHITE),
    Look.UNDER_TITLE: Type(14, 20, colour=Colour.WHITE),
    Look.SECTION: Type(18, 23, Face.BOLD, Colour.NAVY),
    Look.SUBSECTION: Type(12, 16, Face.BOLD, Colour.NAVY),
    Look.LEAD: Type(12, 17),
    Look.BODY: Type(10, 14.5),
    Look.NOTICE: Type(11, 15, Face.BOLD, Colour.ALERT),
    Look.NAME: Type(9.5, 13, Face.BOLD),
    Look.CELL: Type(9.5, 13),
    Look.DETAIL: Type(8.5, 11.5, colour=Colour.SOFT),
    Look.SMALL: Type(8, 10.5),
    Look.LABEL: Type(8.5, 12, Face.BOLD, Colour.SOFT),
    Look.FOOTER: Type(8, 10, colour=Colour.SOFT),
    Look.SIGN: Type(44, 54, Face.BOLD),
}
POCKET_TYPES = TYPES | {
    Look.TITLE: Type(18, 22, Face.BOLD, Colour.WHITE),
    Look.LONG_TITLE: Type(14, 17.5, Face.BOLD, Colour.WHITE),
    Look.OVER_TITLE: Type(8, 11.5, colour=Colour.WHITE),
    Look.UNDER_TITLE: Type(10, 14, colour=Colour.WHITE),
    Look.SECTION: Type(13, 17, Face.BOLD, Colour.NAVY),
    Look.SUBSECTION: Type(10, 13.5, Face.BOLD, Colour.NAVY),
    Look.LEAD: Type(9, 13),
    Look.BODY: Type(8.25, 11.75),
    Look.NOTICE: Type(9, 12.5, Face.BOLD, Colour.ALERT),
    Look.NAME: Type(8.25, 11, Face.BOLD),
    Look.CELL: Type(8.25, 11),
    Look.DETAIL: Type(7.25, 9.75, colour=Colour.SOFT),
    Look.SMALL: Type(7, 9.25),
    Look.LABEL: Type(7.25, 10, Face.BOLD, Colour.SOFT),
    Look.FOOTER: Type(6.5, 8.5, colour=Colour.SOFT),
    Look.SIGN: Type(22, 27, Face.BOLD),
}


@dataclass(frozen=True, slots=True)
class Style:
    """The measures of one paper. White space between things is multiplied by `space`."""

    size: tuple[float, float]
    """The width and the height."""
    types: dict[Look, Type]
    side: float
    top: float
    bottom: float
    footer: float
    """How far below the frame the footer's baseline is. The header stands as far above the frame."""
    space: float = 1.0
    narrow: bool = False
    leaves: int = 1
    """The number of pages of a document is a multiple of this: the pages of a folded sheet."""


STYLES = {
    Paper.A4: Style((595.28, 841.89), TYPES, side=54, top=64, bottom=62, footer=34),
    Paper.LETTER: Style((612.0, 792.0), TYPES, side=54, top=64, bottom=62, footer=34),
    Paper.POCKET: Style(
        (297.64, 419.53),
        POCKET_TYPES,
        side=24,
        top=34,
        bottom=36,
        footer=21,
        space=0.65,
        narrow=True,
        leaves=4,
    ),
}
