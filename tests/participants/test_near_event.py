"""A mistyped year is refused wherever a list goes day by day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from participants.models import Delegate
from participants.nominations.describing import describe
from participants.travel.cars.legs import change_leg, tell_leg
from participants.travel.rooms.stays import change_stay, give_rooms
from participants.vocabulary import Direction
from tests.factories import rows
from tests.participants.travel.makers import coming, leg, stay

pytestmark = pytest.mark.django_db
FAR = date(2107, 9, 4)
SENTENCE = "More than 100 days from the event, which is on 4–8 September 2017. Look at month and year."


def give(row: Delegate, leaves_on: date) -> Any:
    facts = {"hotel": rows.venue(), "arrives_on": row.event.starts, "leaves_on": leaves_on}
    return give_rooms(row.event, [row], facts, by=rows.operator())


@pytest.mark.parametrize(
    ("verb", "field"),
    [
        (lambda row: tell_leg(row, {"direction": Direction.OUT, "leaves_on": FAR}, by=None), "leaves_on"),
        (lambda row: change_leg(leg(row), {"lands_on": date(1917, 9, 4)}, by=None), "lands_on"),
        (lambda row: give(row, FAR), "leaves_on"),
        (lambda row: change_stay(stay(row), {"leaves_on": FAR}, by=rows.operator()), "leaves_on"),
        (lambda row: describe(row, {"present_until": FAR}, by=None), "present_until"),
    ],
    ids=["tell_leg", "change_leg", "give_rooms", "change_stay", "describe"],
)
def test_day_far_from_the_event_is_refused(verb: Callable[[Delegate], Any], field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        verb(coming(rows.event()))
    assert refusal.value.message_dict == {field: [SENTENCE]}


def test_what_stands_since_the_event_moved_stays_as_it_is() -> None:
    row = coming(rows.event())
    flight, nights = leg(row), stay(row)
    type(row.event).objects.filter(pk=row.event.pk).update(starts=date(2018, 9, 4), ends=date(2018, 9, 8))
    change_leg(flight, {"lands_on": flight.lands_on, "number": "KE 1"}, by=None)
    change_stay(nights, {"leaves_on": nights.leaves_on, "room": "301"}, by=rows.operator())
    flight.refresh_from_db()
    nights.refresh_from_db()
    assert (flight.number, nights.room) == ("KE 1", "301")
