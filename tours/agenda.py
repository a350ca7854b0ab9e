"""The values of an event: what an edition holds, and what one audience sees of it.

Plain frozen values without a database, a clock or a request. `composing` makes them from rows, `editions` stores them, the
renderers draw them. Texts are NFC and free of control characters; times are wall-clock at the place, with the place's zone.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from enum import StrEnum
from itertools import groupby
from zoneinfo import ZoneInfo

import msgspec


class Level(StrEnum):
    """Who a fact is for. Each level sees what the ones before it see."""

    PUBLIC = "public"
    DELEGATES = "delegates"
    STAFF = "staff"


class Status(StrEnum):
    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


class EventState(StrEnum):
    PLANNED = "planned"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Access(StrEnum):
    PUBLIC = "public"
    PARTICIPANTS = "participants"


class EventKind(StrEnum):
    STUDY_TOUR = "study_tour"
    CONFERENCE = "conference"
    DIALOGUE = "dialogue"
    WORKSHOP = "workshop"
    COURSE = "course"


class ItemKind(StrEnum):
    SESSION = "session"
    KEYNOTE = "keynote"
    SITE_VISIT = "site_visit"
    MEETING = "meeting"
    TRANSFER = "transfer"
    MEAL = "meal"
    BREAK = "break"
    REGISTRATION = "registration"
    SOCIAL = "social"
    FREE_TIME = "free_time"
    EVENT = "event"
    """The event as a whole: one all-day line. Never a row of the agenda."""


class OrganisationRole(StrEnum):
    HOST = "host"
    ORGANISER = "organiser"
    SUPPORTER = "supporter"
    FUNDER = "funder"
    PARTNER = "partner"
    COUNTERPART = "counterpart"


class PersonRole(StrEnum):
    MODERATOR = "moderator"
    SPEAKER = "speaker"
    DISCUSSANT = "discussant"
    RAPPORTEUR = "rapporteur"
    PRESENTER = "presenter"


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An immutable value with equality; encodes to canonical JSON."""


class Audience(Value, frozen=True):
    """Who looks: a level, and for delegates the groups they are in."""

    level: Level
    groups: tuple[str, ...] = ()

    def sees(self, level: Level, groups: tuple[str, ...] = ()) -> bool:
        """Whether a fact for `level` is theirs. Groups narrow only what is for delegates; no group means all of them."""
        if self.level is Level.STAFF or level is Level.PUBLIC:
            return True
        if self.level is Level.PUBLIC or level is Level.STAFF:
            return False
        return not groups or not set(groups).isdisjoint(self.groups)

    @property
    def key(self) -> str:
        """A stable name for keys of kept outputs, such as `delegates:A,B`."""
        return ":".join([self.level.value, ",".join(sorted(self.groups))]) if self.groups else self.level.value


PUBLIC = Audience(level=Level.PUBLIC)
STAFF = Audience(level=Level.STAFF)


class Name(Value, frozen=True):
    """One more name of a city, person or organisation: ISO 639 language, ISO 15924 script (`Latn`, `Cyrl`, `Hang`)."""

    text: str
    language: str
    script: str = "Latn"


class Country(Value, frozen=True):
    """As named on the event's dates. `code` is ISO 3166 alpha-2, or `XK`, which stands outside it."""

    code: str
    name: str
    footnote: str = ""

    @property
    def printed(self) -> str:
        """The name with an asterisk where the programme prints a footnote to it."""
        return f"{self.name}*" if self.footnote else self.name


class City(Value, frozen=True):
    """`zone` is whose clock the people at home read."""

    slug: str
    name: str
    country: Country
    names: tuple[Name, ...] = ()
    zone: str = ""

    @property
    def printed(self) -> str:
        return f"{self.name} ({self.country.printed})"


class Organisation(Value, frozen=True):
    name: str
    short_name: str = ""
    names: tuple[Name, ...] = ()
    country: Country | None = None
    url: str = ""


class Supporter(Value, frozen=True):
    """An organisation and what it is to the event."""

    organisation: Organisation
    role: OrganisationRole


