"""A day as a table: a column for each track or place, a row for each time at which something begins."""

from collections.abc import Callable, Iterable
from datetime import date, time
from itertools import groupby
from typing import NamedTuple

from tours.desk.builder.days import Day
from tours.models import AgendaItem


class Row(NamedTuple):
    """What begins at one time. What belongs to no column stands across all: a break is for everybody."""

    start: time | None
    across: list[AgendaItem]
    cells: list[tuple[str, list[AgendaItem]]]
    """For each column, or empty where all stands across."""


class Grid(NamedTuple):
    day: date | None
    columns: list[str]
    rows: list[Row]


def _track(item: AgendaItem) -> str:
    return item.track.name if item.track else ""


def _place(item: AgendaItem) -> str:
    venue = item.venue.name if item.venue else ""
    return ", ".join(word for word in (item.room, venue) if word)


BY: dict[str, Callable[[AgendaItem], str]] = {"track": _track, "place": _place}


def grids_of(days: Iterable[Day], by: str) -> list[Grid]:
    return [_grid(day, BY[by]) for day in days if day.items]


def _grid(day: Day, column_of: Callable[[AgendaItem], str]) -> Grid:
    columns = sorted({column for item in day.items if (column := column_of(item))}, key=str.casefold)
    rows = [
        _row(start, list(items), columns, column_of) for start, items in groupby(day.items, lambda each: each.start)
    ]
    return Grid(day.day, columns, rows)


def _row(
    start: time | None, items: list[AgendaItem], columns: list[str], column_of: Callable[[AgendaItem], str]
) -> Row:
    across = [item for item in items if not column_of(item)]
    cells = [(column, [item for item in items if column_of(item) == column]) for column in columns]
    return Row(start, across, cells if len(across) < len(items) else [])
