"""What somebody is told of the items in which they have, or had, a part: title, time, place and status, and nothing else that
stands there, which may be for others.
"""

from collections.abc import Collection
from datetime import datetime
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from announcements.notices.concern.news import NOTHING, Entry, News, news_between, order
from tours.agenda.changes.comparing import ChangeKind, ItemChange, is_off
from tours.agenda.values import Line
from tours.agenda.view import AgendaView, ItemView


class Parts:
    """Compares two views of staff for the cards of many people: once for each set of cards."""

    def __init__(self, previous: AgendaView, current: AgendaView, *, at: datetime, is_withdrawn: bool) -> None:
        self._previous, self._current = previous, current
        self._between = partial(news_between, at=at, is_withdrawn=is_withdrawn)
        self._named = {card for view in (previous, current) for item in view.items for card in _cards_in(item.line)}
        self._known: dict[frozenset[str], OwnParts] = {}

    def of(self, cards: frozenset[str]) -> "OwnParts":
        """Merged cards are one person: no part moves from one of theirs to another."""
        theirs = cards & self._named
        if not theirs:
            return NO_PARTS
        if theirs not in self._known:
            self._known[theirs] = self._compared(theirs)
        return self._known[theirs]

    def _compared(self, cards: frozenset[str]) -> "OwnParts":
        before = [item for item in self._previous.items if _has_part(item, cards)]
        had = {item.uid for item in before}
        now = [each for each in self._current.items if _has_part(each, cards) or (each.uid in had and is_off(each))]
        news = self._between(_of(self._previous, before), _of(self._current, now))
        has = {item.uid for item in now if _has_part(item, cards)}
        entries = (
            each._replace(has_part=each.change.uid in has, lost_part=each.change.uid not in has)
            for each in news.entries
        )
        standing = frozenset(item.uid for item in now if not is_off(item))
        return OwnParts(News(tuple(entries), taken_back=news.taken_back), standing)


class OwnParts(NamedTuple):
    """`standing` are the UIDs of the items that take place with them."""

    news: News
    standing: frozenset[str]


NO_PARTS = OwnParts(NOTHING, frozenset())


def with_parts(read: News, parts: OwnParts, *, reads: Collection[str]) -> News:
    """Each item once, as whoever reads the programme reads it; items that they know by their part alone are added.

    An item that has left their groups goes on with them, as long as they have a part in it. `reads` are the UIDs of the items
    that stand in their programme: there, who lost a part goes on without it.
    """
    if parts is NO_PARTS:
        return read
    entries = {each.change.uid: each for each in read.entries if not (each.is_off and _uid(each) in parts.standing)}
    for each in parts.news.entries:
        known = entries.get(_uid(each)) or (_only_lost(each) if each.lost_part and _uid(each) in reads else each)
        entries[_uid(each)] = known._replace(has_part=each.has_part, lost_part=each.lost_part)
    ordered = tuple(sorted(entries.values(), key=order))
    return read._replace(entries=ordered, taken_back=max(read.taken_back, parts.news.taken_back))


def _uid(entry: Entry) -> str:
    return entry.change.uid


def _only_lost(entry: Entry) -> Entry:
    line = entry.change.line
    return Entry(ItemChange(kind=ChangeKind.CHANGED, uid=entry.change.uid, line=line, before=line))


def _of(view: AgendaView, items: Collection[ItemView]) -> AgendaView:
    return replace(view, items=tuple(replace(item, line=_bare(item.line)) for item in items))


def _has_part(item: ItemView, cards: frozenset[str]) -> bool:
    return not cards.isdisjoint(_cards_in(item.line))


def _cards_in(line: Line) -> set[str]:
    return {part.person.uid for part in line.parts if part.person}


def _bare(line: Line) -> Line:
    kept = ("kind", "title", "day", "zone", "start", "end", "ends_on", "end_zone", "status", "room", "place")
    return Line(**{name: getattr(line, name) for name in kept})
