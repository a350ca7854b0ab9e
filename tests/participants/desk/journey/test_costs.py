"""What the lists of the journey, and a move into another car, ask of the database: the same, however many come."""

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from participants.models import DelegateNeeds, Leg, Stay, TravelDocument
from participants.travel.documents.facts import written
from participants.travel.documents.sealing import seal
from participants.vocabulary import Capacity
from tests.counting import asked
from tests.factories import rows
from tests.participants.desk.journey.worlds import tour
from tests.participants.travel import makers as journeys
from tests.participants.travel.documents.document_makers import facts
from tests.tours.admin.conftest import browser_of
from tours.models import Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
MOVE = 44
"""Of a move in place: what the crews have before and after, four each, and all of the list anew."""


@time_machine.travel("2017-09-01T12:00Z", tick=False)
@pytest.mark.parametrize("people", [3, 40, pytest.param(500, marks=pytest.mark.slow)])
def test_move_costs_the_same_however_many_come(people: int) -> None:
    event = tour(people)
    rows.publish(event, by=rows.operator())
    desk = browser_of(rows.colleague(RoleKind.REGISTRAR, at=event))
    leg = Leg.objects.order_by("pk")[0]
    address = reverse("participants:move_leg", args=[event.uid, leg.pk])
    ContentType.objects.get_for_model(Leg)  # kept in memory by each process
    desk.get(address)
    with asked() as seen:
        answer = desk.post(address, {"pickup": ""}, headers={"HX-Request": "true"})
    assert (answer.status_code, seen.queries) == (200, MOVE)


FILES = {"arrivals": 12, "departures": 11, "rooms": 7, "meals": 25, "presence": 6, "checklist": 11, "entry": 7}
LISTS = {
    "arrivals": 12,
    "departures": 11,
    "journey_rooms": 9,
    "journey_list/meals": 25,
    "journey_list/presence": 6,
    "journey_checklist": 11,
    "journey_entry": 9,
    "journey_addresses": 7,
    "journey_lacking": 12,
    "travel_documents": 4,
    **{f"journey_{kind}/{name}": queries for kind in ("pdf", "xlsx") for name, queries in FILES.items()},
}
"""What each list asks of the database once the process is warm."""


@time_machine.travel("2017-09-01T12:00Z", tick=False)
@pytest.mark.parametrize("people", [3, 40, pytest.param(500, marks=pytest.mark.slow)])
def test_every_list_costs_the_same_however_many_come(people: int) -> None:
    event = tour(people)
    _with_rooms_needs_and_documents(event)
    journeys.asked_of_all(event)
    journeys.entry_requirement(event)
    rows.publish(event, by=rows.operator())
    desk = browser_of(rows.operator())
    desk.get(address_of("arrivals", event))
    assert {name: queries_of(desk, address_of(name, event)) for name in LISTS} == LISTS


def _with_rooms_needs_and_documents(event: Event) -> None:
    came, sealed = event.delegates.filter(capacity=Capacity.DELEGATE), seal(written(facts()))
    nights = {"hotel": rows.venue(), "arrives_on": event.starts, "leaves_on": event.ends}
    Stay.objects.bulk_create(Stay(delegate=row, **nights) for row in came)
    DelegateNeeds.objects.bulk_create(DelegateNeeds(delegate=row, diet="Vegetarian") for row in came)
    TravelDocument.objects.bulk_create(TravelDocument(delegate=row, facts=sealed) for row in came)


def address_of(name: str, event: Event) -> str:
    route, _separator, part = name.partition("/")
    return reverse(f"participants:{route}", args=[event.uid, *([part] if part else [])])


def queries_of(desk: Client, address: str) -> int:
    with asked() as seen:
        answer = desk.get(address)
    assert answer.status_code == 200
    return seen.queries
