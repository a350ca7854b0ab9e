"""What one reader is told of a changed programme, as a value: entries of items, and facts of the event."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from tours.agenda.changes.comparing import (
    CONTACTS,
    DATES,
    HOST_CITY,
    PRACTICAL,
    STATE,
    ZONE,
    ChangeKind,
    Detail,
    Fact,
    ItemChange,
)
from tours.agenda.changes.since_seen import since_seen
from tours.agenda.values import Event, Line
from tours.agenda.view import AgendaView, ItemView
from tours.vocabulary import Status

WHETHER_AND_WHEN = (STATE, DATES)
"""The facts of the event that everyone is told of who has anything to do with it."""
OF_ALL_WHO_COME = (*WHETHER_AND_WHEN, HOST_CITY, ZONE, PRACTICAL, CONTACTS)
"""The facts that those who read the programme are told of. Others, such as a summary or seats, change nothing that they do."""


class Entry(NamedTuple):
    """One item, in one entry: from what to what. `change.before` and its details' `before` are empty where nobody may read
    it any more: that version was withdrawn.
    """

    change: ItemChange
    goes_on_without: bool = False
    """It takes place, and is theirs no longer."""
    has_part: bool = False
    lost_part: bool = False
    is_starred: bool = False

    @property
    def is_off(self) -> bool:
        """Whether it does not take place with them."""
        return self.goes_on_without or self.change.kind is ChangeKind.CANCELLED


class News(NamedTuple):
    """`taken_back` counts items that only a version showed which was withdrawn. `is_first` says that no item stood before."""

    entries: tuple[Entry, ...] = ()
    facts: tuple[Detail, ...] = ()
    taken_back: int = 0
    is_first: bool = False

    @property
    def number(self) -> int:
        """How many things are told."""
        return len(self.entries) + len(self.facts) + bool(self.taken_back)


NOTHING = News()


def news_between(previous: AgendaView, current: AgendaView, *, at: datetime, is_withdrawn: bool) -> News:
    """The difference of two views, without items that were over `at` that moment, and would be over now.

    `is_withdrawn` says that the version of `previous` was withdrawn since: then only what holds now is told.
    """
    since = since_seen(previous, current)
    facts = among(since.changes.facts, OF_ALL_WHO_COME)
    changes = [change for change in since.changes.items if not _came_cancelled(change) and not _is_over(change, at)]
    left = [goes_on for item in since.not_theirs if not _is_over(goes_on := _goes_on(item), at)]
    if is_withdrawn:
        shown = tuple(Entry(_without_before(change)) for change in changes)
        return News(shown, tuple(map(_only_after, facts)), len(left))
    entries = [*map(Entry, changes), *(Entry(change, goes_on_without=True) for change in left)]
    return News(tuple(sorted(entries, key=order)), facts, is_first=not previous.standing)


def among(details: Iterable[Detail], facts: tuple[Fact[Event], ...]) -> tuple[Detail, ...]:
    """The details that are about these facts."""
    labels = {str(fact.label) for fact in facts}
    return tuple(detail for detail in details if detail.label in labels)


def order(entry: Entry) -> tuple[object, ...]:
    """The order of the agenda."""
    return (*entry.change.line.sort_key, entry.change.uid)


def _goes_on(item: ItemView) -> ItemChange:
    return ItemChange(kind=ChangeKind.CANCELLED, uid=item.uid, line=item.line, before=item.line)


def _without_before(change: ItemChange) -> ItemChange:
    return replace(change, before=None, details=tuple(map(_only_after, change.details)))


def _only_after(detail: Detail) -> Detail:
    return replace(detail, before="")


def _came_cancelled(change: ItemChange) -> bool:
    """Whether it was never on for them: it was added and cancelled since."""
    return change.kind is ChangeKind.NEW and change.line.status is Status.CANCELLED


def _is_over(change: ItemChange, at: datetime) -> bool:
    return all(_end_of(line) <= at for line in (change.before, change.line) if line)


def _end_of(line: Line) -> datetime:
    """The end of the item. If none is known, it is the end of its day: it is better to tell in vain than not to tell."""
    return line.ends_at or midnight(line.last_day + timedelta(days=1), line.zone)


def midnight(day: date, zone: str) -> datetime:
    """When the day begins in that zone."""
    return datetime.combine(day, time(), ZoneInfo(zone))
