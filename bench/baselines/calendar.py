"""Writes a calendar with f-strings and no library, with the escapes and lines of 75 octets of RFC 5545.

It supports only what the events of the benchmark have: no links, no languages, no flights.
"""

from collections.abc import Iterator
from datetime import UTC, time, timedelta
from typing import NamedTuple

from tours.addresses import event_address
from tours.agenda.facts import Part, Place
from tours.agenda.values import Line, Stamp
from tours.agenda.view import AgendaView, ItemView
from tours.labels import ITEM_KINDS, PERSON_ROLES, STATUSES
from tours.vocabulary import ItemKind, Status

BEGIN, END = b"BEGIN:VEVENT\r\n", b"END:VCALENDAR\r\n"
LEISURE = {ItemKind.BREAK, ItemKind.FREE_TIME}
SUMMARIES = {Status.CONFIRMED: "%s", Status.TENTATIVE: "%s (TBC)", Status.CANCELLED: "Cancelled: %s"}
LONGEST = 75
"""The most octets of a line, without its line end."""
NO_PLACE = Place(name="")


class Facts(NamedTuple):
    """The facts that all entries share."""

    address: str
    organiser: str
    office: str


def opening(drawn: bytes) -> bytes:
    """The part of a calendar before its first entry: a few lines, however long the agenda is."""
    return drawn.partition(BEGIN)[0]


def calendar(view: AgendaView, opening: bytes, base_url: str, office: str) -> bytes:
    facts = Facts(event_address(base_url, view.event.slug), view.event.programme.name, office)
    entries = [b"".join(map(folded, _entry(item, facts))) for item in view.items]
    return b"".join([opening, *entries, END])


def folded(line: str) -> bytes:
    """The line with its line end, folded so that no character is split."""
    octets = line.encode()
    if len(octets) <= LONGEST:
        return octets + b"\r\n"
    pieces, start, end = [], 0, LONGEST
    while end < len(octets):
        while octets[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        pieces.append(octets[start:end])
        start, end = end, end + LONGEST - 1
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces) + b"\r\n"


def _entry(item: ItemView, facts: Facts) -> Iterator[str]:
    line, changed = item.line, _moment(item.changed)
    address = f"{facts.address}#item-{item.uid}"
    kind = str(ITEM_KINDS[line.kind])
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{_escaped(SUMMARIES[line.status] % line.title)}"
    yield from _when(line)
    yield f"DTSTAMP:{changed}"
    yield f"UID:{item.uid}"
    yield f"SEQUENCE:{item.sequence}"
    yield f"CATEGORIES:{kind},{_escaped(line.track)}" if line.track else f"CATEGORIES:{kind}"
    yield f"CREATED:{_moment(item.created)}"
    yield f"DESCRIPTION:{_escaped(_description(item, address))}"
    yield f"LAST-MODIFIED:{changed}"
    yield f'ORGANIZER;CN="{facts.organiser}":mailto:{facts.office}'
    yield f"STATUS:{line.status.upper()}"
    yield f"URL:{address}"
    yield from _where(line, line.place or NO_PLACE)
    yield "END:VEVENT"


def _when(line: Line) -> Iterator[str]:
    if line.start is None or line.end is None:
        yield f"DTSTART;VALUE=DATE:{line.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{line.last_day + timedelta(days=1):%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    else:
        yield f"DTSTART;TZID={line.zone}:{line.day:%Y%m%d}T{_clock(line.start)}"
        yield f"DTEND;TZID={line.zone}:{line.last_day:%Y%m%d}T{_clock(line.end)}"
        is_free = line.kind in LEISURE or line.status is Status.CANCELLED
        yield "TRANSP:TRANSPARENT" if is_free else "TRANSP:OPAQUE"


def _where(line: Line, place: Place) -> Iterator[str]:
    name = f"{place.name} ({place.local_name})" if place.local_name else place.name
    location = ", ".join(filter(None, (line.room, name, place.address)))
    yield f"LOCATION:{_escaped(location)}"
    if place.point:
        latitude, longitude = f"{place.point.latitude:.6f}", f"{place.point.longitude:.6f}"
        parameters = f'VALUE=URI;X-APPLE-RADIUS=100;X-TITLE="{location}"'
        yield f"GEO:{latitude};{longitude}"
        yield f"X-APPLE-STRUCTURED-LOCATION;{parameters}:geo:{latitude},{longitude}"


def _description(item: ItemView, address: str) -> str:
    line = item.line
    status = "" if line.status is Status.CONFIRMED else str(STATUSES[line.status])
    parts = "\n".join(map(_part, line.parts))
    track = f"Track: {line.track}\n" if line.track else ""
    place = line.place or NO_PLACE
    facts = f"{track}Local address: {place.local_name}, {place.local_address}"
    changed = f"Last changed in version {item.changed.number}\n" if item.changed != item.created else ""
    return "\n\n".join(filter(None, (status, line.summary.rstrip(), parts, facts, changed + address)))


def _part(part: Part) -> str:
    role = PERSON_ROLES[part.role]
    return f"{role}: {part.person.printed}, {part.person.affiliation}" if part.person else f"{role}: TBC"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _moment(stamp: Stamp) -> str:
    return stamp.at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _clock(at: time) -> str:
    return at.strftime("%H%M%S")
