"""When an item is, moved to another day or time, or shifted by minutes. Items keep how long they are."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from tours.models import AgendaItem


class When(NamedTuple):
    """The facts of an item that say when it is."""

    day: date | None
    start: time | None
    end: time | None
    ends_on: date | None


WAITING = When(None, None, None, None)
"""The time of an item that waits in the tray: without a day it has no times."""


def when_of(item: AgendaItem) -> When:
    return When(item.day, item.start, item.end, item.ends_on)


def moved(when: When, day: date | None, start: time | None) -> When:
    """The times at another day and start. Without a start, or where there was none, no end can be worked out, so there
    is none.
    """
    if day is None:
        return WAITING
    if when.day is None:
        return When(day, start, None, None)
    if start is None or when.start is None or when.end is None:
        days = day - when.day
        return When(day, start, None, when.ends_on + days if when.ends_on and when.end is None else None)
    return _from(datetime.combine(day, start), _length(when, when.day, when.start, when.end))


def shifted(when: When, minutes: int) -> When:
    """Later by the minutes, or earlier if they are negative. An item without a clock time stays."""
    if when.day is None or when.start is None:
        return when
    begins = datetime.combine(when.day, when.start) + timedelta(minutes=minutes)
    if when.end is None:
        days = begins.date() - when.day
        return When(begins.date(), begins.time(), None, when.ends_on + days if when.ends_on else None)
    return _from(begins, _length(when, when.day, when.start, when.end))


def _length(when: When, day: date, start: time, end: time) -> timedelta:
    """The length by the clocks on the wall, as times are written. It may be negative for a flight."""
    return datetime.combine(when.ends_on or day, end) - datetime.combine(day, start)


def _from(begins: datetime, length: timedelta) -> When:
    ends = begins + length
    ends_on = ends.date() if ends.date() != begins.date() else None
    return When(begins.date(), begins.time(), ends.time(), ends_on)
