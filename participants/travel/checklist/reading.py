"""Reads who lacks what at an event, in a fixed number of queries, narrowed by a filter."""

from datetime import date
from typing import NamedTuple

from backstage.text.folding import folded
from participants.models import Checklist, DelegateNeeds, Preparation, Stay, TravelDocument
from participants.travel.checklist.checking import Facts, Line, Thing, checked, things_asked
from participants.travel.checklist.entry import WITH_COUNTRY, entry_of, requirements_of
from participants.travel.coming import coming_to
from participants.travel.presence import days_of, legs_by_delegate
from tours.models import Event

ANYTHING = "anything"
"""The filter for those who lack something, whatever it is."""
NO_DELEGATION = 0


class Checked(NamedTuple):
    """`due_on` is the day until which the event asks."""

    things: tuple[Thing, ...]
    lines: tuple[Line, ...]
    due_on: date | None

    @property
    def complete(self) -> int:
        return sum(line.is_complete for line in self.lines)

    def narrowed(self, *, missing: str = "", delegation: int | None = None) -> "Checked":
        """The lines of those who lack the thing, or anything. `delegation` is the key of theirs, or 0 for people of none."""
        lines = (line for line in self.lines if delegation is None or (line.row.delegation_id or 0) == delegation)
        return self._replace(lines=tuple(line for line in lines if _lacks(line, missing)))


def _lacks(line: Line, missing: str) -> bool:
    if missing == ANYTHING:
        return not line.is_complete
    return not missing or line.lacks(Thing(missing))


def read_checklist(event: Event, *, today: date) -> Checked:
    """Everyone who comes, by delegation and name. Eight queries; of documents, only whose there is."""
    asked = Checklist.objects.filter(event=event).first()
    things = things_asked(asked)
    lines = checked(things, _everyone(event), today=today)
    ordered = sorted(lines, key=_by_body)
    return Checked(things, tuple(ordered), asked.due_on if asked else None)


def _by_body(line: Line) -> tuple[bool, list[str], list[str], int]:
    return not line.body, folded(line.body), folded(line.row.name), line.row.pk


def _everyone(event: Event) -> list[Facts]:
    of_event = {"delegate__event": event}
    requirements, legs = requirements_of(event), legs_by_delegate(event)
    needs = {row.delegate_id: row for row in DelegateNeeds.objects.filter(**of_event)}
    prepared = {row.delegate_id: row for row in Preparation.objects.filter(**of_event)}
    housed = set(Stay.objects.filter(**of_event).order_by().values_list("delegate", flat=True))
    documents = set(TravelDocument.objects.filter(**of_event).values_list("delegate", flat=True))
    host = event.host_city.country_id
    return [
        Facts(
            row,
            entry_of(row, days_of(row, event, legs.get(row.pk, ())).first, requirements, host=host),
            ways=frozenset(leg.direction for leg in legs.get(row.pk, ())),
            needs=needs.get(row.pk),
            preparation=prepared.get(row.pk),
            has_room=row.pk in housed,
            has_document=row.pk in documents,
        )
        for row in coming_to(event).select_related(*WITH_COUNTRY)
    ]
