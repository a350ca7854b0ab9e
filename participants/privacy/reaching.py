"""What higher rooms hold of people: each says how a name is found there, and how it is taken out. As with the audit trail,
a room registers itself when the site starts.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import NamedTuple

from tours.models import Event, Person


class Found(NamedTuple):
    """Something that names a person, such as a post."""

    kind: str
    title: str
    address: str


class Told(NamedTuple):
    """Something that the person was told, or is to be told, at an event."""

    event: Event
    what: str
    at: datetime | None


def tells_nobody(_person: Person) -> list[Told]:
    return []


class Reach(NamedTuple):
    find: Callable[[Collection[str]], list[Found]]
    """What names one of the names."""
    take_out: Callable[[Collection[Event], Collection[str], Collection[str]], None]
    """Takes all names out of what is about the events, and the names that nobody else has out of everything."""
    told: Callable[[Person], list[Told]] = tells_nobody
    """What the room keeps of having told somebody."""


_reaches: list[Reach] = []


def register(reach: Reach) -> None:
    _reaches.append(reach)


def found(names: Collection[str]) -> list[Found]:
    return [each for reach in _reaches for each in reach.find(names)] if names else []


def told(person: Person) -> list[Told]:
    return [each for reach in _reaches for each in reach.told(person)]


def take_out(events: Collection[Event], names: Collection[str], own: Collection[str]) -> None:
    for reach in _reaches:
        reach.take_out(events, names, own)
