"""The verbs of cars: made, changed and taken back."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.models import Pickup
from participants.touching import touch
from participants.travel.cars.telling_crews import changing_cars
from tours.models import Event

FIELDS = ("direction", "day", "time", "place", "destination", "vehicle", "seats", "driver", "meeter", "note")
Facts = Mapping[str, Any]
"""Values by the names in FIELDS. What is not named stays."""


def make_pickup(event: Event, facts: Facts, *, by: User | None, grounds: Grounds = NO_GROUNDS) -> Pickup:
    """Raises ValidationError, as the others here do."""
    with changing_cars(event, by=by, grounds=grounds) as changed:
        return _saved(Pickup(event=changed.event), facts)


def change_pickup(car: Pickup, facts: Facts, *, by: User | None, grounds: Grounds = NO_GROUNDS) -> Pickup:
    """What changes nothing writes nothing."""
    with changing_cars(car.event, by=by, grounds=grounds):
        current = fresh(car)
        if all(getattr(current, name) == value for name, value in facts.items()):
            return current
        if facts.get("direction", current.direction) != current.direction and current.legs.exists():
            raise ValidationError(
                {"direction": _("Take everybody out of the car first: they do not go the other way.")}
            )
        return _saved(current, facts)


def delete_pickup(car: Pickup, *, by: User | None, grounds: Grounds = NO_GROUNDS) -> None:
    """Whoever sits in it has no car from then on."""
    with changing_cars(car.event, by=by, grounds=grounds):
        _touch_passengers(car)
        fresh(car).delete()


def fresh(car: Pickup) -> Pickup:
    """The car as it is now."""
    return Pickup.objects.select_related("event", "driver", "meeter").get(pk=car.pk)


def _saved(car: Pickup, facts: Facts) -> Pickup:
    for name in facts:
        setattr(car, name, facts[name])
    car.full_clean()
    car.save()
    _touch_passengers(car)
    return car


def _touch_passengers(car: Pickup) -> None:
    touch(list(car.legs.values_list("delegate", flat=True)))
