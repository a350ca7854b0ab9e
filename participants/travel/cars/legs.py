"""The verbs of flights and trains: told, changed, taken back, and put into a car."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.models import Delegate, Leg, Pickup
from participants.near_event import refuse_far_days
from participants.touching import touch
from participants.travel.cars.telling_crews import changing_cars

JOURNEY = (
    "carrier",
    "number",
    "origin",
    "leaves_on",
    "leaves_at",
    "leaves_zone",
    "destination",
    "lands_on",
    "lands_at",
    "lands_zone",
)
"""What whoever travels knows of it."""
FIELDS = ("direction", *JOURNEY, "pickup", "told_by", "told")
DAYS = ("leaves_on", "lands_on")
Facts = Mapping[str, Any]
"""Values by the names in FIELDS. What is not named stays."""


def tell_leg(delegate: Delegate, facts: Facts, *, by: User | None, grounds: Grounds = NO_GROUNDS) -> Leg:
    """A flight, train or drive that is new to us. Raises ValidationError, as the others here do."""
    with changing_cars(delegate.event, by=by, grounds=grounds):
        refuse_far_days(delegate.event, facts, *DAYS)
        return _saved(Leg(delegate=delegate), facts)


def change_leg(leg: Leg, facts: Facts, *, by: User | None, grounds: Grounds = NO_GROUNDS) -> Leg:
    """Writes the facts, and that they were told now, unless the car alone is another. What changes nothing writes nothing."""
    with changing_cars(leg.delegate.event, by=by, grounds=grounds):
        current = fresh(leg)
        changed = {name: value for name, value in facts.items() if getattr(current, name) != value}
        refuse_far_days(current.delegate.event, changed, *DAYS)
        if changed.keys() - {"pickup"}:
            current.told_at = timezone.now()
        return _saved(current, changed) if changed else current


def remove_leg(leg: Leg, *, by: User | None, grounds: Grounds = NO_GROUNDS) -> None:
    with changing_cars(leg.delegate.event, by=by, grounds=grounds):
        fresh(leg).delete()
        touch([leg.delegate_id])


def move_leg(leg: Leg, *, to: Pickup | None, by: User | None, grounds: Grounds = NO_GROUNDS) -> Leg:
    """Puts whoever comes or goes by it into another car, or out of theirs. Nobody told us of the flight anew."""
    with changing_cars(leg.delegate.event, by=by, grounds=grounds):
        current = fresh(leg)
        return current if current.pickup == to else _saved(current, {"pickup": to})


def fresh(leg: Leg) -> Leg:
    """The leg as it is now."""
    return Leg.objects.select_related("delegate__event", "pickup").get(pk=leg.pk)


def _saved(leg: Leg, facts: Facts) -> Leg:
    for name in facts:
        setattr(leg, name, facts[name])
    leg.full_clean()
    leg.save()
    touch([leg.delegate_id])
    return leg
