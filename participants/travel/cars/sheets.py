"""The sheet of somebody who drives or meets: whom they fetch or bring, when and where. Pages, paper and texts are made of it."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from participants.labels import DIRECTIONS
from participants.models import Delegate, Leg, Pickup
from participants.travel.cars.arrivals import crew_of
from participants.travel.cars.moments import in_words, moment_of, moment_of_car
from participants.travel.cars.signs import Sign, sign_of
from participants.travel.coming import body_of
from participants.vocabulary import Direction
from tours.models import Event
from tours.wording import as_of, weekday_and_date


class Passenger(NamedTuple):
    """`journey` is their flight or train, and when it lands or leaves."""

    sign: Sign
    body: str
    journey: str

    def __str__(self) -> str:
        return ", ".join(filter(None, (str(self.sign), self.body, self.journey)))


class Errand(NamedTuple):
    """One car, as its driver or meeter reads of it."""

    key: int
    day: date
    title: str
    when: str
    route: str
    crew: str
    passengers: tuple[Passenger, ...]
    note: str = ""


class CrewSheet(NamedTuple):
    title: str
    programme: str
    language: str
    name: str
    as_of: str
    at: datetime
    errands: tuple[Errand, ...]


def errands_by_crew(
    event: Event, cars: Iterable[Pickup], legs: Iterable[Leg], scripts: Collection[str]
) -> dict[Delegate, tuple[Errand, ...]]:
    """The errands of each driver and meeter, in the order of the cars."""
    inside: dict[int, list[Leg]] = {}
    for leg in legs:
        if leg.pickup_id:
            inside.setdefault(leg.pickup_id, []).append(leg)
    found: dict[Delegate, list[Errand]] = {}
    for car in sorted(cars, key=lambda car: moment_of_car(car, event.zone).order):
        errand = _errand(car, inside.get(car.pk, []), event.zone, scripts)
        for person in crew_of(car):
            found.setdefault(person, []).append(errand)
    return {person: tuple(errands) for person, errands in found.items()}


def crew_sheet(event: Event, person: Delegate, errands: tuple[Errand, ...], *, at: datetime) -> CrewSheet:
    here = at.astimezone(ZoneInfo(event.zone)).replace(second=0, microsecond=0)
    words = as_of(here, event.zone)
    return CrewSheet(event.title, event.programme.name, event.language, person.display_name, words, here, errands)


def _errand(car: Pickup, legs: list[Leg], zone: str, scripts: Collection[str]) -> Errand:
    moment = moment_of_car(car, zone)
    ordered = sorted(legs, key=lambda leg: (moment_of(leg, zone).order, leg.pk))
    return Errand(
        key=car.pk,
        day=car.day,
        title=": ".join(filter(None, (str(DIRECTIONS[Direction(car.direction)]), car.vehicle))),
        when=f"{weekday_and_date(car.day)}, {in_words(moment, zone)}",
        route=_route(car),
        crew=_crew(car),
        passengers=tuple(_passenger(leg, zone, scripts) for leg in ordered),
        note=car.note,
    )


def _route(car: Pickup) -> str:
    if car.place and car.destination:
        return _("%(from)s to %(to)s") % {"from": car.place, "to": car.destination}
    return car.place or car.destination


def _crew(car: Pickup) -> str:
    words = []
    if car.driver:
        words.append(_("Driver: %(name)s") % {"name": car.driver.display_name})
    if car.meeter:
        words.append(_("Met by: %(name)s") % {"name": car.meeter.display_name})
    return ". ".join(words)


def _passenger(leg: Leg, zone: str, scripts: Collection[str]) -> Passenger:
    row = leg.delegate
    return Passenger(sign_of(row, scripts), body_of(row), journey_of(leg, zone))


def journey_of(leg: Leg, zone: str) -> str:
    """`KE 938 from Frankfurt, lands 14:20`; `KE 937 to Frankfurt, leaves 13:05`."""
    is_in = leg.direction == Direction.IN
    facts = {"place": leg.origin if is_in else leg.destination, "when": in_words(moment_of(leg, zone), zone)}
    where = (_("from %(place)s") if is_in else _("to %(place)s")) % facts if facts["place"] else ""
    when = (_("lands %(when)s") if is_in else _("leaves %(when)s")) % facts
    return ", ".join(filter(None, (" ".join(filter(None, (leg.carrier, leg.number, where))), when)))
