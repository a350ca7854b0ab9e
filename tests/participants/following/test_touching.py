"""Whatever changes the own lines of a delegate moves the moment of their last change, and nobody else's."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from participants.following.starring import star
from participants.models import Delegate
from participants.nominations.describing import describe
from participants.touching import touch
from participants.travel.cars import legs, pickups
from participants.travel.rooms import stays
from tests.factories import rows
from tests.participants.travel import makers
from tests.tours.serving.by_audience.makers import group

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2017, 1, 1, tzinfo=UTC)


@pytest.fixture
def people() -> list[Delegate]:
    """Who is concerned, and somebody else."""
    event = rows.event()
    return [makers.coming(event, "Ana Anić"), makers.coming(event, "Bo Bić")]


def moved(people: list[Delegate], change: Callable[[], Any]) -> list[bool]:
    Delegate.objects.update(changed_at=LONG_AGO)
    change()
    return [Delegate.objects.get(pk=row.pk).changed_at > LONG_AGO for row in people]


def test_flights(people: list[Delegate]) -> None:
    ana, by = people[0], rows.operator()
    facts = {"direction": "in", "lands_on": ana.event.starts}
    assert moved(people, lambda: legs.tell_leg(ana, facts, by=by)) == [True, False]
    leg = ana.legs.get()
    assert moved(people, lambda: legs.change_leg(leg, {"lands_at": time(9)}, by=by)) == [True, False]
    car = makers.pickup(ana.event)
    assert moved(people, lambda: legs.move_leg(leg, to=car, by=by)) == [True, False]
    assert moved(people, lambda: legs.remove_leg(leg, by=by)) == [True, False]


def test_cars(people: list[Delegate]) -> None:
    ana, by = people[0], rows.operator()
    car = makers.pickup(ana.event)
    makers.leg(ana, pickup=car)
    assert moved(people, lambda: pickups.change_pickup(car, {"time": time(9)}, by=by)) == [True, False]
    assert moved(people, lambda: pickups.delete_pickup(car, by=by)) == [True, False]


def test_rooms(people: list[Delegate]) -> None:
    (ana, bo), by = people, rows.operator()
    nights = {"arrives_on": ana.event.starts, "leaves_on": ana.event.starts + timedelta(2), "hotel": rows.venue()}
    assert moved(people, lambda: stays.give_rooms(ana.event, [ana], nights, by=by)) == [True, False]
    stay = ana.stays.get()
    assert moved(people, lambda: stays.change_stay(stay, {"room": "7"}, by=by)) == [True, False]
    assert moved(people, lambda: stays.change_stay(stay, {"delegate": bo}, by=by)) == [True, True]
    assert moved(people, lambda: stays.end_stay(bo.stays.get(), by=by)) == [False, True]


def test_groups_and_stars(people: list[Delegate]) -> None:
    ana, by = people[0], rows.operator()
    first = group(ana.event, "A")
    assert moved(people, lambda: describe(ana, {"groups": [first]}, by=by)) == [True, False]
    item = rows.item(ana.event)
    assert moved(people, lambda: star(ana, str(item.uid), on=True)) == [True, False]
    assert moved(people, lambda: star(ana, str(item.uid), on=False)) == [True, False]


def test_moment_never_goes_back_when_the_clock_does(people: list[Delegate]) -> None:
    ana, ahead = people[0], datetime(2199, 1, 1, tzinfo=UTC)
    Delegate.objects.update(changed_at=ahead)
    describe(ana, {"position": "Mayor"}, by=rows.operator())
    first = Delegate.objects.get(pk=ana.pk).changed_at
    touch([ana.pk])
    assert (first, Delegate.objects.get(pk=ana.pk).changed_at) == (
        ahead + timedelta(seconds=1),
        ahead + timedelta(seconds=2),
    )
