"""A day as a list. Each item has a row that shows time, what, who and where."""

from collections.abc import Iterator
from datetime import time

from django.utils.translation import gettext as _

from tours.agenda.values import Line
from tours.agenda.view import Day, ItemView
from tours.booklet.items import Context, what, when, where, who
from tours.booklet.tracks import Colours
from tours.pdf.blocks import Column, Row, Table
from tours.pdf.styles import Colour
from tours.vocabulary import ItemKind

TRANSFERS = Colour.INK
"""The colour of transfers. No track has this colour, so that staff find the transfers."""


def list_table(day: Day, context: Context, colours: Colours, *, continued: str) -> Table:
    columns = (
        Column(_("Time"), 0.145),
        Column(_("What"), 0.39),
        Column(_("Who"), 0.215),
        Column(_("Where"), 0.25),
    )
    rows = (row for start, items in day.slots() for row in _slot(start, items, context, colours))
    return Table(columns, tuple(rows), continued=continued)


def _slot(start: time | None, items: tuple[ItemView, ...], context: Context, colours: Colours) -> Iterator[Row]:
    """Rows of the items that start together, joined. Items without a clock time are not joined."""
    for number, item in enumerate(items):
        line = item.line
        cells = (when(line, context.event), tuple(what(item, context)), who(line), (where(line),))
        yield Row(cells, joined=start is not None and number > 0, bar=_bar(line, context, colours))


def _bar(line: Line, context: Context, colours: Colours) -> Colour | None:
    if context.for_staff and line.kind is ItemKind.TRANSFER:
        return TRANSFERS
    return colours.get(line.track)
