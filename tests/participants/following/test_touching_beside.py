"""Whatever a delegate's own lines tell, of which row it may be, touches the delegates in whose lines it stands.

The test goes through all columns that own lines read: a new one fails until it is said here how it changes.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple

import pytest

from accounts.models import User
from participants.following.own_rows import OF_LEG, OF_STAY
from participants.forgetting_journeys import forget_journeys, forget_pickups
from participants.models import Delegate, Leg, Pickup, Stay
from participants.nominations.describing import choose_card
from participants.nominations.renaming import rename
from participants.people.contacting import write_contacts
from participants.people.merging import merge_people
from participants.privacy.blanking import blank_names, delete_contacts
from participants.travel.cars import legs, pickups
from participants.travel.rooms import stays
from tests.factories import rows
from tests.participants.travel import makers
from tests.tours.admin.conftest import browser_of
from tests.tours.admin.pages import shown
from tours.editions.redaction.redacting import erase_person
from tours.models import City, Event, Person, Venue
from tours.record.shared_rows import save_shared

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2017, 1, 1, tzinfo=UTC)
OF_THEMSELVES = {"changed_at", "pickup__changed_at"}
"""Moments of a row, which every change of it moves."""
STAYS = {"pickup__direction"}
"""What does not change while anybody sits in the car."""


class World(NamedTuple):
    """Ana flies in, is met and driven, and shares a room with Cy. Bo comes too, and has a flight, a car and a room of his own."""

    by: User
    ana: Delegate
    bo: Delegate
    cy: Delegate
    driver: Delegate
    meeter: Delegate
    leg: Leg
    car: Pickup
    stay: Stay

    def moved(self, change: Callable[["World"], Any]) -> list[bool]:
        """Whether it moves the moment of Ana's last change, and of Bo's."""
        Delegate.objects.update(changed_at=LONG_AGO)
        change(self)
        return [Delegate.objects.get(pk=row.pk).changed_at > LONG_AGO for row in (self.ana, self.bo)]


@pytest.fixture
def world() -> World:
    event = rows.event()
    ana, bo, cy = (makers.coming(event, name) for name in ("Ana Anić", "Bo Bić", "Cy Cić"))
    driver, meeter = (makers.coming(event, name, capacity=name.lower()) for name in ("Driver", "Meeter"))
    car = makers.pickup(event, driver=driver, meeter=meeter)
    leg = makers.leg(ana, pickup=car)
    makers.leg(bo, pickup=makers.pickup(event))
    stay = makers.stay(ana, shares_with=cy)
    makers.stay(bo, hotel=rows.venue("Hotel of others", city=rows.rijeka()))
    return World(rows.operator(), ana, bo, cy, driver, meeter, leg, car, stay)


def of_leg(**facts: Any) -> Callable[[World], Any]:
    return lambda world: legs.change_leg(world.leg, facts, by=world.by)


def of_car(**facts: Any) -> Callable[[World], Any]:
    return lambda world: pickups.change_pickup(world.car, facts, by=world.by)


def of_stay(**facts: Any) -> Callable[[World], Any]:
    return lambda world: stays.change_stay(world.stay, facts, by=world.by)


def of_hotel(**facts: Any) -> Callable[[World], Any]:
    return lambda world: save_shared(Venue.objects.get(pk=world.stay.hotel_id), facts)


def turned_round(world: World) -> None:
    legs.move_leg(world.leg, to=None, by=world.by)
    Delegate.objects.update(changed_at=LONG_AGO)
    day = world.ana.event.ends
    legs.change_leg(world.leg, {"direction": "out", "leaves_on": day, "lands_on": None}, by=world.by)


def card(row: Delegate) -> Person:
    assert row.person
    return row.person


def redacted(row: Delegate, *, by: User) -> None:
    rows.appearance(row.event, card(row))
    erase_person(row.event, person_uid=str(card(row).uid), names=[row.name], by=by, reason="They asked for it.")


NIGHT = timedelta(days=1)
CHANGES: Mapping[str, Callable[[World], Any]] = {
    "direction": turned_round,
    "carrier": of_leg(carrier="Korean Air"),
    "number": of_leg(number="KE 1"),
    "origin": of_leg(origin="Zagreb"),
    "leaves_on": lambda world: of_leg(leaves_on=world.ana.event.starts - NIGHT)(world),
    "leaves_at": lambda world: of_leg(leaves_on=world.ana.event.starts - NIGHT, leaves_at=time(9))(world),
    "leaves_zone": of_leg(leaves_zone="Europe/Zagreb"),
    "destination": of_leg(destination="Incheon"),
    "lands_on": lambda world: of_leg(lands_on=world.ana.event.ends)(world),
    "lands_at": of_leg(lands_at=time(9)),
    "lands_zone": of_leg(lands_zone="Asia/Tokyo"),
    "pickup__day": lambda world: of_car(day=world.ana.event.ends)(world),
    "pickup__time": of_car(time=time(9)),
    "pickup__place": of_car(place="Gate 5"),
    "pickup__destination": of_car(destination="Hotel"),
    "pickup__vehicle": of_car(vehicle="Van 9"),
    "pickup__driver__name": lambda world: rename(world.driver, "Lee", by=world.by),
    "pickup__driver__person__display_name": lambda world: save_shared(card(world.driver), {"display_name": "Lee"}),
    "pickup__meeter__name": lambda world: rename(world.meeter, "Kim", by=world.by),
    "pickup__meeter__person__display_name": lambda world: save_shared(card(world.meeter), {"display_name": "Kim"}),
    "arrives_on": lambda world: of_stay(arrives_on=world.stay.arrives_on - NIGHT, shares_with=None)(world),
    "leaves_on of the hotel": lambda world: of_stay(leaves_on=world.stay.leaves_on + NIGHT, shares_with=None)(world),
    "room": of_stay(room="7", shares_with=None),
    "shares_with__name": lambda world: rename(world.cy, "Cyril", by=world.by),
    "hotel__name": of_hotel(name="Hotel Neu"),
    "hotel__address": of_hotel(address="1 New Street"),
    "hotel__local_name": of_hotel(local_name="호텔"),
    "hotel__local_address": of_hotel(local_address="서울 1"),
    "hotel__city__name": lambda world: save_shared(
        City.objects.get(pk=world.stay.hotel.city_id), {"name": "Goyang-si"}
    ),
}
READ = (
    *OF_LEG,
    *(f"{column} of the hotel" if column == "leaves_on" else column for column in OF_STAY),
)


@pytest.mark.parametrize("column", [column for column in dict.fromkeys(READ) if column not in OF_THEMSELVES | STAYS])
def test_whatever_own_lines_tell_touches_whose_they_are(world: World, column: str) -> None:
    assert world.moved(CHANGES[column]) == [True, False]


def test_nothing_is_said_here_that_own_lines_do_not_read() -> None:
    assert set(CHANGES) == set(READ) - OF_THEMSELVES - STAYS


OTHERWISE: Mapping[str, Callable[[World], Any]] = {
    "the driver's telephone": lambda world: write_contacts(
        world.driver, own={"telephone": "+82 1", "email": ""}, assistant={}, by=world.by
    ),
    "the meeter's contact goes": lambda world: delete_contacts(Delegate.objects.filter(pk=world.meeter.pk)),
    "the driver's card is another": lambda world: merge_people(rows.person("Lee"), card(world.driver), by=world.by),
    "the meeter is blanked": lambda world: blank_names(Delegate.objects.filter(pk=world.meeter.pk)),
    "the driver's journey goes": lambda world: forget_journeys(Delegate.objects.filter(pk=world.driver.pk)),
    "the neighbour's journey goes": lambda world: forget_journeys(Delegate.objects.filter(pk=world.cy.pk)),
    "the driver is taken out of the versions": lambda world: redacted(world.driver, by=world.by),
    "another driver": lambda world: of_car(driver=world.meeter)(world),
}


@pytest.mark.parametrize("how", OTHERWISE)
def test_whoever_is_named_in_own_lines_touches_whose_they_are(world: World, how: str) -> None:
    assert world.moved(OTHERWISE[how]) == [True, False]


def test_card_that_is_chosen_for_a_driver_touches_passengers(world: World) -> None:
    Delegate.objects.filter(pk=world.driver.pk).update(person=None, state="proposed")
    chosen = rows.person("Lee")
    assert world.moved(
        lambda each: choose_card(Delegate.objects.get(pk=each.driver.pk), person=chosen, by=each.by)
    ) == [
        True,
        False,
    ]


def test_passengers_of_forgotten_cars_are_touched(world: World) -> None:
    other = Pickup.objects.exclude(pk=world.car.pk).get()
    elsewhere = rows.event(title="Another")
    Pickup.objects.filter(pk=other.pk).update(event=elsewhere)
    assert world.moved(lambda each: forget_pickups(Event.objects.filter(pk=each.ana.event_id))) == [True, False]


def test_hotel_that_is_renamed_in_the_administration_touches_its_guests(world: World) -> None:
    browser, page = browser_of(world.by), f"/admin/tours/venue/{world.stay.hotel_id}/change/"
    data = shown(browser, page) | {"name": "Hotel Neu"}
    assert world.moved(lambda _world: browser.post(page, data)) == [True, False]
    card_page = f"/admin/tours/person/{world.driver.person_id}/change/"
    data = shown(browser, card_page) | {"display_name": "Lee"}
    assert world.moved(lambda _world: browser.post(card_page, data)) == [True, False]


def test_stay_says_itself_that_its_hotel_has_another_name(world: World) -> None:
    """Calendars take what is new of an entry by the moment of its change."""
    Stay.objects.update(changed_at=LONG_AGO)
    of_hotel(name="Hotel Neu")(world)
    assert list(Stay.objects.order_by("pk").values_list("changed_at", flat=True).filter(changed_at=LONG_AGO)) == [
        LONG_AGO
    ]
    assert Stay.objects.get(pk=world.stay.pk).changed_at > LONG_AGO
