"""The pages before the days: the table of contents, and the days at a glance."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tours.agenda.blocks.glance import Cell, Grid, glance, more_items, shortened
from tours.agenda.view import ItemView
from tours.booklet.agenda.days import day_key
from tours.booklet.agenda.items import Context, remarks
from tours.booklet.wording import own_language
from tours.pdf.blocks import Block, Column, Contents, Heading, Row, Span, Table, Text, text
from tours.pdf.faces.faces import Face
from tours.pdf.styles import Look, Paper
from tours.wording import clock, short_weekday_and_day

LONG_DAY = 12
"""A single day with more items than this gets a table of contents too."""
HEAD_SHARE = 0.12


def overview(context: Context) -> Iterator[Block]:
    """The contents and the days at a glance. Empty for an agenda that is short enough without them."""
    days = context.view.days()
    if len(days) > 1 or (days and len(days[0].items) > LONG_DAY):
        yield Heading(1, _("Contents"))
        yield Contents()
    if context.paper is not Paper.POCKET:
        yield from _at_a_glance(context)


def _at_a_glance(context: Context) -> Iterator[Block]:
    found = glance(context.view)
    if found:
        yield Heading(1, found.heading)
        continued = _("%(heading)s, continued") % {"heading": found.heading}
        yield from (_table(grid, own_language(context.event), continued) for grid in found.grids)


def _table(grid: Grid, language: str, continued: str) -> Table:
    share = (1 - HEAD_SHARE) / len(grid.days)
    heads = (Column(short_weekday_and_day(day.date), share, url=f"#{day_key(day.date)}") for day in grid.days)
    rows = (
        Row(((Text((Span(part.label, Face.BOLD),), Look.SMALL),), *(_cell(cell, language) for cell in part.cells)))
        for part in grid.parts
    )
    return Table((Column(_("When"), HEAD_SHARE), *heads), tuple(rows), continued=continued, grid=True)


def _cell(cell: Cell, language: str) -> tuple[Text, ...]:
    more = (text(more_items(cell.more), Look.SMALL),) if cell.more else ()
    return (*(_brief(item, language) for item in cell.items), *more)


def _brief(item: ItemView, language: str) -> Text:
    line = item.line
    start = (Span(clock(line.start), Face.BOLD),) if line.start is not None else ()
    return Text((*start, Span(shortened(line.title), language=language), *remarks(line)), Look.SMALL)