class Person(Value, frozen=True):
    """A public card. `uid` is what redaction and later editions know the person by."""

    uid: str
    name: str
    names: tuple[Name, ...] = ()
    title: str = ""
    position: str = ""
    organisation: str = ""
    city: str = ""

    @property
    def printed(self) -> str:
        return f"{self.title} {self.name}" if self.title else self.name

    @property
    def affiliation(self) -> str:
        """Position, organisation and city, as far as known, joined by commas."""
        return ", ".join(part for part in (self.position, self.organisation, self.city) if part)


class Part(Value, frozen=True):
    """A person's part in an item. Without a person the part is still open, and `confirmed` is false."""

    role: PersonRole
    person: Person | None = None
    confirmed: bool = True


class Point(Value, frozen=True):
    """Degrees, WGS 84."""

    latitude: float
    longitude: float


class Place(Value, frozen=True):
    name: str
    city: str = ""
    address: str = ""
    local_name: str = ""
    local_address: str = ""
    point: Point | None = None


class Link(Value, frozen=True):
    label: str
    url: str


class Document(Value, frozen=True):
    """A file known by the digest of its bytes (SHA-256, hex). `size` in bytes, `media_type` as checked at upload."""

    title: str
    digest: str
    file_name: str
    media_type: str
    size: int
    language: str = ""
    level: Level = Level.PUBLIC


class Picture(Value, frozen=True):
    digest: str
    file_name: str
    width: int
    height: int
    alternative: str
    credit: str = ""


class Note(Value, frozen=True):
    """A heading of the practical information and its text; a blank line ends a paragraph."""

    heading: str
    body: str
    level: Level = Level.PUBLIC


class Contact(Value, frozen=True):
    name: str
    role: str = ""
    email: str = ""
    phone: str = ""
    level: Level = Level.DELEGATES


class Participation(Value, frozen=True):
    """A city (or an organisation in its stead) at the event, with its seats and how many are taken."""

    city: City | None = None
    organisation: Organisation | None = None
    seats: int = 0
    taken: int = 0

    @property
    def printed(self) -> str:
        if self.city:
            return self.city.printed
        return self.organisation.name if self.organisation else ""


class Programme(Value, frozen=True):
    """The funded umbrella, as copied into the edition."""

    name: str
    short_name: str = ""
    slug: str = ""


class Event(Value, frozen=True):
    """Everything an edition says of the event besides its items. `starts` and `ends` are its first and last day, at its zone."""

    uid: str
    slug: str
    kind: EventKind
    title: str
    starts: date
    ends: date
    zone: str
    host_city: City
    programme: Programme
    language: str = "en"
    summary: str = ""
    state: EventState = EventState.PLANNED
    access: Access = Access.PUBLIC
    organised: bool = True
    """Whether the programme organises the event, or takes part in another's."""
    tier: str = ""
    themes: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    conditions: str = ""
    practical: tuple[Note, ...] = ()
    contacts: tuple[Contact, ...] = ()
    documents: tuple[Document, ...] = ()
    picture: Picture | None = None
    supporters: tuple[Supporter, ...] = ()
    cities: tuple[Participation, ...] = ()
    url: str = ""
    """The event's own site, where another organises it."""

    def organisations(self, role: OrganisationRole) -> tuple[Organisation, ...]:
        return tuple(supporter.organisation for supporter in self.supporters if supporter.role is role)


