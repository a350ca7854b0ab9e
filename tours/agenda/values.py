"""The values of an event, which an edition stores.

They are frozen and use no database, clock or request. `composing` makes them from rows, `editions` stores them, and
renderers draw them. Texts are NFC without control characters; times are wall-clock at the place, with its zone.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from tours.agenda.facts import (
    City,
    Contact,
    Document,
    Group,
    Link,
    Note,
    Organisation,
    Part,
    Participation,
    Picture,
    Place,
    Programme,
    Supporter,
    Value,
)
from tours.vocabulary import (
    Access,
    EventKind,
    EventState,
    ItemKind,
    Level,
    OrganisationRole,
    Status,
)


class Audience(Value, frozen=True):
    """The people who look at an event: their level, and for delegates the UIDs of their groups."""

    level: Level
    groups: tuple[str, ...] = ()

    def sees(self, level: Level, groups: tuple[str, ...] = ()) -> bool:
        """Whether they may see a fact for `level`. Groups limit only facts for delegates; no group means all."""
        if self.level is Level.STAFF or level is Level.PUBLIC:
            return True
        if self.level is Level.PUBLIC or level is Level.STAFF:
            return False
        return not groups or not set(groups).isdisjoint(self.groups)

    @property
    def key(self) -> str:
        """A stable name for keys of kept outputs: the level, and the UIDs of the groups in their order."""
        groups = ",".join(sorted(self.groups))
        return f"{self.level}:{groups}" if groups else self.level.value


PUBLIC = Audience(level=Level.PUBLIC)
STAFF = Audience(level=Level.STAFF)


class Event(Value, frozen=True):
    """An edition's facts about the event, except items. `starts` and `ends` are its first and last day in its zone."""

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
    """True if the programme organises the event, False if it takes part in another's event."""
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
    """The event's own site, if somebody else organises it."""
    named_groups: tuple[Group, ...] = ()
    """The groups of delegates, in the order of their names."""
    places: int | None = None
    """How many people the event takes in all, such as the seats of the bus. Staff see it."""
    tells_of_participants_items: bool = False
    """Whether the public is told at which times participants have items that the public does not see."""

    def organisations(self, role: OrganisationRole) -> tuple[Organisation, ...]:
        return tuple(supporter.organisation for supporter in self.supporters if supporter.role is role)

    def without_taken(self) -> "Event":
        """The event without the seats taken, which change without an editor."""
        return replace(self, cities=tuple(replace(city, taken=0) for city in self.cities))


class Line(Value, frozen=True):
    """One item of the agenda, as it is at one moment.

    `start` and `end` are wall-clock; an item without `start` has only a day. `ends_on` is set if it ends on another day
    (a flight across the date line: perhaps the day before), `end_zone` if it ends in another zone (a flight).
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
    """The UIDs of the groups that an item for delegates is for; none means all delegates."""
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
    capacity: int | None = None
    """How many people the item takes."""

    @property
    def starts_at(self) -> datetime | None:
        return datetime.combine(self.day, self.start, ZoneInfo(self.zone)) if self.start is not None else None

    @property
    def ends_at(self) -> datetime | None:
        """The end, or None if it is not after the start: no output shows such an end (see `ends_too_early`)."""
        starts, ends = self.starts_at, self._end_typed
        # Instants are compared: Python compares two times in one zone by the clock alone.
        return ends if starts and ends and starts.timestamp() < ends.timestamp() else None

    @property
    def ends_too_early(self) -> bool:
        """Whether the end is not after the start: items are checked when saved, but a zone may change later."""
        return self.end is not None and self.ends_at is None

    @property
    def _end_typed(self) -> datetime | None:
        if self.end is None:
            return None
        return datetime.combine(self.last_day, self.end, ZoneInfo(self.end_zone or self.zone))

    @property
    def last_day(self) -> date:
        return self.ends_on or self.day

    @property
    def where(self) -> str:
        """The room, the place and the city, as far as they are known, on one line."""
        place = (self.place.name, self.place.city) if self.place else ()
        return ", ".join(part for part in (self.room, *place) if part)

    @property
    def sort_key(self) -> tuple[date, time, int, str, str]:
        """The key that orders items by time; items without a clock time come first on their day."""
        return (self.day, self.start or time.min, self.order, self.track, self.title)


WITHOUT_END = timedelta(hours=1)
"""So long an item is taken to be on of which no end is printed, unless another begins before."""


class Stamp(Value, frozen=True):
    """An edition's number and the moment of its publication (UTC, whole seconds)."""

    number: int
    at: datetime


class Revision(Value, frozen=True):
    """An item as it was from one edition on; no line means it was removed. `since` is None only before publication."""

    since: Stamp | None = None
    line: Line | None = None


class Item(Value, frozen=True):
    """An item in all editions: its revisions, oldest first, each unlike the one before. The UID never changes."""

    uid: str
    revisions: tuple[Revision, ...]

    @property
    def line(self) -> Line | None:
        return self.revisions[-1].line


class Correction(Value, frozen=True):
    """A small correction of the event's own facts. What it left as it was is missing in both, as far as it may be."""

    number: int
    before: Event
    after: Event


class Agenda(Value, frozen=True):
    """The event and its agenda: all that an edition stores. `stamp` is None until it is published."""

    event: Event
    whole: Item
    items: tuple[Item, ...] = ()
    stamp: Stamp | None = None
    note: str = ""
    withdrawn: tuple[int, ...] = ()
    """Numbers of the earlier editions that had been withdrawn when this one was published."""
    small: tuple[int, ...] = ()
    """Numbers of the editions so far, this one included, that are small corrections: nobody is told of their changes."""
    corrections: tuple[Correction, ...] = ()
    """Those of the small corrections that corrected facts of the event, in their order."""
