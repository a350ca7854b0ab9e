"""The editions of an event as its readers see them: what each brought."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from tours.agenda.audiences import for_audience, may_read
from tours.agenda.comparing import Changes, compare
from tours.agenda.facts import Value
from tours.agenda.values import Agenda, Audience
from tours.agenda.view import AgendaView


class Before(StrEnum):
    """What an edition can be compared with: one before it, or why there is none."""

    READABLE = "readable"
    NOTHING = "nothing"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class EditionChanges(Value, frozen=True):
    """One edition and what changed in it, where there is one before it that it can be compared with."""

    number: int
    date: date
    note: str
    before: Before
    changes: Changes


def history(agendas: Iterable[Agenda], audience: Audience, *, most: int) -> list[EditionChanges]:
    """Newest first, as `agendas` come, `most` at the most; each against the one before it that this audience could read.

    Asks for one agenda more than it tells, and holds no more than two at a time.
    """
    entries: list[EditionChanges] = []
    view: AgendaView | None = None
    closed = False
    for agenda in agendas:
        closed = not may_read(audience, agenda.event)
        if closed:
            continue
        before = for_audience(agenda, audience)
        if view:
            entries.append(_edition_changes(view, Before.READABLE, compare(before, view)))
        if len(entries) == most:
            return entries
        view = before
    if view:
        entries.append(_edition_changes(view, _why_none(view, closed), Changes()))
    return entries


def _why_none(view: AgendaView, closed: bool) -> Before:
    """`closed`: whether an edition before it stands, for others than this audience."""
    if view.stamp.number == 1:
        return Before.NOTHING
    return Before.CLOSED if closed else Before.WITHDRAWN


def _edition_changes(view: AgendaView, before: Before, changes: Changes) -> EditionChanges:
    return EditionChanges(
        number=view.stamp.number, date=view.version_date, note=view.note, before=before, changes=changes
    )
