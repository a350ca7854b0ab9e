"""The frame of every calendar file: its own properties, the zones it needs, its entries."""

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


def calendar_head(*, name: str, description: str, url: str) -> Calendar:
    """What RFC 5545 and 7986 know of a calendar, with the older X- names that clients read.

    The calendar has no UID of its own (RFC 7986, section 5.3): vdirsyncer takes it for that of every entry, and keeps one.
    """
    head = Calendar()
    head["VERSION"] = text("2.0")
    head["PRODID"] = text(PRODUCT)
    head["CALSCALE"] = text("GREGORIAN")
    head["METHOD"] = text("PUBLISH")
    head["NAME"] = head["X-WR-CALNAME"] = text(name)
    head["DESCRIPTION"] = head["X-WR-CALDESC"] = prose(description)
    head["URL"] = uri(url)
    head["REFRESH-INTERVAL"] = vDuration(REFRESH, params={"VALUE": "DURATION"})
    head["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    return head


def set_source(head: Calendar, address: str) -> None:
    """Where a client may fetch the same calendar again; for a part of it, or a private one, this would be another calendar."""
    head["SOURCE"] = uri(address, VALUE="URI")


def set_changed(head: Calendar, at: datetime) -> None:
    head["LAST-MODIFIED"] = moment(at)


def calendar_bytes(head: Calendar, zones: Iterable[str], entries: Iterable[bytes]) -> bytes:
    opening = encoded(head).removesuffix(END)
    return b"".join([opening, *map(vtimezone, sorted(zones)), *entries, END])
