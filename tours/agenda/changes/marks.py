"""The marks on items that the last version changed, on pages and in the booklet: `Changed in version 2: was Room 2`."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tours.agenda.changes.comparing import (
    LINE_FACTS,
    PLACE,
    STATUS,
    TIME,
    TITLE,
    UNMARKED,
    ChangeKind,
    Fact,
    as_told,
    when,
)
from tours.agenda.phrases import time_range
from tours.agenda.values import Event, Line
from tours.agenda.view import AgendaView, ItemView
from tours.vocabulary import Status
from tours.wording import weekday_and_date

MARKS: dict[ChangeKind, Promise] = {
    ChangeKind.NEW: gettext_lazy("New in version %(number)d"),
    ChangeKind.CHANGED: gettext_lazy("Changed in version %(number)d"),
    ChangeKind.CANCELLED: gettext_lazy("Cancelled in version %(number)d"),
    ChangeKind.RESTORED: gettext_lazy("Restored in version %(number)d"),
}


class Was(NamedTuple):
    """What a fact was, in few words, with the language of these words."""

    words: str
    language: str = UNMARKED


class Mark(NamedTuple):
    """How a version changed an item. `also` are labels of facts that are too long for a mark, such as a description."""

    kind: ChangeKind
    number: int
    was: tuple[Was, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        return str(MARKS[self.kind]) % {"number": self.number}

    @property
    def tail(self) -> str:
        """All that stands behind the head, as plain text."""
        was = ", ".join(each.words for each in self.was)
        return "; ".join(filter(None, [f"{_('was')} {was}" if was else "", self.rest]))

    @property
    def rest(self) -> str:
        """`also Description, People`, or without what the item was, `Description, People`."""
        labels = ", ".join(self.also)
        return _("also %(facts)s") % {"facts": labels} if labels and self.was else labels


def marks(view: AgendaView) -> Mapping[str, Mark]:
    """The marks by the item's UID: how the last edition that was no small correction changed it. A draft and the first
    programme mark none.
    """
    last = max((n for n in range(1, view.stamp.number + 1) if n not in view.small), default=0)
    if view.is_draft or all(item.created.number >= last for item in view.standing):
        return {}
    told = ((item.uid, _mark(item, view)) for item in view.standing if item.told.number == last)
    return {uid: mark for uid, mark in told if mark}


def _mark(item: ItemView, view: AgendaView) -> Mark | None:
    """The mark of an item. None where the item is again what it was: a version that said otherwise was withdrawn."""
    number, now, before = item.told.number, item.line, item.before
    if before is None:
        return Mark(ChangeKind.NEW, number)
    told = partial(as_told, audience=view.audience, names_of_groups=view.names_of_groups)
    was, is_now = told(before), told(now)
    facts = [fact for fact in LINE_FACTS if fact.text(was) != fact.text(is_now)]
    if not facts:
        return None
    short = tuple(_was(facts, before, now, view.event))
    return Mark(_kind(before, now), number, short, tuple(str(fact.label) for fact in facts if fact not in SHORT))


def _kind(before: Line, now: Line) -> ChangeKind:
    if now.status is before.status or Status.CANCELLED not in {now.status, before.status}:
        return ChangeKind.CHANGED
    return ChangeKind.CANCELLED if now.status is Status.CANCELLED else ChangeKind.RESTORED


def _was(facts: list[Fact[Line]], before: Line, now: Line, event: Event) -> Iterator[Was]:
    if TITLE in facts:
        yield Was(_("“%(title)s”") % {"title": before.title}, event.language)
    if TIME in facts:
        yield Was(_time(before, now, event))
    if PLACE in facts:
        yield Was(_place(before, now))
    if STATUS in facts and _kind(before, now) is ChangeKind.CHANGED:
        yield Was(_("to be confirmed") if before.status is Status.TENTATIVE else _("confirmed"))


def _time(before: Line, now: Line, event: Event) -> str:
    """The clock time, with the day before it or the zone behind it where these differ, too."""
    if (before.zone, before.end_zone) != (now.zone, now.end_zone) or (not before.start and before.ends_on):
        return when(before, event)
    if before.day != now.day:
        return f"{weekday_and_date(before.day)} {time_range(before)}".rstrip()
    return time_range(before) or _("without a set time")


def _place(before: Line, now: Line) -> str:
    """The room alone, where that is all that differs."""
    if before.place == now.place and before.room:
        return before.room
    if before.where != now.where:
        return before.where or _("without a place")
    return PLACE.text(before) or _("without an address")


SHORT = (TITLE, TIME, PLACE, STATUS)
