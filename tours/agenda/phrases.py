"""Phrases about an agenda: when a line takes place and in which zone, how many it takes, and which version a view shows."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tours.agenda.facts import City
from tours.agenda.values import Event, Line
from tours.agenda.view import AgendaView, Day
from tours.wording import KeepsTime, clock, full_date, zone_time


class Timed(Protocol):
    """A line, or a time at which participants have items: wall-clock at the place."""

    @property
    def day(self) -> date: ...
    @property
    def zone(self) -> str: ...
    @property
    def start(self) -> time | None: ...
    @property
    def starts_at(self) -> datetime | None: ...
    @property
    def end_zone(self) -> str: ...
    @property
    def ends_at(self) -> datetime | None: ...
    @property
    def last_day(self) -> date: ...


class InZone(Protocol):
    """An event, or what is kept of it."""

    @property
    def zone(self) -> str: ...
    @property
    def host_city(self) -> City: ...


class CityOfPlace(NamedTuple):
    """The city of an item's place. An item keeps the time of its place, so the zone is that of the item."""

    name: str
    zone: str


def clock_of(at: datetime) -> str:
    return clock(at.time())


def time_range(line: Timed, write: Callable[[datetime], str] = clock_of) -> str:
    """`09:30–11:00`, `23:00–01:00 (+1 day)`, `09:30`, or empty without a clock time. Times are wall-clock at the place.

    A flight across the date line may land the day before: `19:00–07:00 (−1 day)`. `write` may write each time otherwise.
    """
    starts, ends = line.starts_at, line.ends_at
    if starts is None:
        return ""
    if ends is None:
        return write(starts)
    return f"{write(starts)}–{write(ends)}{_days_over((ends.date() - line.day).days)}"


def _days_over(days: int) -> str:
    if not days:
        return ""
    sign = "+" if days > 0 else "−"
    text = ngettext(" (%(sign)s%(days)d day)", " (%(sign)s%(days)d days)", abs(days))
    return text % {"sign": sign, "days": abs(days)}


def capacity(line: Line) -> str:
    """`Takes 20 people`; empty where nothing is said of it."""
    if line.capacity is None:
        return ""
    text = ngettext("Takes %(count)d person", "Takes %(count)d people", line.capacity)
    return text % {"count": line.capacity}


def version(view: AgendaView) -> str:
    """`Version 3, 30 August 2017`, or `Draft of 30 August 2017, not published`: how every output names its edition."""
    if view.is_draft:
        return _("Draft of %(date)s, not published") % {"date": full_date(view.version_date)}
    return _("Version %(number)d, %(date)s") % {"number": view.stamp.number, "date": full_date(view.version_date)}


def zone_note(line: Timed, event: InZone) -> str:
    """The zone of an item's times in words, if it is not the event's zone; otherwise empty."""
    notes = []
    if line.zone != event.zone and line.start is not None:
        notes.append(zone_at_start(line, event))
    if ends_elsewhere(line):
        notes.append(_("ends at %(time)s") % {"time": zone_at_end(line, event)})
    return "; ".join(notes)


def zone_at_start(line: Timed, event: InZone) -> str:
    """`Rijeka time (UTC+2)`: of the host's city, the city of the item's place, or else the city that names the zone."""
    return zone_time(line.zone, line.day, *_cities(line, event))


def zone_at_end(line: Timed, event: InZone) -> str:
    """The zone where the item ends, likewise. It is that of the start where it ends in the same."""
    return zone_time(line.end_zone or line.zone, line.last_day, *_cities(line, event))


def ends_elsewhere(line: Timed) -> bool:
    """Whether it ends at a time of another zone: a flight."""
    return line.end_zone not in {"", line.zone} and line.ends_at is not None


def _cities(line: Timed, event: InZone) -> list[KeepsTime]:
    place = line.place if isinstance(line, Line) else None
    return [event.host_city, *([CityOfPlace(place.city, line.zone)] if place and place.city else [])]


def _time_and_zone(each: Timed, zone: str) -> str:
    return f"{time_range(each)} ({zone})" if zone else time_range(each)


def participants_programme(day: Day, event: Event, write: Callable[[Timed, str], str] = _time_and_zone) -> str:
    """`Participants also have a programme of their own: 14:00–15:30, 19:00–21:00`; empty where the public is told of none.

    A time in a zone that is not the event's names it in brackets. `write` may write time and zone otherwise.
    """
    if not day.participants_times:
        return ""
    timed = (each for each in day.participants_times if each.start is not None)
    times = ", ".join(write(each, zone_note(each, event)) for each in timed)
    if not times:
        return _("Participants also have a programme of their own.")
    return _("Participants also have a programme of their own: %(times)s") % {"times": times}
