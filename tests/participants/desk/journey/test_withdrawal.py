"""Somebody who withdraws five days before: what goes by itself, and what the registrar finds marked."""

from datetime import datetime, time

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from participants.models import Leg, Stay, TravelDocument
from participants.nominations.deciding import withdraw
from participants.vocabulary import Capacity, Direction
from tests.factories import rows
from tests.participants import makers
from tests.participants.travel import makers as journeys
from tests.participants.travel.documents.document_makers import document
from tests.tours.admin.conftest import browser_of
from tours.models import Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


@time_machine.travel(datetime.fromisoformat("2017-08-30T12:00Z"), tick=False)
def test_documents_go_and_room_and_car_are_marked_until_they_are_freed() -> None:
    by = rows.operator()
    event = makers.published_event()
    ana = makers.accepted(makers.delegation(event, by=by), by=by, name="Ana Primer")
    driver = journeys.coming(event, "Boris Primer", capacity=Capacity.DRIVER)
    car = journeys.pickup(event, driver=driver, time=time(13), direction=Direction.IN)
    flight = journeys.leg(ana, pickup=car, lands_at=time(12, 30))
    stay = journeys.stay(ana, room="612")
    document(ana)
    desk = browser_of(rows.colleague(RoleKind.REGISTRAR, at=event))
    before = marks(desk, event)
    withdraw(ana, by=by)
    assert (before, marks(desk, event), TravelDocument.objects.count()) == ([False, False], [True, True], 0)
    assert (Leg.objects.get().pickup, Stay.objects.get().room) == (car, "612")
    desk.post(reverse("participants:move_leg", args=[event.uid, flight.pk]), {"pickup": ""})
    desk.post(reverse("participants:journey_end_stay", args=[stay.pk]))
    assert (marks(desk, event), Stay.objects.count()) == ([False, False], 0)


def marks(desk: Client, event: Event) -> list[bool]:
    """Whether the lists of arrivals and of rooms say what to do."""
    return [
        words in desk.get(reverse(f"participants:{name}", args=[event.uid])).content.decode()
        for name, words in (
            ("arrivals", "Withdrawn: take them out of the car."),
            ("journey_rooms", "take the room back"),
        )
    ]
