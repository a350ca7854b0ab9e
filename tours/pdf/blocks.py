"""What a document is made of. Blocks say what a thing is (a heading, a table, a list); how it looks is the kit's."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from tours.pdf.faces.faces import Face
from tours.pdf.styles import Colour, Look, Paper


class Span(NamedTuple):
    """Words of one kind within a text.

    `url` makes them a link: to an address of the web, of mail or a telephone, or, as `#key`, to the heading or the row of
    that key. `quiet` links keep the colour of their text. `language` is a BCP 47 tag for words that are known to be in
    another language; what is in another script is found without it.
    """

    words: str
    face: Face | None = None
    colour: Colour | None = None
    struck: bool = False
    url: str = ""
    quiet: bool = False
    language: str = ""


class Text(NamedTuple):
    """A paragraph; its spans are set apart by a space."""

    spans: tuple[Span, ...]
    look: Look = Look.BODY


def text(words: str, look: Look = Look.BODY) -> Text:
    return Text((Span(words),), look)


def has_words(text: Text) -> bool:
    return any(span.words for span in text.spans)


Cell = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Banner:
    """The head of a cover: the document's title, what it belongs to above it, when and where below it."""

    over: str
    title: str
    under: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is a section, 2 a part of one; the title on the banner stands above both.

    `key` is what links lead to; `listed` has it named in the list of contents, and not in the outline alone.
    """

    level: int
    words: str
    key: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Contents:
    """The listed headings that come after it, each with its page."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels, each with what is to be said beside it."""

    entries: tuple[tuple[str, Cell], ...]


class Column(NamedTuple):
    """`share` of the table's width; the shares of a table add up to 1. `figures` stand right; `url` is as in a span."""

    label: str
    share: float
    figures: bool = False
    url: str = ""
    colour: Colour | None = None
    """Of the rule under its head."""


class Row(NamedTuple):
    """`joined` to the row above, with which it shares its first cell's meaning; `bar` colours the edge of the second cell.

    `spans` says over how many columns each cell goes; without it, each goes over one.
    """

    cells: tuple[Cell, ...]
    joined: bool = False
    bar: Colour | None = None
    spans: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The first cell of a row heads it. `continued` stands above the column heads on the second page and after.

    On narrow paper the cells of a row stand under one another beside its first. A `grid` has rules between its columns and
    stays as it is.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    continued: str = ""
    grid: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """An address to point a camera at, with the words beside it."""

    address: str
    beside: Cell


Block = Banner | Heading | Contents | Paragraph | Bullets | Facts | Table | Code


@dataclass(frozen=True, slots=True)
class Section:
    """Begins on a page of its own. `foot` stands at the bottom of its last page."""

    blocks: tuple[Block, ...]
    foot: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """`edition` says which it is of the documents with this title, and `audience` whose; both stand on every page.

    `dated` stands in the metadata, so that a document does not depend on when it was drawn. `back` stands at the bottom of
    the very last page. `notes` are pages ruled to write on before it; paper that is folded gets as many more as fill its
    sheets, and what is left of the last page is ruled too, if it is much.
    """

    title: str
    edition: str
    author: str
    language: str
    dated: datetime
    paper: Paper
    sections: tuple[Section, ...]
    audience: str = ""
    notes: int = 0
    back: tuple[Block, ...] = ()
