"""Arrivals and departures as values, of rows that no database has seen."""

from datetime import date, time
from itertools import count
from typing import Any

import pytest

from participants.models import Delegate, Delegation, Leg, Pickup
from participants.travel.cars.arrivals import Known, Meal, main_legs, traffic
from participants.travel.cars.moments import Moment
from participants.vocabulary import Capacity, DelegateState, Direction
from tours.models import Event

SEOUL = "Asia/Seoul"
MONDAY, TUESDAY = date(2017, 9, 4), date(2017, 9, 5)
NOON = time(12)
DINNER = Meal("Welcome dinner", Moment(MONDAY, time(19), SEOUL))
_keys = count(1)


def delegate(name: str = "Ana Primer", **facts: Any) -> Delegate:
    event = Event(pk=1, zone=SEOUL)
    return Delegate(pk=next(_keys), name=name, event=event, **{"state": DelegateState.ACCEPTED, **facts})


def car(at: time | None = time(12, 30), **facts: Any) -> Pickup:
    return Pickup(pk=next(_keys), **{"day": MONDAY, "time": at, "vehicle": "Van 1", **facts})


def leg(at: time | None = NOON, **facts: Any) -> Leg:
    usual = {
        "delegate": facts.pop("delegate", None) or delegate(),
        "lands_on": MONDAY,
        "lands_at": at,
        "number": "KE 938",
    }
    return Leg(pk=next(_keys), **{**usual, **facts})


def out(at: time | None = NOON, **facts: Any) -> Leg:
    return leg(None, **{"direction": Direction.OUT, "lands_on": None, "leaves_on": MONDAY, "leaves_at": at, **facts})


def known(*legs: Leg, cars: Any = (), coming: Any = (), **facts: Any) -> Known:
    sat = {each.pickup for each in legs if each.pickup}
    return Known(SEOUL, legs, [*sat, *cars], coming, **facts)


def flags(*legs: Leg, direction: Direction = Direction.IN, **facts: Any) -> list[str]:
    return [flag.sentence for flag in traffic(known(*legs, **facts), direction).flags()]


@pytest.mark.parametrize(
    ("leaves", "said"),
    [
        (time(12, 0), []),
        (time(12, 45), []),
        (time(12, 46), ["They wait 46 minutes: they land at 12:00, and the car leaves at 12:46."]),
        (time(14, 5), ["They wait 2 h 5 min: they land at 12:00, and the car leaves at 14:05."]),
        (time(11, 59), ["They land at 12:00, after the car leaves at 11:59."]),
        (None, []),
    ],
)
def test_long_waits_and_cars_that_have_left(leaves: time | None, said: list[str]) -> None:
    assert flags(leg(pickup=car(leaves))) == said


def test_wait_is_counted_in_instants() -> None:
    """13:00 in Manila is 14:00 in Seoul."""
    assert flags(leg(time(13), lands_zone="Asia/Manila", pickup=car(time(13, 30)))) == [
        "They land at 13:00, after the car leaves at 13:30."
    ]
    assert flags(leg(time(13), lands_zone="Asia/Manila", pickup=car(time(14, 30)))) == []


def test_nobody_fetches_whoever_has_no_car() -> None:
    assert flags(leg()) == ["Nobody fetches them."]
    assert flags(out(), direction=Direction.OUT) == ["No car brings them."]


def test_whoever_comes_on_their_own_waits_for_no_car() -> None:
    come, go = leg(), out()
    own = frozenset({come.delegate.pk, go.delegate.pk})
    assert [flags(come, own=own), flags(go, own=own, direction=Direction.OUT)] == [[], []]


@pytest.mark.parametrize(
    ("lands", "leaves", "is_missed"),
    [(time(18, 20), time(18, 50), False), (time(18, 20), time(19, 1), True), (time(23, 40), None, True)],
)
def test_dinner_is_missed_by_who_cannot_be_there(lands: time, leaves: time | None, is_missed: bool) -> None:
    meals = [Meal("Breakfast", Moment(MONDAY, time(7), SEOUL)), DINNER]
    said = ["They miss “Welcome dinner” at 19:00."] if is_missed else []
    assert flags(leg(lands, pickup=car(leaves)), meals=meals) == said


def test_dinner_of_another_day_is_not_missed() -> None:
    next_day = leg(lands_on=TUESDAY, pickup=car(day=TUESDAY))
    assert flags(next_day, meals=[DINNER]) == []


