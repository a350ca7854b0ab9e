"""What one audience sees of an edition: the only thing a renderer is given."""

from collections.abc import Iterable, Iterator
from datetime import date, time
from itertools import groupby
from zoneinfo import ZoneInfo

from tours.agenda.clocks.participants_times import ParticipantsTime
from tours.agenda.country_footnotes import footnotes_of
from tours.agenda.facts import Place, Value
from tours.agenda.values import Audience, Correction, Event, Line, Stamp


class ItemView(Value, frozen=True):
    """An item as one audience knows it.

    `created` is the edition in which they first saw it, `changed` the one in which they last saw a change, and `told` the
    one of whose change they were last told: small corrections are told nowhere as a change. `sequence`
    (RFC 5545) rises when start, end, place, title or status change for them. `before` is the item before the change that
    they were last told of, but for small corrections; none where they had not seen it then. `gone` means removed or withdrawn from
    them: the line is the last they saw, marked as cancelled. Calendars show it, pages and booklets do not.
    """

    uid: str
    line: Line
    sequence: int
    created: Stamp
    changed: Stamp
    told: Stamp
    before: Line | None = None
    gone: bool = False


Slot = tuple[time | None, tuple[ItemView, ...]]
"""A start time with the items that begin then, or None with those that have no clock time."""


class Day(Value, frozen=True):
    """A day with its items, and for the public the times of items that it does not see. One of both may be missing."""

    date: date
    items: tuple[ItemView, ...]
    participants_times: tuple[ParticipantsTime, ...] = ()

    def slots(self) -> Iterator[Slot]:
        """The day's items grouped by start time: parallel items are together, items without a clock time come first."""
        for start, items in groupby(self.items, key=lambda item: item.line.start):
            yield start, tuple(items)


class AgendaView(Value, frozen=True):
    """One audience's view of an edition, all that renderers are given. `items` are in order and include those gone."""

    audience: Audience
    stamp: Stamp
    event: Event
    whole: ItemView
    items: tuple[ItemView, ...] = ()
    announcement: ItemView | None = None
    """The event as one all-day line, while it has no public item; without this line, calendars would be empty."""
    note: str = ""
    small: tuple[int, ...] = ()
    """Numbers of the editions so far, this one included, that are small corrections."""
    corrections: tuple[Correction, ...] = ()
    """What small corrections changed of the event, as this audience reads it."""
    participants_times: tuple[ParticipantsTime, ...] = ()
    """When participants have items that the public does not see: for the public alone, where the event tells of it."""
    is_draft: bool = False
    """Whether it is not published: its stamp says when it was composed, and its number means nothing."""

    @property
    def standing(self) -> tuple[ItemView, ...]:
        """The items to print: all except those that are gone. Cancelled items are included and marked as cancelled."""
        return tuple(item for item in self.items if not item.gone)

    def days(self) -> tuple[Day, ...]:
        """The days that have items, or times of participants that the public is told of, in order."""
        items = {day: tuple(items) for day, items in groupby(self.standing, key=lambda item: item.line.day)}
        times = {day: tuple(each) for day, each in groupby(self.participants_times, key=lambda each: each.day)}
        return tuple(
            Day(date=day, items=items.get(day, ()), participants_times=times.get(day, ()))
            for day in sorted({*items, *times})
        )

    @property
    def is_small(self) -> bool:
        """Whether the edition is a small correction."""
        return self.stamp.number in self.small

    @property
    def leading_note(self) -> str:
        """The version's note as it stands above the programme. That of a small correction stands among the versions alone."""
        return "" if self.is_small else self.note

    @property
    def version_date(self) -> date:
        """The day of publication, in the zone of the event."""
        return self.stamp.at.astimezone(ZoneInfo(self.event.zone)).date()

    @property
    def names_of_groups(self) -> dict[str, str]:
        """The names of the groups by UID, as far as this audience is told of groups."""
        return {group.uid: group.name for group in self.event.named_groups}

    def groups(self, uids: Iterable[str]) -> str:
        """The names of these groups in alphabetical order, joined by commas."""
        return ", ".join(sorted(self.names_of_groups[uid] for uid in uids if uid in self.names_of_groups))

    def places(self) -> tuple[Place, ...]:
        """The places that have an address, each once, in the order of the agenda."""
        found = dict.fromkeys(item.line.place for item in self.standing if item.line.place)
        return tuple(place for place in found if place.has_address)

    def footnotes(self) -> tuple[str, ...]:
        """The footnotes on designation that this view's countries need, each once."""
        countries = [entry.city.country for entry in self.event.cities if entry.city]
        countries += [self.event.host_city.country]
        countries += [s.organisation.country for s in self.event.supporters if s.organisation.country]
        return footnotes_of(countries)
