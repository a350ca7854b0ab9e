"""These records say what the demonstration's files may hold: each is one table, and is checked as it is read."""

from datetime import date, datetime, time
from pathlib import Path
from typing import TypeVar

import msgspec

from announcements.drafting import DraftKind
from tours.vocabulary import EventKind, ItemKind, Level, OrganisationRole, PersonRole, Status

FOLDER = Path(__file__).parent

Read = TypeVar("Read", bound="Record")


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reading fails where an entry of a file is misspelt or missing; the error names it."""


class OtherName(Record, frozen=True):
    text: str
    language: str
    script: str = "Latn"


class FormerName(Record, frozen=True):
    name: str
    until: date


class Country(Record, frozen=True):
    code: str
    name: str
    former_names: tuple[FormerName, ...] = ()


class City(Record, frozen=True):
    name: str
    country: str
    zone: str
    names: tuple[OtherName, ...] = ()


class Venue(Record, frozen=True):
    name: str
    city: str
    address: str = ""
    local_name: str = ""
    local_address: str = ""
    point: tuple[float, float] | None = None
    """This is its latitude and longitude."""


class Places(Record, frozen=True):
    countries: tuple[Country, ...]
    cities: tuple[City, ...]
    venues: tuple[Venue, ...]


class Organisation(Record, frozen=True):
    name: str
    short_name: str = ""
    country: str = ""
    url: str = ""
    names: tuple[OtherName, ...] = ()


class Person(Record, frozen=True):
    name: str
    position: str
    title: str = ""
    organisation: str = ""
    city: str = ""
    names: tuple[OtherName, ...] = ()


class Organisations(Record, frozen=True):
    organisations: tuple[Organisation, ...]
    people: tuple[Person, ...]


class Role(Record, frozen=True):
    """A role says what the organisation of that name is to an event or a programme."""

    name: str
    role: OrganisationRole
    text: str = ""


class Tier(Record, frozen=True):
    name: str
    description: str


class Component(Record, frozen=True):
    title: str
    text: str = ""
    parts: "tuple[Component, ...]" = ()


class Phase(Record, frozen=True):
    name: str
    starts: date
    ends: date
    aim: str
    components: tuple[Component, ...]


class Programme(Record, frozen=True):
    name: str
    short_name: str
    slug: str
    summary: str
    philosophy: str
    target_countries: tuple[str, ...]
    footnotes: dict[str, str]
    themes: tuple[str, ...]
    tiers: tuple[Tier, ...]
    phases: tuple[Phase, ...]
    organisations: tuple[Role, ...]


class Seats(Record, frozen=True):
    """A city has seats, or an organisation has them in a city's stead."""

    seats: int
    taken: int
    city: str = ""
    organisation: str = ""


class Note(Record, frozen=True):
    heading: str
    body: str
    level: Level = Level.PUBLIC


class Contact(Record, frozen=True):
    name: str
    role: str
    email: str = ""
    phone: str = ""
    level: Level = Level.DELEGATES


class Event(Record, frozen=True):
    kind: EventKind
    title: str
    slug: str
    starts: date | int
    """This is the first day, or the number of days from the first load to it."""
    lasts_days: int
    zone: str
    host_city: str
    organised: bool
    tier: str
    themes: tuple[str, ...]
    summary: str
    conditions: str
    purposes: tuple[str, ...]
    organisations: tuple[Role, ...]
    cities: tuple[Seats, ...]
    practical: tuple[Note, ...]
    contacts: tuple[Contact, ...]


class Part(Record, frozen=True):
    """A part without a name is still to be confirmed."""

    role: PersonRole
    name: str = ""


class Link(Record, frozen=True):
    label: str
    url: str


class Item(Record, frozen=True):
    key: str
    kind: ItemKind
    title: str
    summary: str = ""
    times: str = ""
    """It reads like `09:30-11:00`, and is empty for an item without clock times."""
    ends_day: int | None = None
    ends_zone: str = ""
    status: Status = Status.CONFIRMED
    level: Level = Level.PUBLIC
    groups: tuple[str, ...] = ()
    venue: str = ""
    room: str = ""
    track: str = ""
    language: str = ""
    people: tuple[Part, ...] = ()
    links: tuple[Link, ...] = ()
    staff_note: str = ""

    def clock_times(self) -> tuple[time | None, time | None]:
        if not self.times:
            return None, None
        start, end = self.times.split("-")
        return time.fromisoformat(start), time.fromisoformat(end)


class Day(Record, frozen=True):
    day: int
    """Day 1 is the event's first day, and day 0 is the day before it."""
    items: tuple[Item, ...]


class Agenda(Record, frozen=True):
    groups: tuple[str, ...]
    tracks: tuple[str, ...]
    days: tuple[Day, ...]


class Change(Record, frozen=True):
    """A change says what reads otherwise in an item from an edition on; the rest of the item stays as it was."""

    room: str = ""
    status: Status | None = None
    report: str = ""


class Post(Record, frozen=True):
    kind: DraftKind
    byline: str
    categories: tuple[str, ...]
    published: date | int = 0
    """This is the date on the post, or the number of days from the first load to it."""
    stays_draft: bool = False
    earlier_views: int = 0


class Edition(Record, frozen=True):
    note: str
    published: datetime | int = 0
    """This is the moment of publication, or the number of days from the first load to it."""
    adds_agenda: bool = False
    changes: dict[str, Change] = {}
    posts: tuple[Post, ...] = ()
    """They are drafted from this edition."""


class Editions(Record, frozen=True):
    editions: tuple[Edition, ...]


class Tour(Record, frozen=True):
    """A tour is an event with everything that was published of it."""

    event: Event
    agenda: Agenda
    editions: tuple[Edition, ...]


def tour(folder: str) -> Tour:
    """Reads the three files of an event."""
    return Tour(
        event=read(f"{folder}/event", Event),
        agenda=read(f"{folder}/agenda", Agenda),
        editions=read(f"{folder}/editions", Editions).editions,
    )


def read(name: str, record: type[Read]) -> Read:
    """Reads one file. Raises msgspec.ValidationError, which names the place, for anything the record does not know."""
    return msgspec.toml.decode((FOLDER / f"{name}.toml").read_bytes(), type=record)
