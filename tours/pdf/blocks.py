"""The blocks that a document is made of.

A block says what a thing is (a heading, a table, a list); the kit decides how it looks.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from tours.pdf.faces.faces import Face
from tours.pdf.styles import Colour, Look, Paper


class Span(NamedTuple):
    """Words of one kind within a text.

    `url` makes them a link to a web page, a mail address or a telephone number, or, as `#key`, to the heading with that
    key. A `quiet` link keeps the colour of its text. `language` is a BCP 47 tag for words that are known to be in
    another language. Words in another script are recognised without it. A `joined` span stands after the one before
    without a space.
    """

    words: str
    face: Face | None = None
    colour: Colour | None = None
    struck: bool = False
    url: str = ""
    quiet: bool = False
    language: str = ""
    joined: bool = False


class Text(NamedTuple):
    """A paragraph. One space is set between its spans, unless the next is joined."""

    spans: tuple[Span, ...]
    look: Look = Look.BODY


def text(words: str, look: Look = Look.BODY) -> Text:
    return Text((Span(words),), look)


def has_words(text: Text) -> bool:
    return any(span.words for span in text.spans)


Cell = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Banner:
    """The head of a cover: the document's title.

    `over` it stands what the document belongs to, and `under` it when and where. `language` is that of the title.
    """

    over: str
    title: str
    under: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 begins a section, and 2 a part of one. The title on the banner ranks above both, and so does level 0, which is
    the title of a document without a banner.

    Links lead to its `key`. A `listed` heading is in the list of contents; every heading is in the outline.
    """

    level: int
    words: str
    key: str = ""
    listed: bool = True
    language: str = ""
    """The language of its words, if it is not the document's."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of contents: the listed headings after this block, each with its page."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`leads` keeps it on one page with the beginning of what follows."""

    text: Text
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list. A `numbered` one counts from 1."""

    items: tuple[str | Text, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels, each with its text beside it."""

    entries: tuple[tuple[str, Cell], ...]


class Column(NamedTuple):
    """`share` is a part of the table's width; the shares of a table add up to 1.

    A column of `figures` is aligned right. `url` makes the label a link, as in a `Span`.
    """

    label: str
    share: float
    figures: bool = False
    url: str = ""
    colour: Colour | None = None
    """The colour of the rule under its head."""


class Row(NamedTuple):
    """A row of a table.

    A `joined` row belongs to the row above: both share the meaning of the first cell. `bar` colours the edge of the
    second cell. `spans` says how many columns each cell takes; without it, each takes one.
    """

    cells: tuple[Cell, ...]
    joined: bool = False
    bar: Colour | None = None
    spans: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The first cell of a row is its head. `continued` stands above the column heads from the second page on.

    On narrow paper the other cells of a row stand under one another, beside the first. A `grid` has rules between its
    columns and keeps its shape on narrow paper. One that `leads` has its last row on one page with the beginning of what
    comes after. One that `follows` goes on with the table above: where it opens a page, `continued` stands above it, too.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    continued: str = ""
    grid: bool = False
    leads: bool = False
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """An address as a QR code, with words beside it."""

    address: str
    beside: Cell


Block = Banner | Heading | Contents | Paragraph | Bullets | Facts | Table | Code


@dataclass(frozen=True, slots=True)
class Section:
    """A section begins on a new page. `foot` stands at the bottom of its last page."""

    blocks: tuple[Block, ...]
    foot: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """The value that the kit draws.

    `edition` tells it from other documents with this title, and `audience` says who it is for; both stand on every
    page. `dated` stands in the metadata, so that the bytes do not depend on when the document is drawn. `back` stands
    at the bottom of the very last page. `notes` is the number of pages with lines to write on, before `back`. Folded
    paper gets more of them until its sheets are full. The rest of the last page gets lines too, if it is large enough and
    the document is `lined`.
    `landscape` turns the paper, for wide tables.
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
    lined: bool = True
    back: tuple[Block, ...] = ()
    landscape: bool = False
