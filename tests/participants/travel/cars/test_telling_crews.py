"""Who is told of what changes in cars: the crews concerned, once, by what it comes to in the end, and nobody else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from accounts.letters.urgency import Urgency, urgency_headers
from accounts.models import User
from backstage.grounds import NO_GROUNDS
from backstage.mail.bounces import mark_undeliverable
from participants.models import Delegate, DelegateContact, Leg, Pickup
from participants.nominations.proposing import register_directly
from participants.travel.cars.arrivals import crew_of
from participants.travel.cars.legs import change_leg, move_leg, remove_leg, tell_leg
from participants.travel.cars.pickups import change_pickup, delete_pickup, make_pickup
from participants.travel.cars.telling_crews import changing_cars, reaches
from participants.vocabulary import Capacity, Direction, Whose
from tests.factories import rows
from tests.participants import makers
from tests.participants.travel.makers import leg, pickup
from tours.models import Event
from tours.vocabulary import EventState

pytestmark = pytest.mark.django_db


@dataclass
class Tour:
    """Two vans, each with a driver; one meets both. Ana sits in the first."""

    event: Event
    by: User
    ana: Leg
    van: Pickup
    later: Pickup


def local(event: Event, name: str, capacity: Capacity, by: User, **contact: Any) -> Delegate:
    row = register_directly(event, rows.person(name), by=by, facts={"capacity": capacity})
    DelegateContact.objects.create(delegate=row, **contact)
    return row


@pytest.fixture(autouse=True)
def _before_the_event() -> Iterator[None]:
    with time_machine.travel("2017-09-01T12:00Z", tick=False):
        yield


@pytest.fixture
def tour() -> Tour:
    event, by = makers.published_event(title="Smart City Week"), rows.coordinator()
    ana = makers.accepted(makers.delegation(event, by=by, city=rows.rijeka()), by=by, name="Ana Primer")
    petar = local(event, "Petar Vozač", Capacity.DRIVER, by, email="petar@example.org")
    ivo = local(event, "Ivo Vozač", Capacity.DRIVER, by, email="ivo@example.org")
    mina = local(event, "Mina Kim", Capacity.MEETER, by, email="mina@example.org", telephone="+82 10 000")
    van = pickup(event, time=time(12, 30), place="Incheon, gate 5", driver=petar, meeter=mina)
    later = pickup(event, time=time(15, 30), driver=ivo, vehicle="Van 2")
    return Tour(event, by, leg(ana, lands_at=time(12), origin="Frankfurt", pickup=van), van, later)


def told(mailoutbox: list[Any]) -> list[str]:
    return sorted(to for mail in mailoutbox for to in mail.to)


def test_flight_that_slips_is_told_to_the_crew_of_its_car(tour: Tour, mailoutbox: list[Any]) -> None:
    change_leg(tour.ana, {"lands_at": time(15, 0), "told_by": "Her office"}, by=tour.by)
    assert told(mailoutbox) == ["mina@example.org", "petar@example.org"]
    assert [mail.extra_headers for mail in mailoutbox] == [urgency_headers(Urgency.NOTICE)] * 2
    assert (mailoutbox[0].subject, mailoutbox[0].body.splitlines()) == (
        "Your cars: Smart City Week",
        [
            "Dear Mina Kim,",
            "",
            "something changed in the cars that you drive or meet at Smart City Week.",
            "",
            "Changed:",
            "Monday 4 September 2017, 12:30 · Arrival: Van 1",
            "Incheon, gate 5",
            "Driver: Petar Vozač. Met by: Mina Kim",
            "- Ana Primer, Rijeka, KE 938 from Frankfurt, lands 15:00",
            "This is no longer so:",
            "- Ana Primer, Rijeka, KE 938 from Frankfurt, lands 12:00",
            "",
            "If you cannot do this, please answer this mail.",
        ],
    )


def test_one_move_tells_both_crews_and_nobody_else(tour: Tour, mailoutbox: list[Any]) -> None:
    pickup(tour.event, driver=local(tour.event, "Other", Capacity.DRIVER, tour.by, email="other@example.org"))
    moved = move_leg(tour.ana, to=tour.later, by=tour.by)
    assert (moved.pickup, told(mailoutbox)) == (
        tour.later,
        ["ivo@example.org", "mina@example.org", "petar@example.org"],
    )


def test_what_one_transaction_takes_back_tells_nobody_and_much_of_it_makes_one_mail(
    tour: Tour, mailoutbox: list[Any]
) -> None:
    with changing_cars(tour.event, by=tour.by, grounds=NO_GROUNDS):
        move_leg(tour.ana, to=tour.later, by=tour.by)
        move_leg(tour.ana, to=tour.van, by=tour.by)
    assert mailoutbox == []
    with changing_cars(tour.event, by=tour.by, grounds=NO_GROUNDS):
        change_pickup(tour.van, {"time": time(12, 40)}, by=tour.by)
        change_leg(tour.ana, {"number": "KE 939"}, by=tour.by)
    assert told(mailoutbox) == ["mina@example.org", "petar@example.org"]


def test_new_crew_and_former_crew_are_told(tour: Tour, mailoutbox: list[Any]) -> None:
    change_pickup(tour.van, {"driver": tour.later.driver}, by=tour.by)
    words = {mail.to[0]: mail.body.splitlines()[4] for mail in mailoutbox}
    assert words == {
        "ivo@example.org": "New:",
        "mina@example.org": "Changed:",
        "petar@example.org": "No longer yours:",
    }


def test_car_that_is_made_or_deleted_is_told_and_its_passengers_stay(tour: Tour, mailoutbox: list[Any]) -> None:
    facts = {"day": date(2017, 9, 5), "time": time(9), "driver": tour.van.driver}
    made = make_pickup(tour.event, facts, by=tour.by)
    assert (told(mailoutbox), made.direction) == (["petar@example.org"], "in")
    mailoutbox.clear()
    delete_pickup(tour.van, by=tour.by)
    tour.ana.refresh_from_db()
    assert (told(mailoutbox), tour.ana.pickup) == (["mina@example.org", "petar@example.org"], None)


def test_leg_that_is_told_or_removed(tour: Tour, mailoutbox: list[Any]) -> None:
    made = tell_leg(tour.ana.delegate, {"lands_on": date(2017, 9, 4), "pickup": tour.later}, by=tour.by)
    assert told(mailoutbox) == ["ivo@example.org"]
    mailoutbox.clear()
    remove_leg(made, by=tour.by)
    assert (told(mailoutbox), Leg.objects.count()) == (["ivo@example.org"], 1)


def test_what_changes_nothing_writes_nothing(tour: Tour, mailoutbox: list[Any]) -> None:
    with time_machine.travel("2017-09-02T12:00Z", tick=False):
        change_leg(tour.ana, {"lands_at": time(12, 0)}, by=tour.by)
        change_pickup(tour.van, {"time": time(12, 30)}, by=tour.by)
        move_leg(tour.ana, to=tour.van, by=tour.by)
        change_pickup(tour.van, {"note": "Has a wheelchair."}, by=tour.by)
    tour.ana.refresh_from_db()
    assert (mailoutbox, tour.ana.told_at.day, tour.ana.changed_at.day) == ([], 1, 1)


def test_flight_says_when_it_was_told_and_not_when_its_car_was_chosen(tour: Tour) -> None:
    with time_machine.travel("2017-09-02T12:00Z", tick=False):
        assert change_leg(tour.ana, {"pickup": tour.later, "number": "KE 938"}, by=tour.by).told_at.day == 1
        assert change_leg(tour.ana, {"number": "KE 939"}, by=tour.by).told_at.day == 2


@pytest.mark.parametrize("state", [EventState.POSTPONED, EventState.CANCELLED])
def test_nobody_is_told_while_the_event_does_not_take_place(tour: Tour, mailoutbox: list[Any], state: str) -> None:
    Event.objects.update(state=state)
    move_leg(tour.ana, to=tour.later, by=tour.by)
    assert mailoutbox == []


def test_nobody_is_told_of_days_that_are_over(tour: Tour, mailoutbox: list[Any]) -> None:
    """In Seoul it is the fifth already."""
    with time_machine.travel("2017-09-04T16:00Z", tick=False):
        move_leg(tour.ana, to=tour.later, by=tour.by)
    assert mailoutbox == []


def test_assistants_stand_in_and_who_has_no_mail_is_told_by_telephone(tour: Tour, mailoutbox: list[Any]) -> None:
    DelegateContact.objects.filter(email="petar@example.org").update(email="", telephone="+385 51 000")
    DelegateContact.objects.filter(email="mina@example.org").update(email="")
    crew = crew_of(tour.van)
    DelegateContact.objects.create(delegate=crew[1], whose=Whose.ASSISTANT, email="office@example.org")
    with changing_cars(tour.event, by=tour.by, grounds=NO_GROUNDS) as changed:
        move_leg(tour.ana, to=None, by=tour.by)
    assert (told(mailoutbox), [str(reach.person) for reach in changed.to_call]) == (
        ["office@example.org"],
        ["Petar Vozač"],
    )
    assert [(str(reach.person), reach.email, reach.telephone) for reach in reaches(crew)] == [
        ("Mina Kim", "office@example.org", "+82 10 000"),
        ("Petar Vozač", "", "+385 51 000"),
    ]


def test_cars_of_another_event_or_of_the_other_way_are_refused(tour: Tour, mailoutbox: list[Any]) -> None:
    elsewhere = pickup(rows.event())
    for other in (elsewhere, pickup(tour.event, direction=Direction.OUT)):
        with pytest.raises(ValidationError):
            move_leg(tour.ana, to=other, by=tour.by)
    with pytest.raises(ValidationError, match="Take everybody out of the car first"):
        change_pickup(tour.van, {"direction": Direction.OUT}, by=tour.by)
    assert mailoutbox == []


def test_crew_is_reached_at_their_own_address_before_their_assistants_and_where_mail_arrives(tour: Tour) -> None:
    petar = tour.van.driver
    assert petar
    DelegateContact.objects.filter(delegate=petar).delete()
    for whose in (Whose.ASSISTANT, Whose.OWN):
        contact = {"email": f"{whose}@example.org", "telephone": f"of {whose}"}
        DelegateContact.objects.create(delegate=petar, whose=whose, **contact)
    assert [(each.email, each.telephone) for each in reaches([petar])] == [("own@example.org", "of own")]
    mark_undeliverable("own@example.org", reason="5.1.1")
    assert [(each.email, each.telephone) for each in reaches([petar])] == [("assistant@example.org", "of own")]
