"""A view day by day, with what changed marked in its place."""

from datetime import date
from itertools import groupby
from typing import NamedTuple

from tours.agenda.changes.comparing import ChangeKind, Changes
from tours.agenda.values import Line
from tours.agenda.view import AgendaView


class Marked(NamedTuple):
    """An item in its place. Without a `change` it is as it was."""

    uid: str
    line: Line
    change: ChangeKind | None = None
    groups: str = ""
    """The names of the groups of delegates for whom alone it is."""


def in_place(view: AgendaView, changes: Changes | None) -> list[tuple[date, list[Marked]]]:
    """The days in order, each with its items. What is gone stands there once more, where the changes tell of it."""
    kinds = {change.uid: change.kind for change in changes.items} if changes else {}
    shown = (item for item in view.items if not item.gone or item.uid in kinds)
    marked = (Marked(item.uid, item.line, kinds.get(item.uid), view.groups(item.line.groups)) for item in shown)
    return [(day, list(items)) for day, items in groupby(marked, key=lambda item: item.line.day)]
