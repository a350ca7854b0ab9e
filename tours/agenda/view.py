"""What one audience sees of an edition: the only thing a renderer is given."""

from collections.abc import Iterator
from datetime import date, time
from itertools import groupby
from zoneinfo import ZoneInfo

from tours.agenda.country_footnotes import footnotes_of
from tours.agenda.facts import Place, Value
from tours.agenda.values import Audience, Event, Line, Stamp


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
    announcement: ItemView | None = None
    """The event as one all-day line, as long as it has no public item: for calendars, which would be empty otherwise."""
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
        return footnotes_of(countries)
