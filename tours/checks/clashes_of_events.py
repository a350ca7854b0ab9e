"""How many clashes the agendas of events have, for pages that list events: there no agenda is composed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils import timezone

from backstage.text.tidying import tidy
from tours.agenda.facts import Part, Person, Place
from tours.agenda.values import Line
from tours.checks.counted import Timed, in_order, timed_line
from tours.checks.findings import Weight
from tours.checks.rules.overlapping import clashes
from tours.checks.rules.people import in_two_places
from tours.models import AgendaItem, Event, ItemPart
from tours.vocabulary import EventState, ItemKind, Level, PersonRole, Status

FIELDS = (
    *("pk", "event_id", "kind", "day", "start", "end", "ends_on", "end_zone"),
    *("level", "room", "venue_id", "track_id", "venue__city__zone"),
)


def clashes_of(events: Iterable[Event]) -> dict[int, int]:
    """The number of clashes, by the key of each event that has some: two items at one place, in one track or for one
    group, a person in two places.

    The same as the checks of an event ask about. Of events that are over or cancelled none is told. Three queries.
    """
    today = timezone.localdate()
    coming = {event.pk: event for event in events if event.ends >= today and event.state != EventState.CANCELLED}
    rows: dict[int, list[Timed]] = defaultdict(list)
    for key, item in _items(coming) if coming else ():
        rows[key].append(item)
    counts = {key: _count(in_order(items)) for key, items in rows.items()}
    return {key: count for key, count in counts.items() if count}


def _count(items: Collection[Timed]) -> int:
    found = (*clashes(items, {}), *in_two_places(items))
    return sum(each.weight is Weight.ASKS for each in found)


def _items(events: Mapping[int, Event]) -> Iterable[tuple[int, Timed]]:
    """The items with a clock time, with the keys of their events."""
    groups, parts = _groups(events), _parts(events)
    timed = AgendaItem.objects.filter(event__in=events, day__isnull=False, start__isnull=False)
    for row in timed.exclude(status=Status.CANCELLED).order_by().values(*FIELDS):
        of_event = events[row["event_id"]]
        line = _line(row, of_event.zone, groups[row["pk"]], parts[row["pk"]])
        yield of_event.pk, timed_line(str(row["pk"]), line)


def _line(row: Mapping[str, Any], zone: str, groups: Iterable[str], parts: Iterable[Part]) -> Line:
    """What decides a clash, and no more."""
    return Line(
        kind=ItemKind(row["kind"]),
        title="",
        day=row["day"],
        start=row["start"],
        end=row["end"],
        ends_on=row["ends_on"],
        zone=row["venue__city__zone"] or zone,
        end_zone=row["end_zone"],
        level=Level(row["level"]),
        groups=tuple(sorted(groups)) if row["level"] != Level.PUBLIC else (),
        room=tidy(row["room"]),
        place=Place(name=str(row["venue_id"])) if row["venue_id"] else None,
        track=str(row["track_id"] or ""),
        parts=tuple(parts),
    )


def _groups(events: Collection[int]) -> Mapping[int, list[str]]:
    pairs = AgendaItem.groups.through.objects.filter(agendaitem__event__in=events)
    found: dict[int, list[str]] = defaultdict(list)
    for item, group in pairs.values_list("agendaitem_id", "group_id"):
        found[item].append(str(group))
    return found


def _parts(events: Collection[int]) -> Mapping[int, list[Part]]:
    rows = ItemPart.objects.filter(item__event__in=events, person__isnull=False)
    found: dict[int, list[Part]] = defaultdict(list)
    for item, role, person in rows.values_list("item_id", "role", "person_id"):
        found[item].append(Part(role=PersonRole(role), person=Person(uid=str(person), name="")))
    return found
