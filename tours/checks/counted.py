"""The items that count in checks, with the moments at which they begin and end."""

from collections.abc import Iterable
from typing import NamedTuple

from tours.agenda.values import Agenda, Line
from tours.vocabulary import ItemKind, Level, Status

RUN_BESIDE = frozenset({ItemKind.REGISTRATION, ItemKind.FREE_TIME})
"""Kinds of items that run beside others: a desk is open all day, and nobody has to be at both."""
MINUTE = 60.0


class Counted(NamedTuple):
    """An item that stands and is not cancelled."""

    uid: str
    line: Line

    @property
    def named(self) -> str:
        return f"“{self.line.title}”"


class Timed(NamedTuple):
    """An item with a clock time, in seconds since 1970. One without an end takes a minute."""

    begins: float
    ends: float
    uid: str
    line: Line

    @property
    def named(self) -> str:
        return f"“{self.line.title}”"

    @property
    def spot(self) -> str:
        """The place where the item is. An item without a known place stands at a spot of its own."""
        return self.line.where or self.uid


def counted(agenda: Agenda) -> list[Counted]:
    """The items in the order of the agenda."""
    lines = ((item.uid, item.line) for item in agenda.items)
    found = [Counted(uid, line) for uid, line in lines if line and line.status is not Status.CANCELLED]
    return sorted(
        (each for each in found if each.line.kind is not ItemKind.EVENT),
        key=lambda each: (each.line.sort_key, each.uid),
    )


def timed(items: Iterable[Counted]) -> list[Timed]:
    """The items that have a clock time, in the order of their beginning."""
    return in_order(timed_line(each.uid, each.line) for each in items if each.line.start is not None)


def timed_line(uid: str, line: Line) -> Timed:
    begins, ends = line.starts_at, line.ends_at
    start = begins.timestamp() if begins else 0.0
    return Timed(start, ends.timestamp() if ends else start + MINUTE, uid, line)


def in_order(items: Iterable[Timed]) -> list[Timed]:
    """The items in the order of their beginning."""
    return sorted(items, key=lambda each: each[:3])


def is_for_delegates(line: Line) -> bool:
    """Whether those who come are expected there."""
    return line.level is not Level.STAFF and line.kind not in RUN_BESIDE
