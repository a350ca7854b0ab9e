"""The own lines of a delegate beside the agenda: flights, cars and rooms. They are worked out at each request and never kept."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from participants.following.own_rows import OwnRows
from participants.models import Delegate, Leg, Pickup, Stay
from participants.nominations.offering import zone_of
from participants.vocabulary import Direction
from tours.wording import clock, full_date, weekday_and_day, zone_time


class OwnLine(NamedTuple):
    """`zone` is empty where nobody knows it: then the clock is that of the place, and nobody can say what it is at home."""

    day: date
    at: time | None
    zone: str
    title: str
    details: tuple[str, ...] = ()
    has_clock: bool = True


def own_lines(rows: OwnRows, zone: str) -> dict[date, list[OwnLine]]:
    """The delegate's own lines by day, in order. What has no time comes last on its day. `zone` is the event's."""
    lines = [
        *_of_legs(rows.legs, zone),
        *map(_of_car, rows.cars, [zone] * len(rows.cars)),
        *_of_stays(rows.stays, zone),
    ]
    found: dict[date, list[OwnLine]] = {}
    for line in sorted(lines, key=_order):
        found.setdefault(line.day, []).append(line)
    return found


def when(line: OwnLine, zone: str) -> str:
    """`14:20`, and the zone if it is not the event's."""
    if line.at is None:
        return _("time not known") if line.has_clock else ""
    elsewhere = zone_time(line.zone, line.day) if line.zone not in ("", zone) else ""
    return f"{clock(line.at)} {elsewhere}".rstrip()


def at_home(day: date, at: time | None, zone: str, home: str) -> str:
    """`07:20 at home`, with the day if that is another one; empty where clocks at home show the same, or nobody knows."""
    if at is None or not zone or not home:
        return ""
    here = datetime.combine(day, at, ZoneInfo(zone))
    there = here.astimezone(ZoneInfo(home))
    if there.utcoffset() == here.utcoffset():
        return ""
    words = clock(there.time())
    if there.date() != day:
        words = f"{weekday_and_day(there.date())} {words}"
    return _("%(time)s at home") % {"time": words}


def home_zone(delegate: Delegate) -> str:
    """The zone of their city, as far as that is known."""
    return zone_of(delegate) if delegate.delegation else ""


def flight(leg: Leg) -> str:
    return " ".join(filter(None, (leg.carrier, leg.number)))


def _order(line: OwnLine) -> tuple[date, bool, time]:
    return line.day, line.at is None, line.at or time.max


def _of_legs(legs: Iterable[Leg], zone: str) -> Iterator[OwnLine]:
    for leg in legs:
        if leg.leaves_on:
            title = _("Leave %(place)s") % {"place": leg.origin} if leg.origin else _("Departure")
            to = _("to %(place)s") % {"place": leg.destination} if leg.destination else ""
            yield OwnLine(leg.leaves_on, leg.leaves_at, leaving_zone(leg, zone), title, _filled(flight(leg), to))
        if leg.lands_on:
            title = _("Arrive at %(place)s") % {"place": leg.destination} if leg.destination else _("Arrival")
            come_from = _("from %(place)s") % {"place": leg.origin} if leg.origin else ""
            yield OwnLine(leg.lands_on, leg.lands_at, landing_zone(leg, zone), title, _filled(flight(leg), come_from))


def leaving_zone(leg: Leg, zone: str) -> str:
    return leg.leaves_zone or (zone if leg.direction == Direction.OUT else "")


def landing_zone(leg: Leg, zone: str) -> str:
    return leg.lands_zone or (zone if leg.direction == Direction.IN else "")


def car_title(car: Pickup) -> str:
    return _("Car from %(place)s") % {"place": car.place} if car.place else _("Car")


def car_details(car: Pickup) -> tuple[str, ...]:
    return _filled(_("to %(place)s") % {"place": car.destination} if car.destination else "", car.vehicle)


def _of_car(car: Pickup, zone: str) -> OwnLine:
    meeter = _("Met by %(name)s") % {"name": car.meeter.display_name} if car.meeter else ""
    driver = _("Driver: %(name)s") % {"name": car.driver.display_name} if car.driver else ""
    return OwnLine(car.day, car.time, zone, car_title(car), _filled(*car_details(car), meeter, driver))


def _of_stays(stays: Iterable[Stay], zone: str) -> Iterator[OwnLine]:
    for stay in stays:
        name = {"hotel": stay.hotel.name}
        yield OwnLine(
            stay.arrives_on, None, zone, _("Hotel: %(hotel)s") % name, tuple(stay_details(stay)), has_clock=False
        )
        yield OwnLine(stay.leaves_on, None, zone, _("Leave the hotel: %(hotel)s") % name, has_clock=False)


def stay_details(stay: Stay) -> Iterator[str]:
    yield from _filled(stay.hotel.address, stay.hotel.local_name, stay.hotel.local_address)
    if stay.room:
        yield _("Room %(room)s") % {"room": stay.room}
    if stay.shares_with:
        yield _("Shared with %(name)s") % {"name": stay.shares_with}
    yield _("Until %(day)s") % {"day": full_date(stay.leaves_on)}


def _filled(*words: str) -> tuple[str, ...]:
    return tuple(word for word in words if word)
