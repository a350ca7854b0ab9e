"""How those who come travel, where they stay and what they need, many of each."""

from datetime import time

from participants.models import (
    Checklist,
    Delegate,
    DelegateNeeds,
    EntryRequirement,
    Leg,
    Pickup,
    Preparation,
    Stay,
    TravelDocument,
)
from participants.travel.documents.facts import written
from participants.travel.documents.sealing import seal
from participants.vocabulary import (
    Capacity,
    DelegateState,
    Diet,
    Direction,
    EntryRule,
    EntryStep,
    Insurance,
    Payer,
    RoomKind,
)
from tests.desk.event_rows import cards
from tests.desk.growing import grown
from tests.desk.programme_rows import countries
from tests.participants.travel.documents.document_makers import facts
from tours.models import Event, Venue


def fill_journey(event: Event, size: int, delegates: list[Delegate], *, mark: str) -> Delegate:
    """Every delegate has a row of each kind. Returns who meets all the cars."""
    Checklist.objects.create(event=event, **{name: True for name in _asked()})
    grown(EntryRequirement, size, event=event, country=countries(size), rule=[*EntryRule], days_needed=30)
    EntryRequirement.objects.create(event=event, rule=EntryRule.VISA)
    many, sealed = len(delegates), seal(written(facts()))
    needs = {"diet": [*Diet], "access": "Steps are hard.", "emergency_name": "Iva {n}"}
    grown(DelegateNeeds, many, delegate=delegates, **needs)
    grown(Preparation, many, delegate=delegates, insurance=[*Insurance], entry=[*EntryStep])
    grown(TravelDocument, many, delegate=delegates, facts=sealed)
    _fill_rooms(event, delegates, mark=mark)
    return _fill_cars(event, size, delegates, mark=mark)


def _asked() -> list[str]:
    return [field.name for field in Checklist._meta.concrete_fields if field.name.startswith("asks_")]


def _fill_rooms(event: Event, delegates: list[Delegate], *, mark: str) -> None:
    """Two share a room."""
    many, hotels = len(delegates), list(Venue.objects.filter(name__startswith=f"{mark} hall").order_by("pk"))
    nights = {"arrives_on": event.starts, "leaves_on": event.ends, "kind": RoomKind.TWIN, "pays": [*Payer]}
    grown(
        Stay,
        many,
        **nights,
        delegate=delegates,
        hotel=hotels,
        shares_with=lambda n: delegates[n ^ 1] if n ^ 1 < many else None,
    )


def _fill_cars(event: Event, size: int, delegates: list[Delegate], *, mark: str) -> Delegate:
    """Each car has its own driver, both ways; one person meets them all."""
    crew = {"event": event, "state": DelegateState.ACCEPTED, "takes_seat": False}
    people = cards(event, size + 1, name=f"{mark} Driver {{n}}")
    names = [each.display_name for each in people]
    *drivers, meeter = grown(
        Delegate,
        size + 1,
        **crew,
        person=people,
        name=names,
        capacity=lambda n: Capacity.DRIVER if n < size else Capacity.MEETER,
    )
    for way, day, end in ((Direction.IN, event.starts, "lands"), (Direction.OUT, event.ends, "leaves")):
        of = {"event": event, "direction": way, "day": day, "time": time(13), "seats": 7, "vehicle": "Van {n}"}
        cars = grown(Pickup, size, **of, driver=drivers, meeter=meeter)
        told = {"direction": way, "number": "KE {n}", f"{end}_on": day, f"{end}_at": time(12)}
        grown(Leg, len(delegates), **told, delegate=delegates, pickup=cars)
    return meeter
