"""The editions of an event as its readers see them: what each brought."""

from collections.abc import Iterable
from datetime import date

from tours.agenda import Agenda, Audience
from tours.agenda_view import AgendaView
from tours.audiences import for_audience, may_read
from tours.comparing import Changes, compare
from tours.facts import Value


class EditionChanges(Value, frozen=True):
    """One edition and what changed in it; the first has nothing to be compared with."""

    number: int
    date: date
    note: str
    is_first: bool
    changes: Changes


def history(agendas: Iterable[Agenda], audience: Audience, *, most: int) -> list[EditionChanges]:
    """Newest first, as `agendas` come, `most` at the most; each against the one before it that this audience could read.

    Asks for one agenda more than it tells, and holds no more than two at a time.
    """
    told: list[EditionChanges] = []
    view: AgendaView | None = None
    for agenda in agendas:
        if not may_read(audience, agenda.event):
            continue
        before = for_audience(agenda, audience)
        if view:
            told.append(_told(view, before))
        if len(told) == most:
            return told
        view = before
    if view:
        told.append(_told(view, None))
    return told


def _told(view: AgendaView, before: AgendaView | None) -> EditionChanges:
    return EditionChanges(
        number=view.stamp.number,
        date=view.version_date,
        note=view.note,
        is_first=before is None,
        changes=compare(before, view) if before else Changes(),
    )
