"""What the event asks of a delegate, how far they are with it, and where they bring it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef

from participants.days import today_at
from participants.models import Delegate, Leg, Stay, TravelDocument
from participants.travel.checklist.checking import Facts, Line, Thing, line_of, things_asked
from participants.travel.checklist.entry import WITH_COUNTRY, Entry, entry_of, requirements_of
from participants.travel.coming import comes
from participants.travel.presence import days_of

WHERE: Mapping[Thing, str] = {
    Thing.DOCUMENT: "participants:my_document",
    Thing.ENTRY: "participants:my_preparation",
    Thing.INSURANCE: "participants:my_preparation",
    Thing.ARRIVAL: "participants:my_flights",
    Thing.DEPARTURE: "participants:my_flights",
    Thing.DIET: "participants:my_needs",
    Thing.EMERGENCY: "participants:my_needs",
}
"""The page on which they bring it. A room is given by the organiser."""


class Asked(NamedTuple):
    line: Line
    entry: Entry
    due_on: date | None

    @property
    def missing(self) -> list[tuple[str, str, str]]:
        """What they can still bring: its label, how it stands, and the name of its page."""
        return [(cell.label, cell.words, WHERE.get(cell.thing, "")) for cell in self.line.missing]


def asked_of(row: Delegate, legs: list[Leg], stays: list[Stay]) -> Asked | None:
    """What the delegate is asked for. It is None if they do not come, or if the event asks for nothing. One query, two
    where entry is asked.
    """
    if not comes(row):
        return None
    known = _read_once(row)
    checklist = _one(known.event, "checklist")
    things = things_asked(checklist)
    if checklist is None or not things:
        return None
    facts = _facts(known, legs, stays, asks_entry=Thing.ENTRY in things)
    return Asked(line_of(facts, things, today=today_at(row.event)), facts.entry, checklist.due_on)


def _facts(known: Any, legs: list[Leg], stays: list[Stay], *, asks_entry: bool) -> Facts:
    entry = Entry(None, None)
    if asks_entry:
        first = days_of(known, known.event, legs).first
        entry = entry_of(known, first, requirements_of(known.event), host=known.event.host_city.country_id)
    return Facts(
        known,
        entry,
        ways=frozenset(leg.direction for leg in legs),
        needs=_one(known, "needs"),
        preparation=_one(known, "preparation"),
        has_room=bool(stays),
        has_document=known.has_document,
    )


def _read_once(row: Delegate) -> Any:
    """The delegate with what else is known of them, and with what the event asks. One query."""
    has_document = Exists(TravelDocument.objects.filter(delegate=OuterRef("pk")))
    paths = ("needs", "preparation", "event__host_city", "event__checklist", *WITH_COUNTRY)
    return Delegate.objects.select_related(*paths).annotate(has_document=has_document).get(pk=row.pk)


def _one(row: Any, name: str) -> Any:
    """The row of that relation, if there is one. It was read with the other."""
    return getattr(row, name, None)
