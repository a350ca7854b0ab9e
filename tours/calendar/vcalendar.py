"""The frame of every calendar file: its own properties, the zones that it needs, and its entries."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar
from icalendar.prop import vDuration

from tours.calendar.lines import encoded
from tours.calendar.properties import moment, prose, text, uri
from tours.calendar.vtimezone import vtimezone

PRODUCT = "-//Sojourn//Programmes//EN"
REFRESH = timedelta(hours=1)
END = b"END:VCALENDAR\r\n"


def frame(method: str) -> Calendar:
    """The properties that every calendar has. None of them names a calendar of its own."""
    head = Calendar()
    head["VERSION"] = text("2.0")
    head["PRODID"] = text(PRODUCT)
    head["CALSCALE"] = text("GREGORIAN")
    head["METHOD"] = text(method)
    return head


def calendar_head(*, name: str, description: str, url: str) -> Calendar:
    """The calendar's properties of RFC 5545 and 7986, with the older X- names that clients read.

    It has no UID (RFC 7986, section 5.3): vdirsyncer would use it as the UID of every entry, and keep only one entry.
    """
    head = frame("PUBLISH")
    head["NAME"] = head["X-WR-CALNAME"] = text(name)
    head["DESCRIPTION"] = head["X-WR-CALDESC"] = prose(description)
    head["URL"] = uri(url)
    head["REFRESH-INTERVAL"] = vDuration(REFRESH, params={"VALUE": "DURATION"})
    head["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    return head


def set_source(head: Calendar, address: str) -> None:
    """Sets where clients can fetch the calendar again. Partial or private ones have none: they would get another."""
    head["SOURCE"] = uri(address, VALUE="URI")


def set_changed(head: Calendar, at: datetime) -> None:
    head["LAST-MODIFIED"] = moment(at)


def calendar_bytes(head: Calendar, zones: Iterable[str], entries: Iterable[bytes]) -> bytes:
    opening = encoded(head).removesuffix(END)
    return b"".join([opening, *map(vtimezone, sorted(zones)), *entries, END])
