"""What the pages of arrivals and cars ask of the database: the same, however many come."""

from typing import Any

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from participants.models import Leg, Pickup
from tests.counting import asked
from tests.factories import rows
from tests.participants.desk.journey.worlds import tour
from tests.tours.admin.conftest import browser_of
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
COSTS = {
    "arrivals": 28,
    "departures": 12,
    "arrivals_xlsx": 27,
    "departures_xlsx": 11,
    "new_pickup": 6,
    "pickup": 15,
    "crew": 8,
    "crew_pdf": 7,
    "leg": 6,
    "new_leg": 6,
    "move_leg": 6,
}
"""Queries, with two of the session. What arrivals cost above departures is the agenda, whose meals are missed."""
MOVE = 58
"""Of a move in place: what the crews have before and after, four each, and all of the list anew."""


@time_machine.travel("2017-09-01T12:00Z", tick=False)
@pytest.mark.parametrize("people", [3, 40, pytest.param(500, marks=pytest.mark.slow)])
def test_pages_cost_the_same_however_many_come(people: int) -> None:
    event = tour(people)
    desk = browser_of(rows.colleague(RoleKind.REGISTRAR, at=event))
    ContentType.objects.get_for_model(Leg)  # kept in memory by each process
    leg, car = Leg.objects.select_related("pickup")[0], Pickup.objects.filter(event=event)[0]
    keys = {"pickup": car.pk, "crew": car.meeter_id, "crew_pdf": car.driver_id, "leg": leg.pk, "move_leg": leg.pk}
    keys["new_leg"] = leg.delegate_id
    found = {}
    for name in COSTS:
        address = reverse(f"participants:{name}", args=[event.uid, *([keys[name]] if name in keys else [])])
        with asked() as seen:
            answer: Any = desk.get(address)
        assert answer.status_code == 200
        found[name] = seen.queries
    assert found == COSTS
    with asked() as seen:
        answer = desk.post(address, {"pickup": ""}, headers={"HX-Request": "true"})
    assert (answer.status_code, seen.queries) == (200, MOVE)