def test_dinner_of_the_evening_before_is_missed_past_midnight_and_one_of_another_group_is_not() -> None:
    late = leg(time(0, 20), lands_on=TUESDAY, pickup=car(time(0, 40), day=TUESDAY))
    assert flags(late, meals=[DINNER]) == ["They miss “Welcome dinner” at 19:00."]
    assert flags(late, meals=[DINNER._replace(groups=frozenset({"B"}))]) == []
    ours = {late.delegate.pk: frozenset({"B"})}
    assert len(flags(late, meals=[DINNER._replace(groups=frozenset({"B"}))], groups=ours)) == 1


@pytest.mark.parametrize(("leaves", "late"), [(time(11, 59), False), (time(12), True)])
def test_departure_whose_car_leaves_too_late(leaves: time, late: bool) -> None:
    said = [f"The car leaves at {leaves:%H:%M}, too late: they leave at 12:00."] if late else []
    assert flags(out(pickup=car(leaves, direction=Direction.OUT)), direction=Direction.OUT) == said


def test_more_passengers_than_seats() -> None:
    van = car(seats=1)
    assert flags(leg(pickup=van)) == []
    assert flags(leg(pickup=van), leg(pickup=van)) == ["2 passengers, and seats for 1."]


def test_whoever_drives_or_meets_two_cars_at_one_time() -> None:
    petar = delegate("Petar Vozač", capacity=Capacity.DRIVER)
    cars = [car(driver=petar), car(time(12, 59), meeter=petar, vehicle="Van 2"), car(time(13, 29), driver=petar)]
    assert flags(cars=cars) == [
        "Petar Vozač is in another car at that time: Van 2, 12:59.",
        "Petar Vozač is in another car at that time: Van 1, 12:30.",
    ]
    assert flags(cars=[cars[0], car(time(12, 45), direction=Direction.OUT, meeter=petar, vehicle="Bus")]) == [
        "Petar Vozač is in another car at that time: Bus, 12:45."
    ]
    assert flags(cars=[car(driver=petar, meeter=petar)]) == []


def test_who_does_not_come_is_listed_as_long_as_they_sit_in_a_car() -> None:
    gone = delegate(state=DelegateState.WITHDRAWN)
    assert flags(leg(delegate=gone, pickup=car())) == ["Withdrawn: take them out of the car."]
    assert traffic(known(leg(delegate=gone)), Direction.IN).stops == ()
    assert flags(leg(delegate=delegate(attends="online"), pickup=car())) == ["Online: take them out of the car."]
    assert flags(cars=[car(driver=delegate("Petar", state=DelegateState.REPLACED))]) == [
        "Petar does not come: choose somebody else."
    ]


def test_without_are_those_who_come_and_need_a_flight() -> None:
    ana, iva, own = delegate("Ana"), delegate("Iva"), delegate("By car")
    guide = delegate("Guide", capacity=Capacity.INTERPRETER)
    brought = delegate("Brought", capacity=Capacity.INTERPRETER, delegation=Delegation(pk=1))
    coming = [ana, iva, own, guide, brought, delegate("Driver", capacity=Capacity.DRIVER)]
    found = known(leg(delegate=ana), coming=coming, own=frozenset({own.pk}))
    assert traffic(found, Direction.IN).without == (iva, brought)
    assert traffic(found, Direction.OUT).without == (ana, iva, brought)


def test_last_leg_in_and_first_leg_out_are_those_that_count_across_the_date_line() -> None:
    """They land in Honolulu before they left Tokyo, by the clocks."""
    ana = delegate()
    tokyo = leg(time(20), delegate=ana, lands_zone="Asia/Tokyo")
    honolulu = leg(time(9), delegate=ana, lands_zone="Pacific/Honolulu")
    assert main_legs([honolulu, tokyo], "Pacific/Honolulu") == [honolulu]
    first, second = out(time(9), delegate=ana), out(time(15), delegate=ana)
    assert main_legs([second, first], SEOUL) == [first]


def test_past_midnight_is_in_the_list_of_the_evening_before_and_says_both_days() -> None:
    found = traffic(
        known(leg(time(23, 50)), leg(time(0, 20), lands_on=TUESDAY), leg(time(4), lands_on=TUESDAY)), Direction.IN
    )
    assert [(day.day, [stop.when for stop in day.stops]) for day in found.days] == [
        (MONDAY, ["23:50", "00:20 on Tuesday 5 September, the night after Monday 4 September"]),
        (TUESDAY, ["04:00"]),
    ]


def test_what_has_no_time_comes_last_on_its_day() -> None:
    found = traffic(known(leg(None), leg(time(22))), Direction.IN)
    assert [stop.when for stop in found.stops] == ["22:00", "time not known"]
