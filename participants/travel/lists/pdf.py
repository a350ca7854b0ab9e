"""A list of the journey as a PDF: A4, landscape, tagged. A value goes in and bytes come out."""

from collections.abc import Iterator
from datetime import UTC

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from backstage.tables.cells import Value
from participants.travel.lists.values import Part, PeopleList, Table
from participants.travel.lists.words import in_words
from tours.pdf import blocks
from tours.pdf.blocks import Banner, Block, Document, Heading, Paragraph, Row, Section, text
from tours.pdf.drawing.document import drawn
from tours.pdf.styles import Look, Paper


def pdf(value: PeopleList) -> bytes:
    """The list as a PDF, in the active language. The same list gives the same bytes."""
    return drawn(
        Document(
            title=f"{value.name}: {value.title}",
            edition=value.moment,
            audience=value.dates,
            author=value.programme,
            language=get_language() or value.language,
            dated=value.at.astimezone(UTC),
            paper=Paper.A4,
            landscape=True,
            sections=(Section((_banner(value), *_blocks(value))),),
        )
    )


def _banner(value: PeopleList) -> Banner:
    return Banner(over=f"{value.programme} · {value.name}", title=value.title, under=(value.dates, value.moment))


def _blocks(value: PeopleList) -> Iterator[Block]:
    for table in value.tables:
        if len(value.tables) > 1:
            yield Heading(1, table.name)
        if not table.parts:
            yield Paragraph(text(table.nothing, Look.DETAIL))
        for part in table.parts:
            yield Heading(2 if len(value.tables) > 1 else 1, part.heading)
            if part.note:
                yield Paragraph(text(part.note, Look.CELL), leads=bool(part.rows))
            if part.rows:
                yield _table(table, part)


def _table(table: Table, part: Part) -> blocks.Table:
    columns = tuple(blocks.Column(each.label, each.share, figures=each.is_figure) for each in table.columns)
    continued = _("%(heading)s, continued") % {"heading": part.heading}
    return blocks.Table(columns, tuple(map(_row, part.rows)), continued=continued)


def _row(values: tuple[Value, ...]) -> Row:
    head, *rest = map(in_words, values)
    return Row(((text(head, Look.NAME),), *((text(words, Look.CELL),) for words in rest)))
