"""Makes the rows of the journey. `facts` are the fields that the test is about."""

from datetime import date, time
from typing import Any

from participants.models import Delegate, Leg, Pickup
from tours.models import Event


def leg(delegate: Delegate, **facts: Any) -> Leg:
    """A flight that lands in Seoul on the first day at noon."""
    told = {"carrier": "Korean Air", "number": "KE 938", "origin": "Frankfurt"}
    return Leg.objects.create(
        delegate=delegate, **{**told, "lands_on": date(2017, 9, 4), "lands_at": time(12, 0), **facts}
    )


def pickup(event: Event, **facts: Any) -> Pickup:
    """A van that leaves on the first day at half past twelve."""
    usual = {"day": date(2017, 9, 4), "time": time(12, 30), "vehicle": "Van 1", "place": "Incheon, gate 5"}
    return Pickup.objects.create(event=event, **{**usual, **facts})
