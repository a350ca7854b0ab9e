"""Whom a changed programme concerns, and what of it: a pure function of two editions' agendas and of the readers.

A reader is told of an item of which they may read, or in which they have a part. Whoever may not read of an item, and has
no part in it, is never told of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from announcements.notices.concern.news import NOTHING, WHETHER_AND_WHEN, News, among, news_between
from announcements.notices.concern.parts import Parts, with_parts
from announcements.notices.concern.readers import Reader, ReaderKind
from tours.agenda.audiences import for_audience, groups_in_use, may_read, with_groups_in
from tours.agenda.changes.comparing import ChangeKind, ItemChange
from tours.agenda.sequence import raises_sequence
from tours.agenda.values import STAFF, Agenda, Audience
from tours.agenda.view import AgendaView
from tours.vocabulary import EventState, ItemKind


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
        elif (news := comparing.news_of(reader)).number:
            told[reader] = news
    return told | dict(_copies(copies, told, comparing))


def _copies(
    copies: Iterable[Reader], told: Mapping[Reader, News], comparing: "_Comparing"
) -> Iterator[tuple[Reader, News]]:
    """The readers who get a copy. One who is in copy of delegates gets the news if at least one of these delegates is
    told. Everyone in copy is told whether and when the event takes place.
    """
    delegates = {reader.key for reader in told if reader.kind is ReaderKind.DELEGATE}
    for reader in copies:
        news = comparing.news_of(reader)
        if delegates.isdisjoint(reader.in_copy_of or ()):
            news = News(facts=among(news.facts, WHETHER_AND_WHEN))
        if news.number:
            yield reader, news


class _Read(NamedTuple):
    """What an audience is told, and the UIDs of the items that stand in its programme now."""

    news: News
    standing: frozenset[str] = frozenset()


class _Comparing:
    """Compares two agendas for many readers: once for each audience."""

    def __init__(self, before: Agenda, now: Agenda, at: datetime) -> None:
        self._agendas, self._at = (before, now), at
        self._used = groups_in_use(before) | groups_in_use(now)
        self._known: dict[tuple[Audience, bool], _Read] = {}
        self._is_withdrawn = _number(before) in now.withdrawn
        self._is_silent = all(each.event.state is EventState.CANCELLED for each in self._agendas)

    def news_of(self, reader: Reader) -> News:
        if self._is_silent:
            return NOTHING
        read = self._read(reader)
        news = with_parts(read.news, self._parts.of(reader.cards), reads=read.standing)
        return _marked(news, reader.starred)

    def _read(self, reader: Reader) -> _Read:
        if reader.audience is None:
            return self._in_general
        key = (with_groups_in(reader.audience, self._used), reader.follows_transfers_only)
        if key not in self._known:
            self._known[key] = self._compared(*key)
        return self._known[key]

    def _compared(self, audience: Audience, transfers_only: bool) -> _Read:
        if not all(may_read(audience, agenda.event) for agenda in self._agendas):
            return self._in_general
        previous, current = self._views(audience)
        standing = frozenset(item.uid for item in current.standing)
        if transfers_only:
            return _Read(_moves(self._between(_transfers(previous), _transfers(current))), standing)
        return _Read(self._between(previous, current), standing)

    def _views(self, audience: Audience) -> tuple[AgendaView, AgendaView]:
        before, now = self._agendas
        return for_audience(before, audience), for_audience(now, audience)

    def _between(self, previous: AgendaView, current: AgendaView) -> News:
        return news_between(previous, current, at=self._at, is_withdrawn=self._is_withdrawn)

    @cached_property
    def _in_general(self) -> _Read:
        """Whether and when: the same for everybody, also for whom the event is not open."""
        return _Read(News(facts=among(self._between(*self._views(STAFF)).facts, WHETHER_AND_WHEN)))

    @cached_property
    def _parts(self) -> Parts:
        return Parts(*self._views(STAFF), at=self._at, is_withdrawn=self._is_withdrawn)


def _transfers(view: AgendaView) -> AgendaView:
    return replace(view, items=tuple(item for item in view.items if item.line.kind is ItemKind.TRANSFER))


def _moves(news: News) -> News:
    """The news without entries that change only words."""
    return news._replace(entries=tuple(entry for entry in news.entries if _moves_it(entry.change)))


def _moves_it(change: ItemChange) -> bool:
    return change.kind is not ChangeKind.CHANGED or change.before is None or raises_sequence(change.before, change.line)


def _marked(news: News, starred: frozenset[str]) -> News:
    if starred.isdisjoint(entry.change.uid for entry in news.entries):
        return news  # the same value for all who read the same
    return news._replace(entries=tuple(each._replace(is_starred=each.change.uid in starred) for each in news.entries))


def _number(agenda: Agenda) -> int:
    if agenda.stamp is None:
        raise ValueError("Only editions are compared: a draft was told to nobody.")
    return agenda.stamp.number
