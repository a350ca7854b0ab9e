"""The values of an event: what an edition holds.

Plain frozen values without a database, a clock or a request. `composing` makes them from rows, `editions` stores them, the
renderers draw them. Texts are NFC and free of control characters; times are wall-clock at the place, with the place's zone.
"""

from datetime import date, datetime, time
from urllib.parse import quote
from zoneinfo import ZoneInfo

from tours.agenda.facts import (
    City,
    Contact,
    Document,
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
        """A stable name for keys of kept outputs, such as `delegates:A,B`; a comma within a group's name is quoted."""
        groups = ",".join(quote(group, safe="") for group in sorted(self.groups))
        return f"{self.level}:{groups}" if groups else self.level.value


PUBLIC = Audience(level=Level.PUBLIC)
STAFF = Audience(level=Level.STAFF)


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
    another day (of a flight across the date line, the day before), `end_zone` when it ends in another zone (a flight).
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
        """None for an end that is not after the start, as no output tells such a one: see `ends_too_early`."""
        starts, ends = self.starts_at, self._end_typed
        # By the instants: of two times in one zone, Python compares the clocks.
        return ends if starts and ends and starts.timestamp() < ends.timestamp() else None

    @property
    def ends_too_early(self) -> bool:
        """Items are checked when they are saved; a zone that is changed afterwards can bring an end before its start."""
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
    withdrawn: tuple[int, ...] = ()
    """Numbers of the earlier editions that had been withdrawn when this one was published."""
