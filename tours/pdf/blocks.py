"""What a document is made of. Blocks say what a thing is (a heading, a table, a list); how it looks is the kit's."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from tours.pdf.faces import Face
from tours.pdf.styles import Colour, Look, Paper


class Span(NamedTuple):
    """Words of one kind within a text. `url` makes them a link where it is an address of the web, of mail or a telephone."""

    words: str
    face: Face | None = None
    colour: Colour | None = None
    struck: bool = False
    url: str = ""


class Text(NamedTuple):
    """A paragraph; its spans are set apart by a space."""

    spans: tuple[Span, ...]
    look: Look = Look.BODY


def text(words: str, look: Look = Look.BODY) -> Text:
    return Text((Span(words),), look)


Cell = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Banner:
    """The head of a cover: the document's title, what it belongs to above it, when and where below it."""

    over: str
    title: str
    under: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is a section, 2 a part of it; the title on the banner stands above both."""

    level: int
    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels, each with what is to be said under it."""

    entries: tuple[tuple[str, Cell], ...]


class Column(NamedTuple):
    """`share` of the table's width; the shares of a table add up to 1."""

    label: str
    share: float


class Row(NamedTuple):
    """`joined` to the row above, with which it shares its first cell's meaning; `bar` colours the edge of the second cell."""

    cells: tuple[Cell, ...]
    joined: bool = False
    bar: Colour | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The first cell of a row heads it. `continued` stands above the column heads on the second page and after."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    continued: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """An address to point a camera at, with the words beside it."""

    address: str
    beside: Cell


Block = Banner | Heading | Paragraph | Bullets | Facts | Table | Code


@dataclass(frozen=True, slots=True)
class Section:
    """Begins on a page of its own. `foot` stands at the bottom of its last page."""

    blocks: tuple[Block, ...]
    foot: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """`edition` says which it is of the documents with this title; it stands at the foot of every page, after the title.

    `dated` stands in the metadata, so that a document does not depend on when it was drawn.
    """

    title: str
    edition: str
    author: str
    language: str
    dated: datetime
    paper: Paper
    sections: tuple[Section, ...]
