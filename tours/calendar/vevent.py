"""The parts that every entry (VEVENT) has: its identity, when it was created and changed, and when it takes place."""

from datetime import date, datetime, timedelta

from icalendar import Event
from icalendar.prop import vInt

from tours.calendar.properties import Clock, all_day, mailbox, moment, one_line, text, uri, wall_clock
from tours.calendar.vtimezone import has_wall_time, in_utc
from tours.calendar.words import words
from tours.vocabulary import EventState, Status

Wall = tuple[datetime, str]
"""A naive wall-clock time and its zone."""


def entry(uid: str, *, sequence: int, created: datetime, changed: datetime, status: Status, url: str) -> Event:
    """A new entry. DTSTAMP is the last change; with the time of writing, clients would see a change every time."""
    component = Event()
    component["UID"] = text(uid)
    component["DTSTAMP"] = component["LAST-MODIFIED"] = moment(changed)
    component["CREATED"] = moment(created)
    component["SEQUENCE"] = vInt(sequence)
    component["STATUS"] = text(status.upper())
    component["URL"] = uri(url)
    return component


def set_summary(
    component: Event, title: str, *, otherwise: str, status: Status, state: EventState = EventState.PLANNED
) -> None:
    """Sets a summary, never empty. It says the status in words: many clients hide STATUS, and none shows postponing."""
    summary = one_line(title) or otherwise
    is_postponed = state is EventState.POSTPONED and status is not Status.CANCELLED
    saying = words().postponed if is_postponed else words().summaries[status]
    component["SUMMARY"] = text(saying % {"title": summary})


def set_organiser(component: Event, name: str, office: str) -> None:
    """Sets the organiser. RFC 5546, section 3.2.1, requires one in a published entry, and forbids attendees."""
    component["ORGANIZER"] = mailbox(office, name=name)


def set_days(component: Event, first: date, last: date) -> None:
    """Sets whole days, `last` included, which mark nobody as busy. DTEND is the next day, if Python has one."""
    component["DTSTART"] = all_day(first)
    if first <= last < date.max:
        component["DTEND"] = all_day(last + timedelta(days=1))
    component["TRANSP"] = text("TRANSPARENT")


def set_times(component: Event, start: Wall, end: Wall | None, *, busy: bool) -> None:
    """Sets start and end. With no end it sets only DTSTART, a moment in RFC 5545: an invented length would mislead."""
    component["DTSTART"] = _time(start)
    if end:
        component["DTEND"] = _time(end)
    component["TRANSP"] = text("OPAQUE" if busy else "TRANSPARENT")


def is_later(end: Wall, start: Wall) -> bool:
    """Whether `end` is the later instant: a flight may land at an earlier time of day than it left."""
    first, last = in_utc(*start), in_utc(*end)
    return first < last if first and last else start[0] < end[0]


def _time(at: Wall) -> Clock:
    """The time with its TZID if the VTIMEZONE gives the right instant, else in UTC; floating if the zone is unknown."""
    wall, zone = at
    if has_wall_time(wall, zone):
        return wall_clock(wall, zone)
    return Clock(in_utc(wall, zone) or wall)
