"""How far the times of an event are from UTC: said once for all days, or for each day where clocks change meanwhile."""

from bisect import bisect_left
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Protocol

from django.utils.translation import gettext as _

from tours.agenda.facts import City
from tours.wording import clock, utc_offset

MINUTES = range(24 * 60)


class Local(Protocol):
    """An event, or what is kept of it."""

    @property
    def starts(self) -> date: ...
    @property
    def ends(self) -> date: ...
    @property
    def zone(self) -> str: ...
    @property
    def host_city(self) -> City: ...


def local_times(event: Local) -> str:
    """`Times are local: Berlin, UTC+2.`, or `Times are local: Berlin, UTC+2, then UTC+1.`"""
    return _("Times are local: %(city)s, %(offset)s.") % {"city": event.host_city.name, "offset": offsets(event)}


def offsets(event: Local) -> str:
    """`UTC+2`, or `UTC+2, then UTC+1` where clocks change during the event."""
    first, *others = _during(event.zone, event.starts, event.ends)
    return ", ".join([first, *(_("then %(offset)s") % {"offset": offset} for offset in others)])


def offset_of_day(day: date, event: Local) -> str:
    """`UTC+1`, or `UTC+2, from 03:00 UTC+1` on the day on which clocks change; empty where `offsets` says the same."""
    told = _of_day(event.zone, day)
    return "" if (told,) == _during(event.zone, event.starts, event.ends) else told


@lru_cache(maxsize=64)  # each day of an event asks
def _during(zone: str, first: date, last: date) -> tuple[str, ...]:
    """The offsets in their order, each once between two changes."""
    days = (first + timedelta(number) for number in range((last - first).days + 1))
    each = (utc_offset(zone, day, at) for day in days for at in (time.min, time.max))
    return tuple(offset for offset, _same in groupby(each))


def _of_day(zone: str, day: date) -> str:
    first, last = (utc_offset(zone, day, at) for at in (time.min, time.max))
    if first == last:
        return first
    changed = bisect_left(MINUTES, True, key=lambda minute: utc_offset(zone, day, _clock(minute)) != first)
    return _("%(before)s, from %(time)s %(after)s") % {"before": first, "time": clock(_clock(changed)), "after": last}


def _clock(minute: int) -> time:
    return time(*divmod(minute, 60))
