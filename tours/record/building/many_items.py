"""The verbs that change and copy several items at once."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from tours.editions.publishing import locked
from tours.models import AgendaItem, Event
from tours.record.building.times import moved, when_of
from tours.record.building.writing import make_items, whole_items, write_noted
from tours.record.items.references import DocumentNamed, LinkNamed, PartNamed, PersonNamed, VenueNamed
from tours.record.items.writing import Facts
from tours.vocabulary import Level, Step

OWN = frozenset({"id", "uid", "event", "external_id", "report", "venue", "track", "day", "start", "end", "ends_on"})
"""Fields that a copy does not take over as they are."""


@transaction.atomic
def change_items(event: Event, items: Iterable[AgendaItem], facts: Facts, *, by: User) -> int:
    """Writes the same facts into all, as one step; those that are given a day keep how long they are. Locks the event.
    Returns how many changed. Raises RefusedRows.
    """
    event = locked(event)
    rows = event.items.select_related("venue__city", "track").filter(pk__in=[item.pk for item in items])
    changes = [(row, _with_times(row, facts)) for row in rows]
    return len(write_noted(event, changes, Step.CHANGE, by=by, create_missing=True).items)


def _with_times(item: AgendaItem, facts: Facts) -> Facts:
    if "day" not in facts:
        return facts
    return {**facts, **moved(when_of(item), facts["day"], item.start)._asdict()}


@transaction.atomic
def copy_items(event: Event, items: Iterable[AgendaItem], *, day: date | None = None, by: User) -> list[AgendaItem]:
    """Makes the items once more, on their own day or on another, as one step. Locks the event.

    A copy has its own UID, and neither the external id nor the report.
    """
    event = locked(event)
    whole = whole_items(event).filter(pk__in=[item.pk for item in items])
    return make_items(event, [_copied(item, day or item.day) for item in whole], Step.COPY, by=by)


def _copied(item: AgendaItem, day: date | None) -> dict[str, Any]:
    fields = (field for field in item._meta.concrete_fields if field.name not in OWN)
    return {
        **{field.name: getattr(item, field.attname) for field in fields},
        **moved(when_of(item), day, item.start)._asdict(),
        "venue": VenueNamed(key=item.venue_id) if item.venue_id else None,
        "track": item.track.name if item.track else "",
        "groups": [str(group.uid) for group in item.groups.all()],
        "links": [LinkNamed(link.label, link.url, Level(link.level)) for link in item.links.all()],
        "documents": [DocumentNamed(document.pk) for document in item.documents.all()],
        "parts": list(_parts(item)),
    }


def _parts(item: AgendaItem) -> Iterator[PartNamed]:
    for part in item.parts.all():
        person = PersonNamed(uid=part.person.uid) if part.person else None
        yield PartNamed(part.role, person, part.confirmed, Level(part.level))
