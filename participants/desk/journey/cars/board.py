"""What the pages of arrivals and departures show: the values of `travel.arrivals`, with names and cars in words."""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from participants.desk.journey.finding import JourneyDesk, agenda_told_to_delegates
from participants.models import Delegate, Pickup
from participants.travel.cars.arrivals import Ride, Stop, Traffic, crew_of, traffic
from participants.travel.cars.moments import in_words, moment_of_car
from participants.travel.cars.reading import known_of
from participants.travel.cars.signs import Sign, scripts_of, sign_of
from participants.travel.cars.telling_crews import Reach, reaches
from participants.travel.coming import body_of
from participants.vocabulary import Direction
from tours.models import Event
from tours.wording import short_weekday_and_day, weekday_and_date


class Line(NamedTuple):
    """A row of the table."""

    stop: Stop
    sign: Sign
    body: str
    place: str
    car: str


class CarLine(NamedTuple):
    ride: Ride
    crew: tuple[Delegate, ...]


class ShownDay(NamedTuple):
    title: str
    lines: tuple[Line, ...]
    cars: tuple[CarLine, ...]


def traffic_seen_by(desk: JourneyDesk, direction: Direction) -> Traffic:
    """What they miss is of the agenda as delegates know it. Who leaves misses nothing."""
    view = agenda_told_to_delegates(desk) if direction == Direction.IN else None
    return traffic(known_of(desk.event, direction, view), direction)


def board(desk: JourneyDesk, direction: Direction) -> dict[str, Any]:
    """The context of the page, and of the part of it that comes back when a row was changed in place."""
    event = desk.event
    found, scripts = traffic_seen_by(desk, direction), scripts_of(event)
    crew = reaches({person: None for ride in found.rides for person in crew_of(ride.car)})
    return {
        **desk._asdict(),
        "direction": direction.value,
        "is_in": direction == Direction.IN,
        "days": list(_days(event, found, scripts)),
        "flags": list(found.flags()),
        "without": [(row, row.display_name, body_of(row)) for row in found.without],
        "crew": crew,
        "by_telephone": by_telephone(crew),
    }


def by_telephone(crew: Collection[Reach]) -> list[Reach]:
    """The people to whom no mail can be sent."""
    return [reach for reach in crew if not reach.email]


def _days(event: Event, found: Traffic, scripts: Collection[str]) -> Iterator[ShownDay]:
    for day in found.days:
        yield ShownDay(
            weekday_and_date(day.day),
            tuple(_line(stop, event.zone, scripts) for stop in day.stops),
            tuple(CarLine(ride, tuple(crew_of(ride.car))) for ride in day.rides),
        )


def _line(stop: Stop, zone: str, scripts: Collection[str]) -> Line:
    leg = stop.leg
    is_in = leg.direction == Direction.IN
    place = leg.origin if is_in else leg.destination
    words = (_("from %(place)s") if is_in else _("to %(place)s")) % {"place": place} if place else ""
    car = car_in_words(leg.pickup, zone) if leg.pickup else ""
    return Line(stop, sign_of(leg.delegate, scripts), body_of(leg.delegate), words, car)


def car_in_words(car: Pickup, zone: str) -> str:
    """`Van 1, Mon 4 Sept, 12:30`; past midnight the time says both days."""
    moment = moment_of_car(car, zone)
    day = "" if moment.is_at_night else short_weekday_and_day(car.day)
    return ", ".join(filter(None, (str(car), day, in_words(moment, zone))))
