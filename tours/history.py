"""The editions of an event as its readers see them: what each brought."""

from datetime import date

from tours.agenda import Agenda, Audience
from tours.agenda_view import AgendaView
from tours.audiences import for_audience
from tours.comparing import Changes, compare
from tours.facts import Value


class EditionChanges(Value, frozen=True):
    """One edition and what changed in it; the first has nothing to be compared with."""

    number: int
    date: date
    note: str
    is_first: bool
    changes: Changes


def history(agendas: list[Agenda], audience: Audience) -> list[EditionChanges]:
    """Newest first, from agendas in the order of their editions."""
    told: list[EditionChanges] = []
    previous: AgendaView | None = None
    for agenda in agendas:
        view = for_audience(agenda, audience)
        changes = compare(previous, view) if previous else Changes()
        told.append(
            EditionChanges(
                number=view.stamp.number,
                date=view.version_date,
                note=view.note,
                is_first=previous is None,
                changes=changes,
            )
        )
        previous = view
    return told[::-1]
