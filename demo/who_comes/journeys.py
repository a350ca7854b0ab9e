"""Writes how those who come travel, what they need, and where they stay."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from msgspec.structs import asdict

from demo import records
from demo.who_comes.desk import Desk
from demo.who_comes.journey_records import (
    CarRecord,
    HotelRecord,
    JourneyRecord,
    JourneysRecord,
    LegRecord,
    SharedRecord,
)
from participants.models import Delegate, Pickup, Stay
from participants.travel.cars.legs import tell_leg
from participants.travel.cars.pickups import make_pickup
from participants.travel.checklist.asking import ask
from participants.travel.checklist.needs import change_needs, change_preparation
from participants.travel.coming import coming_to
from participants.travel.rooms.hotels import hotel_called
from participants.travel.rooms.stays import change_stay, give_rooms
from participants.vocabulary import Told
from tours.models import Event

People = Mapping[str, Delegate]
"""Those who come, by the names with which they were put forward."""
Cars = Mapping[str, Pickup]


def save_journeys(folder: str, desk: Desk) -> None:
    """Writes the journeys. The people who come are known by then. Nothing is written where the event has no such file."""
    if not (records.FOLDER / f"{folder}/journeys.toml").exists():
        return
    record = records.read(f"{folder}/journeys", JourneysRecord)
    people = {row.name: row for row in coming_to(desk.event)}
    asked = asdict(record.checklist)
    ask(desk.event, {**asked, "due_on": _day(desk.event, asked.pop("due"))}, by=desk.by)
    cars = {each.name: _car(desk, each, people) for each in record.cars}
    for hotel in record.hotels:
        _give_rooms(desk, hotel, people)
    _share(desk, record.shared, people)
    for journey in record.journeys:
        _save_journey(desk, journey, people, cars)


def _day(event: Event, number: int) -> date:
    return event.starts + timedelta(days=number - 1)


def _car(desk: Desk, record: CarRecord, people: People) -> Pickup:
    facts = asdict(record)
    crew = {name: people[facts.pop(name)] if facts[name] else None for name in ("driver", "meeter")}
    del facts["name"]
    return make_pickup(desk.event, {**facts, **crew, "day": _day(desk.event, record.day)}, by=desk.by)


def _give_rooms(desk: Desk, record: HotelRecord, people: People) -> None:
    facts = {
        "hotel": hotel_called(record.name, desk.event),
        "kind": record.kind,
        "pays": record.pays,
        "arrives_on": _day(desk.event, record.first),
        "leaves_on": _day(desk.event, record.last),
    }
    give_rooms(desk.event, [people[name] for name in record.guests], facts, by=desk.by)


def _share(desk: Desk, shared: Iterable[SharedRecord], people: People) -> None:
    for each in shared:
        stay = Stay.objects.select_related("delegate__event").get(delegate=people[each.guest])
        change_stay(stay, {"room": each.room, "shares_with": people[each.neighbour]}, by=desk.by)


def _save_journey(desk: Desk, record: JourneyRecord, people: People, cars: Cars) -> None:
    row = people[record.name]
    change_needs(row, asdict(record.needs), by=desk.by)
    done = {
        "insurance": record.insurance or "",
        "needs_no_flight": record.comes_by_own_means,
        "needs_no_room": record.stays_by_own_means,
    }
    change_preparation(row, done, by=desk.by)
    for leg in record.legs:
        tell_leg(row, _leg(desk.event, leg, cars), by=desk.by)


def _leg(event: Event, record: LegRecord, cars: Cars) -> dict[str, Any]:
    facts = asdict(record)
    for name in ("leaves", "lands"):
        number, at = facts.pop(name)
        facts |= {f"{name}_on": _day(event, number), f"{name}_at": at}
    car = facts.pop("car")
    return {**facts, "pickup": cars[car] if car else None, "told": Told.MAIL}
