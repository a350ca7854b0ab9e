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


class OtherNameRecord(Record, frozen=True):
    text: str
    language: str
    script: str = "Latn"


class FormerNameRecord(Record, frozen=True):
    name: str
    until: date


class CountryRecord(Record, frozen=True):
    code: str
    name: str
    former_names: tuple[FormerNameRecord, ...] = ()


class CityRecord(Record, frozen=True):
    name: str
    country: str
    zone: str
    point: tuple[float, float]
    """This is its latitude and longitude."""
    names: tuple[OtherNameRecord, ...] = ()


class VenueRecord(Record, frozen=True):
    name: str
    city: str
    address: str = ""
    local_name: str = ""
    local_address: str = ""
    point: tuple[float, float] | None = None
    """This is its latitude and longitude."""


class PlaceRecords(Record, frozen=True):
    countries: tuple[CountryRecord, ...]
    cities: tuple[CityRecord, ...]
    venues: tuple[VenueRecord, ...]


class OrganisationRecord(Record, frozen=True):
    name: str
    short_name: str = ""
    country: str = ""
    city: str = ""
    url: str = ""
    names: tuple[OtherNameRecord, ...] = ()


class PersonRecord(Record, frozen=True):
    name: str
    position: str
    portrait: str = ""
    """The name of a drawing in `demo.drawings`."""
    title: str = ""
    organisation: str = ""
    city: str = ""
    names: tuple[OtherNameRecord, ...] = ()


class OrganisationRecords(Record, frozen=True):
    organisations: tuple[OrganisationRecord, ...]
    people: tuple[PersonRecord, ...]


class RoleRecord(Record, frozen=True):
    """A role says what the organisation of that name is to an event or a programme."""

    name: str
    role: OrganisationRole
    text: str = ""


class TierRecord(Record, frozen=True):
    name: str
    description: str


class ComponentRecord(Record, frozen=True):
    title: str
    text: str = ""
    parts: "tuple[ComponentRecord, ...]" = ()


class PhaseRecord(Record, frozen=True):
    name: str
    starts: date
    ends: date
    aim: str
    components: tuple[ComponentRecord, ...]


class ProgrammeRecord(Record, frozen=True):
    name: str
    short_name: str
    slug: str
    summary: str
    philosophy: str
    target_countries: tuple[str, ...]
    footnotes: dict[str, str]
    themes: tuple[str, ...]
    tiers: tuple[TierRecord, ...]
    phases: tuple[PhaseRecord, ...]
    organisations: tuple[RoleRecord, ...]


class SeatsRecord(Record, frozen=True):
    """A city has seats, or an organisation has them in a city's stead."""

    seats: int
    taken: int = 0
    """Only of events that are over and keep no names, where the number is a fact of history. Otherwise verbs move it."""
    city: str = ""
    organisation: str = ""


class NoteRecord(Record, frozen=True):
    heading: str
    body: str
    level: Level = Level.PUBLIC


class ContactRecord(Record, frozen=True):
    name: str
    role: str
    email: str = ""
    phone: str = ""
    level: Level = Level.DELEGATES


class PictureRecord(Record, frozen=True):
    """A drawing, by its name in `demo.drawings`, and what is said of it."""

    drawing: str
    alternative: str
    caption: str = ""


class EventRecord(Record, frozen=True):
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
    organisations: tuple[RoleRecord, ...]
    cities: tuple[SeatsRecord, ...]
    practical: tuple[NoteRecord, ...]
    contacts: tuple[ContactRecord, ...]
    places: int | None = None
    tells_of_participants_items: bool = False
    picture: PictureRecord | None = None


class PartRecord(Record, frozen=True):
    """A part without a name is still to be confirmed."""

    role: PersonRole
    name: str = ""
    level: Level | None = None
    """If it is left out, the part has the usual level of its role."""


class LinkRecord(Record, frozen=True):
    label: str
    url: str
    level: Level = Level.PUBLIC


class ItemRecord(Record, frozen=True):
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
    capacity: int | None = None
    people: tuple[PartRecord, ...] = ()
    links: tuple[LinkRecord, ...] = ()
    staff_note: str = ""

    def clock_times(self) -> tuple[time | None, time | None]:
        if not self.times:
            return None, None
        start, end = self.times.split("-")
        return time.fromisoformat(start), time.fromisoformat(end)


class DayRecord(Record, frozen=True):
    day: int
    """Day 1 is the event's first day, and day 0 is the day before it."""
    items: tuple[ItemRecord, ...]


class AgendaRecord(Record, frozen=True):
    groups: tuple[str, ...]
    tracks: tuple[str, ...]
    days: tuple[DayRecord, ...]


class ChangeRecord(Record, frozen=True):
    """A change says what reads otherwise in an item from an edition on; the rest of the item stays as it was."""

    room: str = ""
    status: Status | None = None
    report: str = ""


class PostRecord(Record, frozen=True):
    kind: DraftKind
    byline: str
    categories: tuple[str, ...]
    published: date | int = 0
    """This is the date on the post, or the number of days from the first load to it."""
    stays_draft: bool = False
    earlier_views: int = 0
    picture: PictureRecord | None = None
    gallery: tuple[PictureRecord, ...] = ()


class EditionRecord(Record, frozen=True):
    note: str
    published: datetime | int = 0
    """This is the moment of publication, or the number of days from the first load to it."""
    adds_agenda: bool = False
    names_delegates: bool = False
    """The cities were invited and named their delegates before this edition, as the file `who_comes` says."""
    changes: dict[str, ChangeRecord] = {}
    posts: tuple[PostRecord, ...] = ()
    """They are drafted from this edition."""


class EditionRecords(Record, frozen=True):
    editions: tuple[EditionRecord, ...]


class TourRecord(Record, frozen=True):
    """A tour is an event with everything that was published of it."""

    event: EventRecord
    agenda: AgendaRecord
    editions: tuple[EditionRecord, ...]


def tour(folder: str) -> TourRecord:
    """Reads the three files of an event."""
    return TourRecord(
        event=read(f"{folder}/event", EventRecord),
        agenda=read(f"{folder}/agenda", AgendaRecord),
        editions=read(f"{folder}/editions", EditionRecords).editions,
    )


def read(name: str, record: type[Read]) -> Read:
    """Reads one file. Raises msgspec.ValidationError, which names the place, for anything the record does not know."""
    return msgspec.toml.decode((FOLDER / f"{name}.toml").read_bytes(), type=record)
