"""Items as a list. Each has a row that shows time, what, who and where."""

from collections.abc import Iterator, Sequence
from datetime import time

from django.utils.translation import gettext as _

from tours.agenda.blocks.at_once import AtOnce
from tours.agenda.values import Line
from tours.agenda.view import ItemView, Slot
from tours.booklet.agenda.items import Context, what, when, where, who
from tours.booklet.agenda.tracks import Colours
from tours.booklet.columns import without_empty_columns
from tours.pdf.blocks import Column, Row, Table, text
from tours.pdf.styles import Colour, Look
from tours.vocabulary import ItemKind

TRANSFERS = Colour.INK
"""The colour of transfers. No track has this colour, so that staff find the transfers."""


def list_table(slots: Sequence[Slot], context: Context, colours: Colours, beside: AtOnce, *, continued: str) -> Table:
    columns = (
        Column(_("Time"), 0.145),
        Column(_("What"), 0.39),
        Column(_("Who"), 0.215),
        Column(_("Where"), 0.25),
    )
    rows = (row for start, items in slots for row in _slot(start, items, context, colours, beside))
    return without_empty_columns(Table(columns, tuple(rows), continued=continued))


def _slot(
    start: time | None, items: tuple[ItemView, ...], context: Context, colours: Colours, beside: AtOnce
) -> Iterator[Row]:
    """Rows of the items that start together, joined; the first says so. Items without a clock time are not joined."""
    for number, item in enumerate(items):
        line = item.line
        words = beside[start].words if start in beside and not number else ""
        cells = (
            (*when(line, context.event), text(words, Look.DETAIL)),
            tuple(what(item, context)),
            who(line),
            (where(line),),
        )
        yield Row(cells, joined=start is not None and number > 0, bar=_bar(line, context, colours))


def _bar(line: Line, context: Context, colours: Colours) -> Colour | None:
    if context.for_staff and line.kind is ItemKind.TRANSFER:
        return TRANSFERS
    return colours.get(line.track)
