"""The editions of an event as its readers see them, and what changed in each."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from tours.agenda.audiences import for_audience, may_read
from tours.agenda.changes.comparing import Changes, compare, told_changes
from tours.agenda.facts import Value
from tours.agenda.values import Agenda, Audience
from tours.agenda.view import AgendaView
from tours.vocabulary import Level


class Before(StrEnum):
    """Whether there is an earlier edition to compare with, and if not, why."""

    READABLE = "readable"
    NOTHING = "nothing"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class EditionChanges(Value, frozen=True):
    """One edition and what changed in it, if there is an earlier edition to compare it with."""

    number: int
    date: date
    note: str
    before: Before
    changes: Changes
    is_small: bool = False
    """Whether it is a small correction: none of its changes is told."""
    is_first_programme: bool = False
    """Whether there was no item before: then all are new, which one line tells."""


def history(agendas: Iterable[Agenda], audience: Audience, *, most: int) -> list[EditionChanges]:
    """At most `most` editions, newest first like `agendas`, each compared with the last one before that these may read.

    Staff are told of small corrections too. It reads one agenda more than it returns, and holds at most two at a time.
    """
    changes = compare if audience.level is Level.STAFF else told_changes
    entries: list[EditionChanges] = []
    view: AgendaView | None = None
    closed = False
    for agenda in agendas:
        closed = not may_read(audience, agenda.event)
        if closed:
            continue
        before = for_audience(agenda, audience)
        if view:
            found, is_first = changes(before, view), is_first_programme(before, view)
            entries.append(_edition_changes(view, Before.READABLE, found, is_first=is_first))
        if len(entries) == most:
            return entries
        view = before
    if view:
        entries.append(_edition_changes(view, _why_none(view, closed), Changes()))
    return entries


def is_first_programme(before: AgendaView, view: AgendaView) -> bool:
    return bool(view.standing) and not before.items


def _why_none(view: AgendaView, closed: bool) -> Before:
    """The reason why nothing can be compared. `closed` means that the edition before is for other audiences only."""
    if view.stamp.number == 1:
        return Before.NOTHING
    return Before.CLOSED if closed else Before.WITHDRAWN


def _edition_changes(view: AgendaView, before: Before, changes: Changes, *, is_first: bool = False) -> EditionChanges:
    return EditionChanges(
        number=view.stamp.number,
        date=view.version_date,
        note=view.note,
        before=before,
        changes=changes,
        is_small=view.is_small,
        is_first_programme=is_first,
    )
