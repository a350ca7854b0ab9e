"""Arrivals and departures as values: who comes or goes on which day, in which car, and what does not fit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from participants.models import Delegate, Leg, Pickup
from participants.travel.cars.moments import Moment, in_words, moment_of, moment_of_car
from participants.travel.coming import comes, is_of_the_place
from participants.vocabulary import DelegateState, Direction
from tours.wording import clock

LONGEST_WAIT = timedelta(minutes=45)
AT_ONE_TIME = timedelta(minutes=30)
"""Whoever drives or meets two cars that leave less than this apart is in two places."""


class Meal(NamedTuple):
    """A meal of the agenda, with the groups that it is for by their UIDs; without any, it is for everyone."""

    title: str
    moment: Moment
    groups: frozenset[str] = frozenset()


class Stop(NamedTuple):
    """The last leg in of a delegate, or the first one out, with what does not fit."""

    leg: Leg
    moment: Moment
    when: str
    flags: tuple[str, ...]


class Ride(NamedTuple):
    """A car with who sits in it, in the order of their moments."""

    car: Pickup
    when: str
    passengers: tuple[Leg, ...]
    flags: tuple[str, ...]


class Day(NamedTuple):
    day: date
    stops: tuple[Stop, ...]
    rides: tuple[Ride, ...]


class Flag(NamedTuple):
    """`anchor` is the row that it stands at."""

    anchor: str
    name: str
    sentence: str


class Traffic(NamedTuple):
    """All that comes, or goes. `without` are those of whom no flight or train is known."""

    days: tuple[Day, ...]
    without: tuple[Delegate, ...]

    @property
    def stops(self) -> tuple[Stop, ...]:
        return tuple(stop for day in self.days for stop in day.stops)

    @property
    def rides(self) -> tuple[Ride, ...]:
        return tuple(ride for day in self.days for ride in day.rides)

    def flags(self) -> Iterator[Flag]:
        for day in self.days:
            for stop in day.stops:
                yield from (Flag(f"leg-{stop.leg.pk}", stop.leg.delegate.display_name, each) for each in stop.flags)
            for ride in day.rides:
                yield from (Flag(f"car-{ride.car.pk}", str(ride.car), each) for each in ride.flags)


@dataclass(frozen=True, slots=True)
class Known:
    """What was read; cars of both ways, as nobody drives two at one time. `own` are the keys of those who need no flight."""

    zone: str
    legs: Sequence[Leg]
    cars: Sequence[Pickup]
    coming: Sequence[Delegate]
    meals: Sequence[Meal] = ()
    own: frozenset[int] = frozenset()
    groups: Mapping[int, frozenset[str]] | None = None
    """The UIDs of the groups of delegates, by the keys of these."""


def traffic(known: Known, direction: Direction) -> Traffic:
    """Whoever does not come is listed as long as they sit in a car."""
    legs = [leg for leg in known.legs if leg.direction == direction]
    stops = [_stop(leg, known) for leg in main_legs(legs, known.zone) if leg.pickup_id or comes(leg.delegate)]
    return Traffic(_days(stops, _rides(legs, known, direction), known.zone), tuple(_without(known, legs)))


def main_legs(legs: Iterable[Leg], zone: str) -> list[Leg]:
    """The last leg in and the first leg out of each delegate, in the order of time."""
    found: dict[int, Leg] = {}
    for leg in sorted(legs, key=lambda leg: moment_of(leg, zone).order):
        if leg.direction == Direction.IN or leg.delegate_id not in found:
            found[leg.delegate_id] = leg
    return sorted(found.values(), key=lambda leg: (moment_of(leg, zone).order, leg.pk or 0))


def _without(known: Known, legs: Iterable[Leg]) -> Iterator[Delegate]:
    settled = {leg.delegate_id for leg in legs} | known.own
    return (row for row in known.coming if row.pk not in settled and not is_of_the_place(row))


def _days(stops: Iterable[Stop], rides: Iterable[Ride], zone: str) -> tuple[Day, ...]:
    found: dict[date, tuple[list[Stop], list[Ride]]] = {}
    for stop in stops:
        found.setdefault(stop.moment.listed_on, ([], []))[0].append(stop)
    for ride in sorted(rides, key=lambda ride: moment_of_car(ride.car, zone).order):
        found.setdefault(moment_of_car(ride.car, zone).listed_on, ([], []))[1].append(ride)
    return tuple(Day(day, tuple(found[day][0]), tuple(found[day][1])) for day in sorted(found))


def _stop(leg: Leg, known: Known) -> Stop:
    moment = moment_of(leg, known.zone)
    return Stop(leg, moment, in_words(moment, known.zone), tuple(_stop_flags(leg, moment, known)))


def _stop_flags(leg: Leg, moment: Moment, known: Known) -> Iterator[str]:
    if not comes(leg.delegate):
        yield _("%(state)s: take them out of the car.") % {"state": _why_not(leg.delegate)}
        return
    car = moment_of_car(leg.pickup, known.zone) if leg.pickup else None
    if car is None and leg.delegate_id not in known.own:
        yield _("Nobody fetches them.") if leg.direction == Direction.IN else _("No car brings them.")
    if leg.direction == Direction.OUT:
        yield from _departure_flags(moment, car)
        return
    yield from _arrival_flags(moment, car)
    there = (car.instant if car else None) or moment.instant
    meal = _last_meal(moment.listed_on, leg.delegate, known)
    if meal and there and meal.moment.instant and meal.moment.instant < there:
        facts = {"meal": meal.title, "time": in_words(meal.moment, known.zone)}
        yield _("They miss “%(meal)s” at %(time)s.") % facts


def _why_not(row: Delegate) -> str:
    return row.get_attends_display() if row.state == DelegateState.ACCEPTED else row.get_state_display()


def _arrival_flags(lands: Moment, car: Moment | None) -> Iterator[str]:
    if car and lands.instant and car.instant and lands.at and car.at:
        facts = {"lands": clock(lands.at), "car": clock(car.at), "wait": _length(car.instant - lands.instant)}
        if car.instant < lands.instant:
            yield _("They land at %(lands)s, after the car leaves at %(car)s.") % facts
        elif car.instant - lands.instant > LONGEST_WAIT:
            yield _("They wait %(wait)s: they land at %(lands)s, and the car leaves at %(car)s.") % facts


def _departure_flags(leaves: Moment, car: Moment | None) -> Iterator[str]:
    if car and leaves.instant and car.instant and car.instant >= leaves.instant and leaves.at and car.at:
        facts = {"car": clock(car.at), "leaves": clock(leaves.at)}
        yield _("The car leaves at %(car)s, too late: they leave at %(leaves)s.") % facts


def _length(wait: timedelta) -> str:
    hours, minutes = divmod(int(wait.total_seconds()) // 60, 60)
    facts = {"hours": hours, "minutes": minutes}
    return (_("%(hours)d h %(minutes)d min") if hours else _("%(minutes)d minutes")) % facts


def _last_meal(day: date, row: Delegate, known: Known) -> Meal | None:
    """The dinner of the day of arrival, as far as it is for them: nobody minds a breakfast before they landed."""
    groups = (known.groups or {}).get(row.pk, frozenset())
    meals = [meal for meal in known.meals if meal.moment.listed_on == day and (not meal.groups or meal.groups & groups)]
    return max(meals, key=lambda meal: meal.moment.order, default=None)


def _rides(legs: Iterable[Leg], known: Known, direction: Direction) -> Iterator[Ride]:
    inside: dict[int, list[Leg]] = {}
    for leg in legs:
        if leg.pickup_id:
            inside.setdefault(leg.pickup_id, []).append(leg)
    busy = _busy(known)
    for car in known.cars:
        if car.direction == direction:
            when = in_words(moment_of_car(car, known.zone), known.zone)
            passengers = sorted(inside.get(car.pk, []), key=lambda leg: (moment_of(leg, known.zone).order, leg.pk or 0))
            yield Ride(car, when, tuple(passengers), tuple(_ride_flags(car, len(passengers), known.zone, busy)))


def _ride_flags(car: Pickup, passengers: int, zone: str, busy: Mapping[tuple[int, int], Pickup]) -> Iterator[str]:
    if car.seats is not None and passengers > car.seats:
        yield _("%(passengers)d passengers, and seats for %(seats)d.") % {"passengers": passengers, "seats": car.seats}
    for person in crew_of(car):
        if not comes(person):
            yield _("%(name)s does not come: choose somebody else.") % {"name": person.display_name}
        if other := busy.get((car.pk, person.pk)):
            facts = {"name": person.display_name, "car": other, "when": in_words(moment_of_car(other, zone), zone)}
            yield _("%(name)s is in another car at that time: %(car)s, %(when)s.") % facts


def crew_of(car: Pickup) -> list[Delegate]:
    """Driver and meeter, once if they are one person."""
    return list(dict.fromkeys(person for person in (car.driver, car.meeter) if person))


def _busy(known: Known) -> dict[tuple[int, int], Pickup]:
    """The nearest car that a person of the crew has at the same time, by car and person. Cars of both ways count."""
    found: dict[tuple[int, int], Pickup] = {}
    last: dict[int, Pickup] = {}
    for car in sorted(known.cars, key=lambda car: moment_of_car(car, known.zone).order):
        for person in crew_of(car):
            before = last.get(person.pk)
            if before and _at_one_time(before, car, known.zone):
                found[car.pk, person.pk] = before
                found.setdefault((before.pk, person.pk), car)
            last[person.pk] = car
    return found


def _at_one_time(one: Pickup, other: Pickup, zone: str) -> bool:
    first, second = moment_of_car(one, zone).instant, moment_of_car(other, zone).instant
    return first is not None and second is not None and second - first < AT_ONE_TIME
