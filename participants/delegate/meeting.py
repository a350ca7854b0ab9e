"""The people who meet a delegate and drive them, and whom they call."""

from collections.abc import Iterable
from typing import NamedTuple

from participants.models import DelegateContact, Leg, Pickup
from participants.vocabulary import Direction, Whose


class Crew(NamedTuple):
    name: str
    telephone: str
    drives: bool


class Ride(NamedTuple):
    """A car of theirs, with who meets them first and who drives."""

    car: Pickup
    is_arrival: bool
    crew: tuple[Crew, ...]


def rides_of(legs: Iterable[Leg]) -> list[Ride]:
    """Each car once. One query more, for telephones."""
    cars = list(dict.fromkeys(leg.pickup for leg in legs if leg.pickup))
    telephones = _telephones(cars) if cars else {}
    return [_ride(car, telephones) for car in cars]


def _ride(car: Pickup, telephones: dict[int, str]) -> Ride:
    people = ((car.meeter, False), (car.driver, True))
    crew = (Crew(each.display_name, telephones.get(each.pk, ""), drives) for each, drives in people if each)
    return Ride(car, car.direction == Direction.IN, tuple(crew))


def _telephones(cars: Iterable[Pickup]) -> dict[int, str]:
    """The telephones of those who drive and meet people, for those whom they fetch. They work here, and nobody finds
    them without a number.
    """
    people = {key for car in cars for key in (car.driver_id, car.meeter_id) if key}
    found = DelegateContact.objects.filter(delegate__in=people, whose=Whose.OWN)
    return dict(found.values_list("delegate", "telephone"))
