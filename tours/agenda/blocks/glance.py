"""The days at a glance: what one comes for, departures, and what has no set time, by the part of the day."""

from collections.abc import Iterator
from datetime import time
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext as _

from tours.agenda.view import AgendaView, Day, ItemView
from tours.vocabulary import ItemKind

LEFT_OUT = frozenset({ItemKind.BREAK, ItemKind.FREE_TIME, ItemKind.MEAL, ItemKind.REGISTRATION})
"""The kinds of items that only stand at a glance where they have no set time, as nobody finds them by the clock."""
DAYS_ABREAST = 5
ITEMS_IN_A_CELL = 5
LETTERS_OF_A_TITLE = 90
NOON, EVENING = time(12), time(18)
WEEK = range(5, 8)
"""This many days are called a week, if the first and the last lie within one week."""


class Cell(NamedTuple):
    """What a part of a day holds, and how many items more than are shown."""

    items: tuple[ItemView, ...] = ()
    more: int = 0


class PartOfDay(NamedTuple):
    label: str
    cells: tuple[Cell, ...]
    """One of each day."""


class Grid(NamedTuple):
    days: tuple[Day, ...]
    parts: tuple[PartOfDay, ...]


class Glance(NamedTuple):
    heading: str
    grids: tuple[Grid, ...]


def glance(view: AgendaView) -> Glance | None:
    """The days at a glance; None for a single day, or if no day has anything to show."""
    days = view.days()
    if len(days) < 2:
        return None
    grids = tuple(grid for grid in map(_grid, _evenly(days)) if grid.parts)
    heading = _("The week at a glance") if _is_week(days) else _("The days at a glance")
    return Glance(heading, grids) if grids else None


def shortened(title: str) -> str:
    """The title, cut between words where it is long."""
    if len(title) <= LETTERS_OF_A_TITLE:
        return title
    return title[: LETTERS_OF_A_TITLE - 1].rsplit(" ", 1)[0] + "…"


def more_items(count: int) -> str:
    return _("and %(count)d more") % {"count": count}


def _is_week(days: tuple[Day, ...]) -> bool:
    return len(days) in WEEK and (days[-1].date - days[0].date).days < WEEK.stop - 1


def _evenly(days: tuple[Day, ...]) -> Iterator[tuple[Day, ...]]:
    """Splits the days into as few grids as possible, with about the same number of days in each."""
    count = -(-len(days) // DAYS_ABREAST)
    bounds = (number * len(days) // count for number in range(count + 1))
    return (days[first:last] for first, last in pairwise(bounds))


def _grid(days: tuple[Day, ...]) -> Grid:
    labels = (_("No set time"), _("Morning"), _("Afternoon"), _("Evening"))
    parted = [_parts_of(day) for day in days]
    parts = (PartOfDay(label, tuple(map(_cell, found))) for label, *found in zip(labels, *parted, strict=True))
    return Grid(days, tuple(part for part in parts if any(cell.items for cell in part.cells)))


def _parts_of(day: Day) -> tuple[list[ItemView], ...]:
    """The items by the part of the day when they start; first those without a clock time."""
    parts: tuple[list[ItemView], ...] = ([], [], [], [])
    for item in day.items:
        if item.line.start is None or item.line.kind not in LEFT_OUT:
            parts[_part_of_day(item.line.start)].append(item)
    return parts


def _part_of_day(start: time | None) -> int:
    return 0 if start is None else 1 + (start >= NOON) + (start >= EVENING)


def _cell(items: list[ItemView]) -> Cell:
    """If there are too many, it prefers items without a track, because they are for all."""
    chosen = {item.uid for item in sorted(items, key=lambda item: item.line.track != "")[:ITEMS_IN_A_CELL]}
    return Cell(tuple(item for item in items if item.uid in chosen), len(items) - len(chosen))
