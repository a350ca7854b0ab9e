"""What a move into another car asks of the database: the same, however many come."""

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from participants.models import Leg
from tests.counting import asked
from tests.factories import rows
from tests.participants.desk.journey.worlds import tour
from tests.tours.admin.conftest import browser_of
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
