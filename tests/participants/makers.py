"""Makes delegations and delegates, by the product's own verbs."""

from itertools import count
from typing import Any

from accounts.models import User
from participants.delegations.inviting import invite
from participants.models import Delegate, Delegation, FocalPoint
from participants.nominations import deciding, proposing
from tests.factories import rows
from tours.models import Event, ParticipatingCity

_numbers = count(1)


def published_event(**facts: Any) -> Event:
    made = rows.event(**facts)
    rows.publish(made)
    return made


def delegation(event: Event, *, by: User, seats: int = 2, city: Any = None, **facts: Any) -> Delegation:
    """A delegation that is invited, of a city of its own unless one is given."""
    number = next(_numbers)
    home = city or rows.city(f"Town {number}", zone="Europe/Belgrade")
    ours = ParticipatingCity.objects.create(event=event, city=home, seats=seats)
    return invite(event, [ours], by=by, facts=facts)[0]


def focal_point(event: Event, city: Any, **facts: Any) -> FocalPoint:
    words = {"name": "Ana Primer", "email": "ana@example.org"} | facts
    return FocalPoint.objects.create(programme=event.programme, city=city, **words)


def proposed(to: Delegation, *, by: User, name: str = "", **facts: Any) -> Delegate:
    """A name put forward, with a card of its own."""
    name = name or f"Primer {next(_numbers)}"
    return proposing.propose(to, name, by=by, facts={"person": rows.person(name), **facts})


def accepted(to: Delegation, *, by: User, **facts: Any) -> Delegate:
    return deciding.accept(proposed(to, by=by, **facts), by=by)


def taken(of: Delegation) -> int:
    return ParticipatingCity.objects.get(pk=of.participation_id).taken
