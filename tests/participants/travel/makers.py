"""Makes rows of the journey, with what an ordinary delegate says."""

from datetime import date, timedelta
from typing import Any

from participants.models import Delegate, DelegateNeeds, Leg, Pickup, Preparation, Stay, TravelDocument
from participants.travel.documents import keep_document
from participants.travel.facts import DocumentFacts
from participants.vocabulary import Diet, Direction, DocumentKind, Insurance
from tests.factories import rows
from tours.models import Event, Venue


def facts(**changed: Any) -> DocumentFacts:
    given = {
        "kind": DocumentKind.PASSPORT,
        "surname": "Primerova",
        "given_names": "Ana",
        "birth_date": date(1975, 5, 3),
        "nationality": "HR",
        "number": "P7654321",
        "expires_on": date(2093, 1, 1),
        "issued_by": "Rijeka police",
    }
    return DocumentFacts(**{**given, **changed})


def document(delegate: Delegate, *, scan: bytes | None = None, **changed: Any) -> TravelDocument:
    return keep_document(delegate, facts(**changed), by=rows.operator(), scan=scan)


def leg(delegate: Delegate, **changed: Any) -> Leg:
    given = {"direction": Direction.IN, "carrier": "Korean Air", "number": "KE 938", "lands_on": delegate.event.starts}
    return Leg.objects.create(delegate=delegate, **{**given, **changed})


def pickup(event: Event, **changed: Any) -> Pickup:
    given = {"direction": Direction.IN, "day": event.starts, "place": "Incheon", "vehicle": "Van 2"}
    return Pickup.objects.create(event=event, **{**given, **changed})


def stay(delegate: Delegate, **changed: Any) -> Stay:
    starts = delegate.event.starts
    given = {"arrives_on": starts, "leaves_on": starts + timedelta(days=2), "room": "612"}
    hotel = changed.pop("hotel", None) or Venue.objects.create(
        city=rows.rijeka(), name=f"Hotel {Venue.objects.count()}"
    )
    return Stay.objects.create(delegate=delegate, hotel=hotel, **{**given, **changed})


def needs(delegate: Delegate, **changed: Any) -> DelegateNeeds:
    given = {"diet": Diet.VEGAN, "access": "Ground floor", "emergency_name": "Ivan Primer"}
    return DelegateNeeds.objects.create(delegate=delegate, **{**given, **changed})


def preparation(delegate: Delegate, **changed: Any) -> Preparation:
    return Preparation.objects.create(delegate=delegate, **{"insurance": Insurance.OWN, **changed})
