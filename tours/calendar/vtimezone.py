"""VTIMEZONE that every client can read: one yearly rule for summer time, one for standard time.

The rules come from the POSIX footer (RFC 9636, section 3.3) of the zone's file in the `tzdata` package, never from the
machine, so all machines write the same bytes. icalendar writes lists of dates, which some clients misread by an hour.
"""

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vDatetime, vRecur, vUTCOffset

from tours.calendar.lines import encoded
from tours.calendar.properties import text

_NAME = r"(<[^>]+>|[A-Za-z]+)"
_TIME = r"([-+]?\d+(?::\d+){0,2})"
_CHANGE = rf",M(\d+)\.(\d)\.(\d)(?:/{_TIME})?"
_FOOTER = re.compile(rf"{_NAME}{_TIME}(?:{_NAME}{_TIME}?{_CHANGE}{_CHANGE})?")
_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_LAST_WEEK = 5


class Change(NamedTuple):
    """When clocks change: in `month`, on the `week`th (5: the last) `weekday` (0: Sunday), `at` after its midnight."""

    month: int
    week: int
    weekday: int
    at: timedelta

    def in_year(self, year: int) -> datetime:
        """The wall-clock time of the change, by the clock before the change."""
        first, length = monthrange(year, self.month)
        day = 1 + (self.weekday - first - 1) % 7 + 7 * (self.week - 1)
        return datetime(year, self.month, day if day <= length else day - 7) + self.at

    def recurrence(self) -> vRecur:
        week = -1 if self.week == _LAST_WEEK else self.week
        return vRecur(FREQ="YEARLY", BYMONTH=self.month, BYDAY=f"{week}{_WEEKDAYS[self.weekday]}")


class ClockPeriod(NamedTuple):
    """A part of the year with one offset from UTC; without `begins` it is the whole year."""

    name: str
    offset: timedelta
    begins: Change | None = None


@lru_cache(maxsize=4096)
def has_wall_time(wall: datetime, zone: str) -> bool:
    """Whether the zone's VTIMEZONE puts a naive wall-clock time at the right instant.

    It does not before today's rules began (São Paulo in 2017), where no yearly rule can express them (Cairo), at a time
    that is skipped or comes twice (readers differ on its instant), for a name that is no zone, and for UTC, which has a
    form of its own (khal takes the zone `UTC` for no zone).
    """
    info = _info(zone)
    if info is None or _phases(zone)[:1] == (ClockPeriod("UTC", timedelta(0)),):
        return False
    first = wall.replace(tzinfo=info)
    return _offset(_phases(zone), wall) == info.utcoffset(first) == info.utcoffset(first.replace(fold=1))


def in_utc(wall: datetime, zone: str) -> datetime | None:
    """The instant of a naive wall-clock time; if the time comes twice, the first instant.

    It is None for a name that is no zone, and for an instant outside the years 1 to 9999.
    """
    try:
        return wall.replace(tzinfo=_info(zone)).astimezone(UTC) if _info(zone) else None
    except OverflowError:
        return None


@cache
def vtimezone(zone: str) -> bytes:
    """The VTIMEZONE of a zone for which `has_wall_time` is true at least once."""
    component = Timezone()
    component["TZID"] = component["X-LIC-LOCATION"] = text(zone)
    phases = _phases(zone)
    for phase, before in zip(phases, reversed(phases), strict=True):
        component.add_component(_observance(phase, before))
    return encoded(component)


def _observance(phase: ClockPeriod, before: ClockPeriod) -> TimezoneDaylight | TimezoneStandard:
    # The offsets decide, not the order: Ireland's footer calls summer time the standard.
    component = TimezoneDaylight() if phase.offset > before.offset else TimezoneStandard()
    component["TZNAME"] = text(phase.name)
    component["TZOFFSETFROM"] = vUTCOffset(before.offset)
    component["TZOFFSETTO"] = vUTCOffset(phase.offset)
    component["DTSTART"] = vDatetime(phase.begins.in_year(1970) if phase.begins else datetime(1970, 1, 1))
    if phase.begins:
        component["RRULE"] = phase.begins.recurrence()
    return component


def _offset(phases: tuple[ClockPeriod, ...], wall: datetime) -> timedelta | None:
    """The offset that the rules give: that of the last change before `wall`."""
    begun = [(phase.begins.in_year(wall.year), phase.offset) for phase in phases if phase.begins]
    if not begun:
        return phases[0].offset if phases else None
    return max([change for change in begun if change[0] <= wall] or begun)[1]


@cache
def _phases(zone: str) -> tuple[ClockPeriod, ...]:
    """The zone's one or two periods; none if no yearly rule can express them (a change before 00:00 or after 24:00)."""
    footer = _file(zone).read_bytes().rstrip(b"\n").rpartition(b"\n")[2].decode()
    match = _FOOTER.fullmatch(footer)
    if not match:
        return ()
    name, west, other, other_west, *changes = match.groups()
    standard = ClockPeriod(name.strip("<>"), -_duration(west))
    if other is None:
        return (standard,)
    begins, ends = _change(*changes[:4]), _change(*changes[4:])
    if not all(timedelta(0) <= change.at < timedelta(days=1) for change in (begins, ends)):
        return ()
    offset = -_duration(other_west) if other_west else standard.offset + timedelta(hours=1)
    return ClockPeriod(other.strip("<>"), offset, begins), standard._replace(begins=ends)


def _change(month: str, week: str, weekday: str, at: str | None) -> Change:
    return Change(int(month), int(week), int(weekday), _duration(at or "2"))


def _duration(clock: str) -> timedelta:
    """The length of `2`, `-9:30` or `+26:00:00`, in hours, minutes and seconds."""
    hours, minutes, seconds = (*clock.lstrip("+-").split(":"), "0", "0")[:3]
    length = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds))
    return -length if clock.startswith("-") else length


@cache
def _info(zone: str) -> ZoneInfo | None:
    if zone not in _names():
        return None
    with _file(zone).open("rb") as source:
        return ZoneInfo.from_file(source, key=zone)


@cache
def _names() -> frozenset[str]:
    return frozenset(files("tzdata").joinpath("zones").read_text().split())


def _file(zone: str) -> Traversable:
    return files("tzdata").joinpath("zoneinfo", *zone.split("/"))
