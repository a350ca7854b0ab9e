"""Makes the rows of a journey."""

from datetime import timedelta
from typing import Any

from participants.models import Checklist, Delegate, DelegateNeeds, EntryRequirement, Leg, Pickup, Preparation, Stay
from participants.vocabulary import DelegateState, EntryRule
from tests.factories import rows
from tours.models import Event, PersonName


def coming(event: Event, name: str = "Ana Primer", **facts: Any) -> Delegate:
    """Somebody who comes, of no delegation unless one is given."""
    return Delegate.objects.create(
        event=event, **{"name": name, "person": rows.person(name), "state": DelegateState.ACCEPTED, **facts}
    )


def leg(delegate: Delegate, **facts: Any) -> Leg:
    return Leg.objects.create(delegate=delegate, **{"number": "KE 938", "lands_on": delegate.event.starts, **facts})


def pickup(event: Event, **facts: Any) -> Pickup:
    return Pickup.objects.create(event=event, **{"vehicle": "Van 1", "day": event.starts, **facts})


def stay(delegate: Delegate, **facts: Any) -> Stay:
    event = delegate.event
    nights = {"arrives_on": event.starts, "leaves_on": event.starts + timedelta(2)}
    return Stay.objects.create(delegate=delegate, **{**nights, **facts, "hotel": facts.get("hotel") or rows.venue()})


def needs(delegate: Delegate, **facts: Any) -> DelegateNeeds:
    return DelegateNeeds.objects.create(delegate=delegate, **facts)


def hangul(row: Delegate, text: str) -> PersonName:
    """Their name in the script of Seoul."""
    assert row.person
    return PersonName.objects.create(person=row.person, text=text, language="ko", script="Hang")


def preparation(delegate: Delegate, **facts: Any) -> Preparation:
    return Preparation.objects.create(delegate=delegate, **facts)


def asked_of_all(event: Event, **facts: Any) -> Checklist:
    """The event asks for everything, unless a test says otherwise."""
    names = [field.name for field in Checklist._meta.concrete_fields if field.name.startswith("asks_")]
    return Checklist.objects.create(event=event, **{**dict.fromkeys(names, True), **facts})


def entry_requirement(event: Event, **facts: Any) -> EntryRequirement:
    return EntryRequirement.objects.create(event=event, **{"rule": EntryRule.VISA, "days_needed": 30, **facts})
