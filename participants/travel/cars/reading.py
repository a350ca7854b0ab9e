"""Reads what arrivals and departures are made of, in a fixed number of queries."""

from datetime import date

from participants.models import Delegate, Leg, Preparation
from participants.nominations.changing import READ
from participants.travel.cars.arrivals import Known, Meal
from participants.travel.cars.moments import Moment
from participants.travel.coming import coming_to
from participants.vocabulary import Direction
from tours.models import AgendaItem, Event
from tours.vocabulary import ItemKind, Level, Status

OF_CAR = ("driver__person", "meeter__person")
OF_LEG = (*(f"delegate__{path}" for path in READ), *(f"pickup__{path}" for path in OF_CAR))


def known_of(event: Event, direction: Direction) -> Known:
    """Flights of that way, and cars of both. Eight queries."""
    legs = Leg.objects.filter(delegate__event=event, direction=direction).select_related(*OF_LEG)
    return Known(
        zone=event.zone,
        legs=list(legs.prefetch_related("delegate__person__names")),
        cars=list(event.pickups.select_related(*OF_CAR)),
        coming=list(coming_to(event)),
        meals=[_meal(item, item.day) for item in _meals(event) if item.day],
        own=frozenset(_without_need(event)),
        groups=_groups(event),
    )


def _meals(event: Event) -> list[AgendaItem]:
    """Of the agenda as it stands, published or not: what was told of a journey is newer than the last version."""
    rows = event.items.filter(kind=ItemKind.MEAL, start__isnull=False).exclude(level=Level.STAFF)
    return list(rows.exclude(status=Status.CANCELLED).select_related("event", "venue__city").prefetch_related("groups"))


def _meal(item: AgendaItem, day: date) -> Meal:
    return Meal(item.title, Moment(day, item.start, item.zone), frozenset(group.pk for group in item.groups.all()))


def _without_need(event: Event) -> list[int]:
    rows = Preparation.objects.filter(delegate__event=event, needs_no_flight=True)
    return list(rows.values_list("delegate", flat=True))


def _groups(event: Event) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    for delegate, group in Delegate.groups.through.objects.filter(delegate__event=event).values_list(
        "delegate", "group"
    ):
        found.setdefault(delegate, set()).add(group)
    return {delegate: frozenset(groups) for delegate, groups in found.items()}
