"""Reads what a booklet says from its blocks, before they are drawn."""

from collections.abc import Iterator

from tours.agenda.view import AgendaView
from tours.booklet.agenda.items import Context
from tours.booklet.agenda.overview import overview
from tours.booklet.contents import contents
from tours.pdf.blocks import Block, Cell, Document, Heading, Paragraph, Row, Table
from tours.pdf.styles import Paper

BASE_URL = "https://sojourn.example.org"
MONDAY = "Monday 4 September 2017"


def document(view: AgendaView, paper: Paper = Paper.A4) -> Document:
    return contents(view, home=f"{BASE_URL}/events/smart-city-week-2017/", paper=paper)


def before(view: AgendaView, paper: Paper = Paper.A4) -> tuple[Block, ...]:
    """What stands between the cover and the programme."""
    return tuple(overview(Context(view, f"{BASE_URL}/events/smart-city-week-2017/", paper)))


def body(view: AgendaView, paper: Paper = Paper.A4) -> tuple[Block, ...]:
    """What comes after the cover and the overview."""
    return document(view, paper).sections[-1].blocks[len(before(view, paper)) :]


def said(cell: Cell) -> list[str]:
    """The texts of a cell that have words."""
    texts = [" ".join(span.words for span in text.spans) for text in cell]
    return [words for words in texts if words]


def headings(blocks: tuple[Block, ...]) -> list[tuple[int, str]]:
    return [(block.level, block.words) for block in blocks if isinstance(block, Heading)]


def paragraphs(blocks: tuple[Block, ...]) -> list[str]:
    return [said((block.text,))[0] for block in blocks if isinstance(block, Paragraph)]


def tables_of_days(view: AgendaView, paper: Paper = Paper.A4) -> Iterator[tuple[str, Table]]:
    """The tables of the programme, each with the key of its day."""
    key = ""
    for block in body(view, paper):
        if isinstance(block, Heading):
            key = block.key
        if isinstance(block, Table) and key:
            yield key, block


def table(view: AgendaView, heading: str, paper: Paper = Paper.A4) -> Table:
    """The table that follows a heading."""
    blocks = body(view, paper)
    [place] = [number for number, block in enumerate(blocks) if isinstance(block, Heading) and block.words == heading]
    following = blocks[place + 1]
    assert isinstance(following, Table)
    return following


def monday_tables(view: AgendaView) -> list[Table]:
    return [table for _day, table in tables_of_days(view)]


def said_in(table: Table) -> list[list[list[str]]]:
    return [[said(cell) for cell in row.cells] for row in table.rows]


def rows(view: AgendaView, heading: str) -> list[list[list[str]]]:
    return said_in(table(view, heading))


def monday(view: AgendaView) -> list[list[list[str]]]:
    return rows(view, MONDAY)


def monday_rows(view: AgendaView) -> tuple[Row, ...]:
    return table(view, MONDAY).rows
