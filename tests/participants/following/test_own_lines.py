"""The own lines of a delegate as values: in which order, by which clock, and as which entries of a calendar."""

from datetime import date, time

import pytest

from participants.following.own_entries import own_pieces
from participants.following.own_lines import own_lines
from participants.following.own_rows import OwnRows, own_rows
from participants.following.standing import standing_of
from participants.models import Leg
from participants.vocabulary import Direction
from tests.participants.delegate.agenda_world import tour
from tests.participants.travel import makers

DAY, SEOUL = date(2017, 9, 4), "Asia/Seoul"


def told(*legs: Leg) -> list[tuple[str, time | None, str]]:
    return [(line.title, line.at, line.zone) for line in own_lines(OwnRows(legs, ()), SEOUL)[DAY]]


def test_far_end_of_a_flight_has_no_zone_unless_it_is_told() -> None:
    there = Leg(direction=Direction.IN, leaves_on=DAY, leaves_at=time(9), lands_on=DAY, lands_at=time(14))
    home = Leg(direction=Direction.OUT, leaves_on=DAY, leaves_at=time(10), lands_on=DAY, lands_at=time(15))
    assert told(there) == [("Departure", time(9), ""), ("Arrival", time(14), SEOUL)]
    assert told(home) == [("Departure", time(10), SEOUL), ("Arrival", time(15), "")]


def test_line_without_a_time_comes_last_on_its_day() -> None:
    legs = [Leg(direction=Direction.IN, lands_on=DAY, lands_at=at) for at in (None, time(14), time(9))]
    assert told(*legs) == [("Arrival", at, SEOUL) for at in (time(9), time(14), None)]


@pytest.mark.django_db
def test_flight_room_and_car_with_the_same_key_are_three_entries() -> None:
    world = tour()
    car = makers.pickup(world.event, pk=7)
    makers.leg(world.delegate, pk=7, pickup=car)
    makers.stay(world.delegate, pk=7)
    pieces = own_pieces(standing_of(world.delegate).reading, own_rows(world.delegate))
    assert len({_uid(piece.entry) for piece in pieces}) == 3


def _uid(text: bytes) -> bytes:
    return next(line for line in text.splitlines() if line.startswith(b"UID:"))
