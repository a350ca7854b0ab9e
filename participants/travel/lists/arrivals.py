"""Arrivals and departures as a value for their files."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from backstage.tables.cells import Value
from participants.models import Delegate, Pickup
from participants.travel.cars.arrivals import Stop, Traffic
from participants.travel.cars.signs import sign_of
from participants.travel.coming import body_of
from participants.travel.lists.values import Column, Part, PeopleList, Table, people_list
from participants.vocabulary import Direction
from tours.models import Event
from tours.wording import weekday_and_date


def arrivals_list(
    event: Event, traffic: Traffic, direction: Direction, scripts: Collection[str], *, at: datetime
) -> PeopleList:
    """The list of arrivals by day, as on the page; then those of whom no flight or train is known."""
    name = _("Arrivals") if direction == Direction.IN else _("Departures")
    parts = [Part(weekday_and_date(day.day), "", tuple(_rows(day.stops, direction, scripts))) for day in traffic.days]
    if traffic.without:
        parts.append(Part(_("No flight or train is known"), "", tuple(_without(traffic.without, scripts))))
    nothing = _("Nobody has told of a flight or train yet.")
    return people_list(event, name, [Table(name, _("Day"), _columns(direction), tuple(parts), nothing)], at=at)


def _columns(direction: Direction) -> tuple[Column, ...]:
    lands = direction == Direction.IN
    return (
        Column(_("Name"), 0.14),
        Column(_("Name in the country’s script"), 0.1),
        Column(_("Delegation"), 0.1),
        Column(_("Lands") if lands else _("Leaves"), 0.06),
        Column(_("Flight or train"), 0.1),
        Column(_("From") if lands else _("To"), 0.09),
        Column(_("Car"), 0.08),
        Column(_("Car leaves on"), 0.08),
        Column(_("At"), 0.05),
        Column(_("Driver and who meets them"), 0.1),
        Column(_("What does not fit"), 0.1),
    )


def _rows(stops: Iterable[Stop], direction: Direction, scripts: Collection[str]) -> Iterator[tuple[Value, ...]]:
    for stop in stops:
        leg, sign = stop.leg, sign_of(stop.leg.delegate, scripts)
        place = leg.origin if direction == Direction.IN else leg.destination
        who = (sign.latin, sign.local, body_of(leg.delegate))
        yield (*who, stop.moment.at, str(leg), place, *_car(leg.pickup), " ".join(stop.flags))


def _car(car: Pickup | None) -> tuple[Value, ...]:
    if car is None:
        return (None,) * 4
    crew = "; ".join(row.display_name for row in (car.driver, car.meeter) if row)
    return (str(car), car.day, car.time, crew)


def _without(rows: Iterable[Delegate], scripts: Collection[str]) -> Iterator[tuple[Value, ...]]:
    for row in rows:
        sign = sign_of(row, scripts)
        yield (sign.latin, sign.local, body_of(row), *(None,) * 8)
