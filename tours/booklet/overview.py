"""The pages before the days: the table of contents, and the days at a glance."""

from collections.abc import Iterator
from datetime import time
from itertools import pairwise

from django.utils.translation import gettext as _

from tours.agenda.view import Day, ItemView
from tours.booklet.days import day_key
from tours.booklet.items import QUIET, Context, remarks
from tours.pdf.blocks import Block, Cell, Column, Contents, Heading, Row, Span, Table, Text, text
from tours.pdf.faces.faces import Face
from tours.pdf.styles import Look, Paper
from tours.wording import clock, short_weekday_and_day

LONG_DAY = 12
"""A single day with more items than this gets a table of contents too."""
DAYS_ABREAST = 5
ITEMS_IN_A_CELL = 5
LETTERS_OF_A_TITLE = 90
HEAD_SHARE = 0.12
NOON, EVENING = time(12), time(18)
WEEK = range(5, 8)
"""This many days are called a week, if the first and the last lie within one week."""


def overview(context: Context) -> Iterator[Block]:
    """The contents and the days at a glance. Empty for an agenda that is short enough without them."""
    days = context.view.days()
    if len(days) > 1 or (days and len(days[0].items) > LONG_DAY):
        yield Heading(1, _("Contents"))
        yield Contents()
    if len(days) > 1 and context.paper is not Paper.POCKET:
        yield from _at_a_glance(days)


def _at_a_glance(days: tuple[Day, ...]) -> Iterator[Block]:
    heading = _("The week at a glance") if _is_week(days) else _("The days at a glance")
    continued = _("%(heading)s, continued") % {"heading": heading}
    grids = [grid for grid in (_grid(some, continued) for some in _evenly(days)) if grid.rows]
    if grids:
        yield Heading(1, heading)
        yield from grids


def _is_week(days: tuple[Day, ...]) -> bool:
    return len(days) in WEEK and (days[-1].date - days[0].date).days < WEEK.stop - 1


def _evenly(days: tuple[Day, ...]) -> Iterator[tuple[Day, ...]]:
    """Splits the days into as few grids as possible, with about the same number of days in each."""
    count = -(-len(days) // DAYS_ABREAST)
    bounds = (number * len(days) // count for number in range(count + 1))
    return (days[first:last] for first, last in pairwise(bounds))


def _grid(days: tuple[Day, ...], continued: str) -> Table:
    share = (1 - HEAD_SHARE) / len(days)
    heads = (Column(short_weekday_and_day(day.date), share, url=f"#{day_key(day.date)}") for day in days)
    parted = [_parts_of(day) for day in days]
    labels = (_("All day"), _("Morning"), _("Afternoon"), _("Evening"))
    rows = (
        Row(((Text((Span(label, Face.BOLD),), Look.SMALL),), *map(_cell, found)))
        for label, *found in zip(labels, *parted, strict=True)
        if any(found)
    )
    return Table((Column(_("When"), HEAD_SHARE), *heads), tuple(rows), continued=continued, grid=True)


def _parts_of(day: Day) -> tuple[list[ItemView], ...]:
    """The main items by the part of the day when they start: no clock time, morning, afternoon, evening."""
    parts: tuple[list[ItemView], ...] = ([], [], [], [])
    for item in day.items:
        if item.line.kind not in QUIET:
            parts[_part_of_day(item.line.start)].append(item)
    return parts


def _part_of_day(start: time | None) -> int:
    return 0 if start is None else 1 + (start >= NOON) + (start >= EVENING)


def _cell(items: list[ItemView]) -> Cell:
    """The items of a cell. If there are too many, it prefers items without a track, because they are for all."""
    if len(items) <= ITEMS_IN_A_CELL:
        return tuple(map(_brief, items))
    chosen = {item.uid for item in sorted(items, key=lambda item: item.line.track != "")[:ITEMS_IN_A_CELL]}
    more = _("and %(count)d more") % {"count": len(items) - ITEMS_IN_A_CELL}
    return (*(_brief(item) for item in items if item.uid in chosen), text(more, Look.SMALL))


def _brief(item: ItemView) -> Text:
    line = item.line
    start = (Span(clock(line.start), Face.BOLD),) if line.start is not None else ()
    return Text((*start, Span(_shortened(line.title)), *remarks(line)), Look.SMALL)


def _shortened(title: str) -> str:
    if len(title) <= LETTERS_OF_A_TITLE:
        return title
    return title[: LETTERS_OF_A_TITLE - 1].rsplit(" ", 1)[0] + "…"
