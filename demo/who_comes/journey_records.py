"""These records say what the file `journeys` of an event may hold. Days count from the first day of the event, which is 1."""

from datetime import time

from demo.records import Record
from participants.vocabulary import Diet, Direction, Insurance, Payer, RoomKind

Moment = tuple[int, time]
"""The day, and the time at the place."""


class ChecklistRecord(Record, frozen=True):
    due: int
    asks_insurance: bool = False
    asks_flight: bool = False
    asks_room: bool = False
    asks_diet: bool = False
    asks_emergency: bool = False


class CarRecord(Record, frozen=True):
    name: str
    """By it, legs say which car they mean."""
    direction: Direction
    day: int
    time: time
    place: str
    destination: str
    vehicle: str
    seats: int
    driver: str
    meeter: str = ""


class HotelRecord(Record, frozen=True):
    name: str
    pays: Payer
    kind: RoomKind
    first: int
    last: int
    guests: tuple[str, ...]


class SharedRecord(Record, frozen=True):
    guest: str
    room: str
    neighbour: str


class LegRecord(Record, frozen=True):
    direction: Direction
    carrier: str
    origin: str
    destination: str
    leaves: Moment
    lands: Moment
    number: str = ""
    leaves_zone: str = ""
    lands_zone: str = ""
    car: str = ""


class NeedsRecord(Record, frozen=True):
    diet: Diet
    diet_note: str = ""
    access: str = ""
    emergency_name: str = ""
    emergency_telephone: str = ""


class JourneyRecord(Record, frozen=True):
    name: str
    needs: NeedsRecord
    insurance: Insurance | None = None
    comes_by_own_means: bool = False
    stays_by_own_means: bool = False
    legs: tuple[LegRecord, ...] = ()


class JourneysRecord(Record, frozen=True):
    checklist: ChecklistRecord
    cars: tuple[CarRecord, ...]
    hotels: tuple[HotelRecord, ...]
    shared: tuple[SharedRecord, ...]
    journeys: tuple[JourneyRecord, ...]
