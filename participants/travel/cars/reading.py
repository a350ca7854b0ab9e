"""Reads what arrivals and departures are made of, in a fixed number of queries."""

from participants.models import Delegate, Leg, Preparation
from participants.nominations.changing import READ
from participants.travel.cars.arrivals import Known, Meal
from participants.travel.cars.moments import Moment
from participants.travel.coming import coming_to
from participants.vocabulary import Direction
from tours.agenda.view import AgendaView
from tours.models import Event
from tours.vocabulary import ItemKind, Status

OF_CAR = ("driver__person", "meeter__person")
OF_LEG = (*(f"delegate__{path}" for path in READ), *(f"pickup__{path}" for path in OF_CAR))


def known_of(event: Event, direction: Direction, view: AgendaView | None) -> Known:
    """Flights of that way, and cars of both, with the meals that `view` shows, of which only passengers are told. Six queries."""
    legs = Leg.objects.filter(delegate__event=event, direction=direction).select_related(*OF_LEG)
    return Known(
        zone=event.zone,
        legs=list(legs.prefetch_related("delegate__person__names")),
        cars=list(event.pickups.select_related(*OF_CAR)),
        coming=list(coming_to(event)),
        meals=_meals(view),
        own=frozenset(_without_need(event)),
        groups=_groups(event),
    )


def _meals(view: AgendaView | None) -> list[Meal]:
    lines = [item.line for item in (view.standing if view else ())]
    return [
        Meal(line.title, Moment(line.day, line.start, line.zone), frozenset(line.groups))
        for line in lines
        if line.kind is ItemKind.MEAL and line.start and line.status is not Status.CANCELLED
    ]


def _without_need(event: Event) -> list[int]:
    rows = Preparation.objects.filter(delegate__event=event, needs_no_flight=True)
    return list(rows.values_list("delegate", flat=True))


def _groups(event: Event) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    of_all = Delegate.groups.through.objects.filter(delegate__event=event)
    for delegate, group in of_all.values_list("delegate", "group__uid"):
        found.setdefault(delegate, set()).add(str(group))
    return {delegate: frozenset(groups) for delegate, groups in found.items()}
