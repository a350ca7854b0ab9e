"""The values of a selection sheet and of the letter by which a city confirms its names. Files are drawn from them alone."""

from datetime import date, datetime
from typing import NamedTuple

from participants.vocabulary import Capacity, DelegateState


class Tour(NamedTuple):
    """An earlier event at which the person had a place."""

    title: str
    year: int

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"


class Name(NamedTuple):
    """A name that was put forward. `offered_until` is in words, and empty without an offer."""

    key: int
    name: str
    has_card: bool
    rank: int | None
    position: str
    organisation: str
    tours: tuple[Tour, ...]
    reason: str
    state: DelegateState
    offered_until: str
    capacity: Capacity


class Body(NamedTuple):
    """A city or organisation, with its names in order of choice. Without `seats` it is of those who belong to none."""

    name: str
    seats: int | None
    taken: int
    names: tuple[Name, ...]

    @property
    def free(self) -> int:
        return (self.seats or 0) - self.taken


class Sheet(NamedTuple):
    """All names of an event at one moment."""

    title: str
    programme: str
    language: str
    starts: date
    ends: date
    at: datetime
    """The moment of the sheet, in the zone of the event."""
    zone: str
    bodies: tuple[Body, ...]


class Confirmation(NamedTuple):
    """The names of one city or organisation, to be confirmed by it. `at` is in the zone of the event."""

    title: str
    programme: str
    place: str
    starts: date
    ends: date
    body: str
    """The city or organisation that confirms."""
    names: tuple[Name, ...]
    confirm_by: date | None
    reply_to: str
    at: datetime
