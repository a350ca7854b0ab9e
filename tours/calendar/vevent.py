"""What every entry (VEVENT) has, whatever it stands for: who it is, since when, when it takes place."""

from datetime import date, datetime, timedelta

from icalendar import Event
from icalendar.prop import vDatetime, vInt

from tours.calendar.properties import all_day, mailbox, moment, one_line, text, uri, wall_clock
from tours.calendar.vtimezone import has_wall_time, in_utc
from tours.calendar.words import words
from tours.vocabulary import EventState, Status

Wall = tuple[datetime, str]
"""A naive wall-clock time and its zone."""


def entry(uid: str, *, sequence: int, created: datetime, changed: datetime, status: Status, url: str) -> Event:
    """DTSTAMP is the last change: were it the moment of writing, clients would take every entry for changed each time."""
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
    """Never empty. How it stands is said in words, as many clients show nothing of STATUS, and none of postponing."""
    summary = one_line(title) or otherwise
    is_postponed = state is EventState.POSTPONED and status is not Status.CANCELLED
    saying = words().postponed if is_postponed else words().summaries[status]
    component["SUMMARY"] = text(saying % {"title": summary})


def set_organiser(component: Event, name: str, office: str) -> None:
    """RFC 5546, section 3.2.1, wants an organiser in a published entry, and forbids attendees."""
    component["ORGANIZER"] = mailbox(office, name=name)


def set_days(component: Event, first: date, last: date) -> None:
    """Whole days, `last` included; DTEND is the day after it, where the calendar has one. They keep nobody busy."""
    component["DTSTART"] = all_day(first)
    if first <= last < date.max:
        component["DTEND"] = all_day(last + timedelta(days=1))
    component["TRANSP"] = text("TRANSPARENT")


def set_times(component: Event, start: Wall, end: Wall | None, *, busy: bool) -> None:
    """Without an end DTSTART stands alone, which RFC 5545 reads as a moment: a length we made up would be a false promise."""
    component["DTSTART"] = _time(start)
    if end:
        component["DTEND"] = _time(end)
    component["TRANSP"] = text("OPAQUE" if busy else "TRANSPARENT")


def is_later(end: Wall, start: Wall) -> bool:
    """By the instants: a flight may land at an earlier time of day than it left."""
    first, last = in_utc(*start), in_utc(*end)
    return first < last if first and last else start[0] < end[0]


def _time(at: Wall) -> vDatetime:
    """With its TZID if the VTIMEZONE tells it, else as UTC, and floating if the zone is not one."""
    wall, zone = at
    if has_wall_time(wall, zone):
        return wall_clock(wall, zone)
    return vDatetime(in_utc(wall, zone) or wall)
