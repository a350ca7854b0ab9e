"""Parallel tracks. Each has a column; items without a track that begin with them go across all columns."""

from collections.abc import Iterator, Sequence
from datetime import time

from django.utils.translation import gettext as _

from tours.agenda.blocks.at_once import AtOnce
from tours.agenda.view import Day, ItemView, Slot
from tours.booklet.agenda.items import Context, what, when, where, who
from tours.booklet.agenda.tracks import Colours
from tours.pdf.blocks import Cell, Column, Row, Table, Text, text
from tours.pdf.styles import Look
from tours.wording import clock

FEWEST, MOST = 2, 3
"""The fewest and most tracks that fit side by side with room for their texts."""
TIME_SHARE = 0.145


def suits_columns(day: Day) -> bool:
    """Whether the day's tracks are few, and most start times with tracks have several."""
    slots = list(day.slots())
    tracks = _tracks(slots)
    counts = [len(_tracks([slot])) for slot in slots]
    return FEWEST <= len(tracks) <= MOST and sum(count > 1 for count in counts) > counts.count(1)


def is_parallel(slot: Slot) -> bool:
    """Whether items of several tracks start together, so that they stand under the heads of these."""
    return len(_tracks([slot])) > 1


def _tracks(slots: Sequence[Slot]) -> list[str]:
    return sorted({item.line.track for _start, items in slots for item in items} - {""})


def side_by_side_table(
    slots: Sequence[Slot], context: Context, colours: Colours, beside: AtOnce, *, continued: str
) -> Table:
    tracks = _tracks(slots)
    share = (1 - TIME_SHARE) / len(tracks)
    columns = (Column(_("Time"), TIME_SHARE), *(Column(track, share, colour=colours[track]) for track in tracks))
    rows = (row for slot in slots for row in _slot(slot, tracks, context, beside))
    return Table(columns, tuple(rows), continued=continued)


def _slot(slot: Slot, tracks: Sequence[str], context: Context, beside: AtOnce) -> Iterator[Row]:
    """Rows of the items that start together: first the items without a track, then one row for the tracks."""
    start, items = slot
    begun = False
    for item in items:
        if not item.line.track:
            words = beside[start].words if start in beside and not begun else ""
            yield Row(
                ((*when(item.line, context.event), text(words, Look.DETAIL)), _stacked(item, context)),
                begun,
                spans=(1, len(tracks)),
            )
            begun = start is not None
    overlap = beside[start].overlap if start in beside and not begun else ""
    parallel = [item for item in items if item.line.track]
    yield _row(start, parallel, tracks, context, overlap)._replace(joined=begun)


def _row(start: time | None, parallel: list[ItemView], tracks: Sequence[str], context: Context, overlap: str) -> Row:
    """One row with a cell for each track's items. If not all have the same times, each item shows its own."""
    times = {when(item.line, context.event) for item in parallel}
    timed = start is not None and len(times) > 1
    head = (text(clock(start), Look.NAME),) if start is not None and timed else times.pop()
    cells: dict[str, list[Text]] = {track: [] for track in tracks}
    for item in parallel:
        cells[item.line.track] += _stacked(item, context, timed=timed)
    return Row(((*head, text(overlap, Look.DETAIL)), *map(tuple, cells.values())))


def _stacked(item: ItemView, context: Context, *, timed: bool = False) -> Cell:
    line = item.line
    times = when(line, context.event, Look.LABEL) if timed else ()
    return (*times, *what(item, context, with_track=False), *who(line), where(line))
