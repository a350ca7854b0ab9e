"""A day with parallel tracks. Each track has a column; items without a track go across all columns."""

from collections.abc import Iterator, Sequence
from datetime import time

from django.utils.translation import gettext as _

from tours.agenda.view import Day, ItemView
from tours.booklet.items import Context, what, when, where, who
from tours.booklet.tracks import Colours
from tours.pdf.blocks import Cell, Column, Row, Table, Text, text
from tours.pdf.styles import Look
from tours.wording import clock

FEWEST, MOST = 2, 3
"""The fewest and most tracks that fit side by side with room for their texts."""
TIME_SHARE = 0.145


def tracks_beside(day: Day) -> tuple[str, ...]:
    """The day's tracks if columns suit it: they are few, and most start times with tracks have several. Else empty."""
    tracks = sorted({item.line.track for item in day.items} - {""})
    if not FEWEST <= len(tracks) <= MOST:
        return ()
    counts = [len({item.line.track for item in items} - {""}) for _start, items in day.slots()]
    parallel, single = sum(count > 1 for count in counts), counts.count(1)
    return tuple(tracks) if parallel > single else ()


def side_by_side_table(day: Day, context: Context, tracks: Sequence[str], colours: Colours, *, continued: str) -> Table:
    share = (1 - TIME_SHARE) / len(tracks)
    columns = (Column(_("Time"), TIME_SHARE), *(Column(track, share, colour=colours[track]) for track in tracks))
    rows = (row for start, items in day.slots() for row in _slot(start, items, tracks, context))
    return Table(columns, tuple(rows), continued=continued)


def _slot(start: time | None, items: tuple[ItemView, ...], tracks: Sequence[str], context: Context) -> Iterator[Row]:
    """Rows of the items that start together: first the items without a track, then one row for the tracks."""
    begun = False
    for item in items:
        if not item.line.track:
            cells = (when(item.line, context.event), _stacked(item, context))
            yield Row(cells, joined=begun, spans=(1, len(tracks)))
            begun = start is not None
    parallel = [item for item in items if item.line.track]
    if parallel:
        yield _row(start, parallel, tracks, context)._replace(joined=begun)


def _row(start: time | None, parallel: list[ItemView], tracks: Sequence[str], context: Context) -> Row:
    """One row with a cell for each track's items. If not all have the same times, each item shows its own."""
    times = {when(item.line, context.event) for item in parallel}
    timed = start is not None and len(times) > 1
    head = (text(clock(start), Look.NAME),) if start is not None and timed else times.pop()
    cells: dict[str, list[Text]] = {track: [] for track in tracks}
    for item in parallel:
        cells[item.line.track] += _stacked(item, context, timed=timed)
    return Row((head, *map(tuple, cells.values())))


def _stacked(item: ItemView, context: Context, *, timed: bool = False) -> Cell:
    line = item.line
    times = when(line, context.event, Look.LABEL) if timed else ()
    return (*times, *what(item, context, with_track=False), *who(line), where(line))
