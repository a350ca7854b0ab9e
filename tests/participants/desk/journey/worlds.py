"""An event with people who come, their flights and cars."""

from datetime import time
from itertools import count
from typing import Any

from participants.models import Delegate, Leg, Pickup
from participants.vocabulary import Capacity, DelegateState, Direction
from tests.factories import rows
from tests.participants.travel.makers import coming
from tours.models import Event, Person, PersonName
from tours.vocabulary import ItemKind

_numbers = count(1)


def tour(people: int) -> Event:
    """So many come and leave, four in a car of three seats with a driver; one of them has no flight. One meets them all."""
    event = rows.event(title="Smart City Week")
    rows.item(event, kind=ItemKind.MEAL, title="Welcome lunch", start=time(11), end=None)
    meeter = coming(event, "Mina Kim", capacity=Capacity.MEETER)
    drivers = _people(event, (people + 3) // 4, capacity=Capacity.DRIVER)
    for direction in Direction:
        facts = {"event": event, "direction": direction, "day": event.starts, "time": time(12, 30), "seats": 3}
        Pickup.objects.bulk_create(Pickup(driver=driver, meeter=meeter, vehicle="Van", **facts) for driver in drivers)
    came = _people(event, people)
    PersonName.objects.bulk_create(
        PersonName(person=row.person, text="김민재", language="ko", script="Hang") for row in came
    )
    Leg.objects.bulk_create([*_legs(event, came[1:], Direction.IN), *_legs(event, came[1:], Direction.OUT)])
    return event


def _people(event: Event, number: int, **facts: Any) -> list[Delegate]:
    names = [f"Ana {next(_numbers)}" for _person in range(number)]
    Person.objects.bulk_create(Person(display_name=name) for name in names)
    cards = list(Person.objects.filter(display_name__in=names))
    usual = {"event": event, "state": DelegateState.ACCEPTED, **facts}
    return Delegate.objects.bulk_create(Delegate(name=str(card), person=card, **usual) for card in cards)


def _legs(event: Event, people: list[Delegate], direction: Direction) -> list[Leg]:
    end = "lands" if direction == Direction.IN else "leaves"
    facts: dict[str, Any] = {
        f"{end}_on": event.starts,
        f"{end}_at": time(12),
        "number": "KE 938",
        "direction": direction,
    }
    cars = list(Pickup.objects.filter(event=event, direction=direction))
    return [Leg(delegate=row, pickup=cars[place // 4], **facts) for place, row in enumerate(people)]
