"""Whom a changed programme concerns, and what of it: a pure function of two editions' agendas and of the readers.

A reader is told of an item of which they may read, or in which they have a part. Whoever may not read of an item, and has
no part in it, is never told of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cached_property, reduce
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from announcements.notices.readers import Reader, ReaderKind
from tours.agenda.audiences import for_audience, groups_in_use, may_read
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
from tours.agenda.sequence import raises_sequence
from tours.agenda.values import STAFF, Agenda, Audience, Event, Line
from tours.agenda.view import AgendaView, ItemView
from tours.vocabulary import EventState, ItemKind, Level, Status

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
    is_part: bool = False
    """They have a part in it, or had one."""
    is_starred: bool = False


class News(NamedTuple):
    """What somebody is told. `taken_back` counts items that only a version showed which was withdrawn."""

    entries: tuple[Entry, ...] = ()
    facts: tuple[Detail, ...] = ()
    taken_back: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.entries or self.facts or self.taken_back)


NOTHING = News()


def concerned(before: Agenda, now: Agenda, readers: Iterable[Reader], *, at: datetime) -> dict[Reader, News]:
    """What each reader is told whom anything concerns, in the order of the readers.

    `before` is the edition of which they were told last, and `now` the current one of the same event: so what was changed and
    taken back between is told to nobody. What was over `at` that moment is not told either. It costs two views a set of
    groups, however many readers there are.
    """
    comparing = _Comparing(before, now, at)
    told: dict[Reader, News] = {}
    copies: list[Reader] = []
    for reader in readers:
        if reader.in_copy_of is not None:
            copies.append(reader)
        elif not (news := comparing.news_of(reader)).is_empty:
            told[reader] = news
    return told | dict(_copies(copies, told, comparing))


def _copies(
    copies: Iterable[Reader], told: Mapping[Reader, News], comparing: "_Comparing"
) -> Iterator[tuple[Reader, News]]:
    """Of those of whose delegates one at least is told; of whether and when the event takes place, all."""
    delegates = {reader.key for reader in told if reader.kind is ReaderKind.DELEGATE}
    for reader in copies:
        news = comparing.news_of(reader)
        if delegates.isdisjoint(reader.in_copy_of or ()):
            news = News(facts=_among(news.facts, WHETHER_AND_WHEN))
        if not news.is_empty:
            yield reader, news


class _Comparing:
    """Compares two agendas for many readers: once for each audience."""

    def __init__(self, before: Agenda, now: Agenda, at: datetime) -> None:
        self._before, self._now, self._at = before, now, at
        self._used = groups_in_use(before) | groups_in_use(now)
        self._of_audience: dict[Audience, News] = {}
        self._is_withdrawn = _number(before) in now.withdrawn
        off = EventState.CANCELLED
        self._is_silent = before.event.state is off and now.event.state is off

    def news_of(self, reader: Reader) -> News:
        if self._is_silent:
            return NOTHING
        read = self._news_for(self._in_use(reader.audience)) if reader.audience else self._in_general
        if reader.follows_transfers_only:
            read = read._replace(entries=tuple(entry for entry in read.entries if _moves_transfer(entry.change)))
        return _marked(reduce(_with_parts, self._parts_of(reader), read), reader.starred)

    def _in_use(self, audience: Audience) -> Audience:
        """Without groups that no item uses, so that there are at most as many audiences as sets of groups in use."""
        if audience.level is not Level.DELEGATES:
            return audience
        return Audience(level=audience.level, groups=tuple(sorted(self._used.intersection(audience.groups))))

    def _news_for(self, audience: Audience) -> News:
        if audience not in self._of_audience:
            self._of_audience[audience] = self._compared(audience)
        return self._of_audience[audience]

    def _compared(self, audience: Audience) -> News:
        agendas = (self._before, self._now)
        if not all(may_read(audience, agenda.event) for agenda in agendas):
            return self._in_general
        views = [for_audience(agenda, audience) for agenda in agendas]
        return self._news_between(*views)

    def _news_between(self, previous: AgendaView, current: AgendaView) -> News:
        since = since_seen(previous, current)
        facts = _among(since.changes.facts, OF_ALL_WHO_COME)
        entries = [Entry(change) for change in since.changes.items if not _came_cancelled(change)]
        if self._is_withdrawn:
            shown = tuple(entry._replace(change=_without_before(entry.change)) for entry in entries)
            return News(self._not_over(shown), tuple(map(_only_after, facts)), len(since.not_theirs))
        entries += [Entry(_goes_on(item), goes_on_without=True) for item in since.not_theirs]
        return News(self._not_over(sorted(entries, key=_order)), facts)

    def _not_over(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        return tuple(entry for entry in entries if not _is_over(entry.change, self._at))

    @cached_property
    def _whether_and_when(self) -> tuple[Detail, ...]:
        """The same for everybody, also for whom the event is not open."""
        return _among(self._news_for(STAFF).facts, WHETHER_AND_WHEN)

    @cached_property
    def _in_general(self) -> News:
        return News(facts=self._whether_and_when)

    def _parts_of(self, reader: Reader) -> Iterator[News]:
        return (self._changed_parts[card] for card in sorted(reader.cards & self._changed_parts.keys()))

    @cached_property
    def _changed_parts(self) -> dict[str, News]:
        """By the UID of a card: the items in which that person has, or had, a part that is told.

        Of an item they read title, time, place and status here: what else stands there may be for others.
        """
        views = [for_audience(agenda, STAFF) for agenda in (self._before, self._now)]
        cards = sorted({card for view in views for item in view.items for card in _cards_in(item.line)})
        news = {card: self._parts_between(card, *views) for card in cards}
        return {card: each for card, each in news.items() if not each.is_empty}

    def _parts_between(self, card: str, previous: AgendaView, current: AgendaView) -> News:
        news = self._news_between(_of_person(previous, card), _of_person(current, card))
        return News(tuple(entry._replace(is_part=True) for entry in news.entries), taken_back=news.taken_back)


def _with_parts(read: News, parts: News) -> News:
    """Each item once, as whoever reads the programme reads it; items that they read of by their part alone are added."""
    entries = {entry.change.uid: entry for entry in read.entries}
    entries |= {each.change.uid: entries.get(each.change.uid, each)._replace(is_part=True) for each in parts.entries}
    ordered = tuple(sorted(entries.values(), key=_order))
    return News(ordered, read.facts, max(read.taken_back, parts.taken_back))


def _marked(news: News, starred: frozenset[str]) -> News:
    if starred.isdisjoint(entry.change.uid for entry in news.entries):
        return news  # the same value for all who read the same
    return news._replace(entries=tuple(each._replace(is_starred=each.change.uid in starred) for each in news.entries))


def _of_person(view: AgendaView, card: str) -> AgendaView:
    items = tuple(replace(item, line=_bare(item.line)) for item in view.items if card in _cards_in(item.line))
    return replace(view, items=items)


def _cards_in(line: Line) -> set[str]:
    return {part.person.uid for part in line.parts if part.person}


def _bare(line: Line) -> Line:
    kept = ("kind", "title", "day", "zone", "start", "end", "ends_on", "end_zone", "status", "room", "place")
    return Line(**{name: getattr(line, name) for name in kept})


def _among(details: Iterable[Detail], facts: tuple[Fact[Event], ...]) -> tuple[Detail, ...]:
    labels = {str(fact.label) for fact in facts}
    return tuple(detail for detail in details if detail.label in labels)


def _goes_on(item: ItemView) -> ItemChange:
    return ItemChange(kind=ChangeKind.CANCELLED, uid=item.uid, line=item.line, before=item.line)


def _without_before(change: ItemChange) -> ItemChange:
    return replace(change, before=None, details=tuple(map(_only_after, change.details)))


def _only_after(detail: Detail) -> Detail:
    return replace(detail, before="")


def _moves_transfer(change: ItemChange) -> bool:
    lines = [line for line in (change.before, change.line) if line]
    if all(line.kind is not ItemKind.TRANSFER for line in lines):
        return False
    return change.kind is not ChangeKind.CHANGED or change.before is None or raises_sequence(change.before, change.line)


def _came_cancelled(change: ItemChange) -> bool:
    """Whether it was never on for them: it was added and cancelled since."""
    return change.kind is ChangeKind.NEW and change.line.status is Status.CANCELLED


def _is_over(change: ItemChange, at: datetime) -> bool:
    """Whether it was over before, and would be over now."""
    return all(_end_of(line) <= at for line in (change.before, change.line) if line)


def _end_of(line: Line) -> datetime:
    """Without an end that is known, the end of its day: better told in vain than not told."""
    return line.ends_at or datetime.combine(line.last_day + timedelta(days=1), datetime.min.time(), ZoneInfo(line.zone))


def _order(entry: Entry) -> tuple[object, ...]:
    return (*entry.change.line.sort_key, entry.change.uid)


def _number(agenda: Agenda) -> int:
    if agenda.stamp is None:
        raise ValueError("Only editions are compared: a draft was told to nobody.")
    return agenda.stamp.number