class Line(Value, frozen=True):
    """One item of the agenda at one moment.

    `start` and `end` are wall-clock; without `start` the item has a day but no clock time. `ends_on` is given when it ends on
    another day, `end_zone` when it ends in another zone (a flight).
    """

    kind: ItemKind
    title: str
    day: date
    zone: str
    start: time | None = None
    end: time | None = None
    ends_on: date | None = None
    end_zone: str = ""
    status: Status = Status.CONFIRMED
    level: Level = Level.PUBLIC
    groups: tuple[str, ...] = ()
    summary: str = ""
    room: str = ""
    place: Place | None = None
    track: str = ""
    order: int = 0
    parts: tuple[Part, ...] = ()
    language: str = ""
    links: tuple[Link, ...] = ()
    documents: tuple[Document, ...] = ()
    report: str = ""
    staff_note: str = ""

    @property
    def starts_at(self) -> datetime | None:
        return datetime.combine(self.day, self.start, ZoneInfo(self.zone)) if self.start is not None else None

    @property
    def ends_at(self) -> datetime | None:
        if self.end is None:
            return None
        return datetime.combine(self.last_day, self.end, ZoneInfo(self.end_zone or self.zone))

    @property
    def last_day(self) -> date:
        return self.ends_on or self.day

    @property
    def where(self) -> str:
        """Room, place and city on one line, as far as known."""
        place = (self.place.name, self.place.city) if self.place else ()
        return ", ".join(part for part in (self.room, *place) if part)

    @property
    def sort_key(self) -> tuple[date, time, int, str, str]:
        """Items without a clock time open their day."""
        return (self.day, self.start or time.min, self.order, self.track, self.title)


class Stamp(Value, frozen=True):
    """An edition's number and the moment of its publication (UTC, whole seconds)."""

    number: int
    at: datetime


class Revision(Value, frozen=True):
    """How an item stood from one edition on; without a line it had been removed. `since` is None only before publication."""

    since: Stamp | None = None
    line: Line | None = None


class Item(Value, frozen=True):
    """An item through the editions: its revisions, oldest first, each different from the one before. The UID never changes."""

    uid: str
    revisions: tuple[Revision, ...]

    @property
    def line(self) -> Line | None:
        return self.revisions[-1].line


class Agenda(Value, frozen=True):
    """The event and its agenda: all that an edition holds. `stamp` is None as long as it is only composed."""

    event: Event
    whole: Item
    items: tuple[Item, ...] = ()
    stamp: Stamp | None = None
    note: str = ""


class ItemView(Value, frozen=True):
    """An item as one audience knows it.

    `created` is the edition in which they first saw it, `changed` the one in which what they see last changed; `sequence` is
    RFC 5545's, raised when start, end, place, title or status changed for them. `gone` means removed or withdrawn from this
    audience: the line is the last they saw, cancelled; calendars carry it, pages and booklets leave it out.
    """

    uid: str
    line: Line
    sequence: int
    created: Stamp
    changed: Stamp
    gone: bool = False


class Day(Value, frozen=True):
    date: date
    items: tuple[ItemView, ...]

    def slots(self) -> Iterator[tuple[time | None, tuple[ItemView, ...]]]:
        """The day's items by start time: parallel items come together, those without a clock time first."""
        for start, items in groupby(self.items, key=lambda item: item.line.start):
            yield start, tuple(items)


class AgendaView(Value, frozen=True):
    """What one audience sees of an edition: the only thing a renderer is given. `items` are in order, the gone included."""

    audience: Audience
    stamp: Stamp
    event: Event
    whole: ItemView
    items: tuple[ItemView, ...] = ()
    note: str = ""

    @property
    def standing(self) -> tuple[ItemView, ...]:
        """The items to print: all but the gone. A cancelled item stands, marked as such."""
        return tuple(item for item in self.items if not item.gone)

    def days(self) -> tuple[Day, ...]:
        """The days that have items, in order."""
        return tuple(
            Day(date=day, items=tuple(items)) for day, items in groupby(self.standing, key=lambda item: item.line.day)
        )

    @property
    def version_date(self) -> date:
        """The day of publication where the event takes place."""
        return self.stamp.at.astimezone(ZoneInfo(self.event.zone)).date()

    def places(self) -> tuple[Place, ...]:
        """The places that have an address to find them by, each once, in the order of the agenda."""
        found = dict.fromkeys(item.line.place for item in self.standing if item.line.place)
        return tuple(p for p in found if p.address or p.local_name or p.local_address or p.point)

    def footnotes(self) -> tuple[str, ...]:
        """The designation footnotes that this view's countries call for, each once."""
        countries = [entry.city.country for entry in self.event.cities if entry.city]
        countries += [self.event.host_city.country]
        countries += [s.organisation.country for s in self.event.supporters if s.organisation.country]
        return tuple(dict.fromkeys(country.footnote for country in countries if country.footnote))
