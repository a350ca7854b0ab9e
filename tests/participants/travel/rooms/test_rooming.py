"""The rooming list: nights, rooms that are shared, who pays, and what does not fit."""

from datetime import date
from typing import Any

import pytest

from participants.models import Preparation
from participants.travel.lists.rooms import payers_in_words, read_rooming
from participants.vocabulary import Capacity, DelegateState, Direction, Payer
from tests.factories import rows
from tests.participants import makers
from tests.participants.travel.makers import coming, leg, stay

pytestmark = pytest.mark.django_db
FOURTH, FIFTH, SIXTH, SEVENTH = (date(2017, 9, day) for day in (4, 5, 6, 7))


def test_two_hotels_have_their_beds_nights_and_payers_in_order() -> None:
    event = rows.event()
    first, second, third = (coming(event, name) for name in ("Ana Primer", "Boris Primer", "Vera Primer"))
    lotte, grand = rows.venue("Lotte"), rows.venue("Grand")
    stay(first, hotel=lotte, arrives_on=FOURTH, leaves_on=SEVENTH, shares_with=second, pays=Payer.PROGRAMME)
    stay(second, hotel=lotte, arrives_on=FOURTH, leaves_on=SIXTH, shares_with=first)
    stay(third, hotel=grand, arrives_on=FIFTH, leaves_on=SIXTH, pays=Payer.PROGRAMME)
    read = read_rooming(event)
    assert [
        (hotel.venue.name, [bed.stay.delegate.name for bed in hotel.beds], list(map(tuple, hotel.nights)))
        for hotel in read.hotels
    ] == [
        ("Grand", ["Vera Primer"], [(FIFTH, 1, 1)]),
        ("Lotte", ["Ana Primer", "Boris Primer"], [(FOURTH, 1, 2), (FIFTH, 1, 2), (SIXTH, 1, 1)]),
    ]
    assert [payers_in_words(hotel) for hotel in read.hotels] == [
        "Programme: 1 night",
        "Payer not known: 2 nights; Programme: 3 nights",
    ]


def test_who_has_no_room_is_named_but_not_who_needs_none_or_does_not_come() -> None:
    event = rows.event()
    without, own = coming(event, "Ana Primer"), coming(event, "Boris Primer")
    coming(event, "Vera Primer", attends="online")
    coming(event, "Petar Primer", state=DelegateState.WITHDRAWN)
    Preparation.objects.create(delegate=own, needs_no_room=True)
    assert read_rooming(event).without == (without,)


def test_who_is_of_the_place_sleeps_at_home_unless_a_flight_or_a_delegation_brings_them() -> None:
    event, by = makers.published_event(), rows.coordinator()
    coming(event, "Ana Primer", capacity=Capacity.DRIVER)
    lodged, flies = (coming(event, f"{name} Primer", capacity=Capacity.INTERPRETER) for name in ("Boris", "Petar"))
    brought = coming(event, "Vera Primer", capacity=Capacity.INTERPRETER, delegation=makers.delegation(event, by=by))
    leg(flies)
    stay(lodged, arrives_on=FIFTH, leaves_on=SIXTH)
    read = read_rooming(event)
    assert [row.name for row in read.without] == [flies.name, brought.name]
    assert [bed.name for hotel in read.hotels for bed in hotel.beds] == [lodged.name]


@pytest.mark.parametrize(
    ("facts", "flags"),
    [
        ({}, ()),
        ({"state": DelegateState.WITHDRAWN}, ("Withdrawn: take the room back, or give it to somebody else.",)),
        ({"present_from": FOURTH}, ("Comes on Mon 4 Sept, before the first night.",)),
        ({"present_until": SEVENTH}, ("Leaves on Thu 7 Sept, after the last night.",)),
    ],
)
def test_room_that_does_not_fit_says_why(facts: dict[str, Any], flags: tuple[str, ...]) -> None:
    row = coming(rows.event(), **{"present_from": FIFTH, "present_until": SIXTH, **facts})
    stay(row, arrives_on=FIFTH, leaves_on=SIXTH)
    [hotel] = read_rooming(row.event).hotels
    assert hotel.beds[0].flags == flags


def test_flight_says_the_days_where_nobody_said_otherwise() -> None:
    row = coming(rows.event())
    leg(row, lands_on=FIFTH)
    leg(row, direction=Direction.OUT, lands_on=None, leaves_on=SEVENTH)
    stay(row, arrives_on=SIXTH, leaves_on=SEVENTH)
    [hotel] = read_rooming(row.event).hotels
    assert hotel.beds[0].flags == ("Comes on Tue 5 Sept, before the first night.",)
