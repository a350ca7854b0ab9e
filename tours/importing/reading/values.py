"""What was read of an agenda: a value, before anything is written."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from tours.vocabulary import ItemKind, PersonRole


class Doubt(StrEnum):
    """Why the review points at something that was read."""

    NO_DAY = "no_day"
    """No heading says which day it is."""
    WEEKDAY_DISAGREES = "weekday_disagrees"
    """The weekday that is written is not the one of the date."""
    OUTSIDE_EVENT = "outside_event"
    LARGE_GAP = "large_gap"
    """More than a day lies between this heading and the one before: one may be missing."""
    TIME_FALLS = "time_falls"
    """It begins before the item above it."""
    TO_BE_CONFIRMED = "to_be_confirmed"
    NOT_UNDERSTOOD = "not_understood"
    """Words stand here that were put into no field."""


@dataclass(frozen=True)
class NamedPerson:
    """Somebody who is named at an item, with the words about them, such as a position."""

    name: str
    role: PersonRole = PersonRole.SPEAKER
    about: str = ""


@dataclass(frozen=True)
class ReadItem:
    """One line of an agenda. `start` is None for an item without a clock time; an end that is not printed stays None."""

    day: date | None
    start: time | None
    end: time | None
    title: str
    """The title as it is printed, without times, speakers and place."""
    ends_next_day: bool = False
    kind: ItemKind | None = None
    """None: nothing tells."""
    place: str = ""
    people: tuple[NamedPerson, ...] = ()
    is_tentative: bool = False
    rest: str = ""
    """Words of the item that were put into no other field. They become its description, marked in the review."""
    text: str = ""
    """All words of the item as they stand in the source."""
    section: int = 0
    """Of the day's heading above it: items of one section are given another day together."""
    line: int = 0
    """Of the source, from 1, where it begins."""
    doubts: frozenset[Doubt] = frozenset()
    room: str = ""
    """A table may say it apart from the place."""
    track: str = ""


@dataclass(frozen=True)
class LeftText:
    """Words that belong to no item: the head of the text (day None), or of a day."""

    day: date | None
    text: str
    line: int


@dataclass(frozen=True)
class Section:
    """What stands under one heading of a day."""

    heading: str
    day: date | None
    doubts: frozenset[Doubt] = frozenset()


@dataclass(frozen=True)
class Reading:
    """Every word of the source stands in an item's text, in a left text or in a section's heading."""

    items: tuple[ReadItem, ...] = ()
    left: tuple[LeftText, ...] = ()
    sections: tuple[Section, ...] = field(default=())
