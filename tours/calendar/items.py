"""One item of an agenda as an entry of a calendar."""

from collections.abc import Iterator
from datetime import datetime

from icalendar import Event as Entry

from tours.addresses import event_address, item_address
from tours.agenda.facts import Part, Place, Value
from tours.agenda.phrases import capacity
from tours.agenda.values import Event, Line
from tours.agenda.view import AgendaView, ItemView
from tours.calendar.lines import encoded
from tours.calendar.properties import categories, one_line, prose, text, uri, verbatim, without_quotes
from tours.calendar.vevent import Wall, entry, is_later, set_days, set_organiser, set_summary, set_times
from tours.calendar.vtimezone import has_wall_time
from tours.calendar.words import Words, words
from tours.vocabulary import EventState, ItemKind, Status
from tours.wording import language_name

LEISURE = {ItemKind.BREAK, ItemKind.FREE_TIME}


class EventFacts(Value, frozen=True):
    """What every item's entry says about its event.

    `home` is the address of the event's pages, `organiser` a name, `office` a mailbox.
    """

    home: str
    organiser: str
    office: str
    state: EventState = EventState.PLANNED


def event_facts(event: Event, *, base_url: str, office: str, home: str = "") -> EventFacts:
    """`home` is the address of the event's pages, if these are not the public ones."""
    return EventFacts(
        home=home or event_address(base_url, event.slug),
        organiser=event.programme.name,
        office=office,
        state=event.state,
    )


def item_with(view: AgendaView, uid: str) -> ItemView:
    """Raises LookupError for an item that the audience never saw."""
    for item in view.items:
        if item.uid == uid:
            return item
    raise LookupError(f"no item {uid}")


def item_bytes(item: ItemView, facts: EventFacts) -> bytes:
    """The item's VEVENT in the active language. It needs the VTIMEZONE of each of its `zones`."""
    line, texts = item.line, words()
    kind = texts.item_kinds[line.kind]
    address = _address(item, facts)
    component = entry(
        item.uid,
        sequence=item.sequence,
        created=item.created.at,
        changed=item.changed.at,
        status=line.status,
        url=address,
    )
    set_summary(component, line.title, otherwise=kind, status=line.status, state=facts.state)
    component["DESCRIPTION"] = prose("\n\n".join(_paragraphs(item, address, texts)))
    component["CATEGORIES"] = categories((kind, line.track))
    set_organiser(component, facts.organiser, facts.office)
    _set_when(component, line)
    _set_where(component, line)
    return encoded(component)


def zones(item: ItemView) -> set[str]:
    """The zones that the item's entry names."""
    times = _times(item.line) or ()
    return {at[1] for at in times if at and has_wall_time(*at)}


def _address(item: ItemView, facts: EventFacts) -> str:
    """The item's address; for an item that is gone, or for the event as a line, the address of the event's page."""
    if item.gone or item.line.kind is ItemKind.EVENT:
        return facts.home
    return item_address(facts.home, item.uid)


def _set_when(component: Entry, line: Line) -> None:
    times = _times(line)
    if times:
        busy = line.kind not in LEISURE and line.status is not Status.CANCELLED
        set_times(component, *times, busy=busy)
    else:
        set_days(component, line.day, line.last_day)


def _times(line: Line) -> tuple[Wall, Wall | None] | None:
    """Start and end. An end that is not after the start is left out: some clients would refuse the whole calendar."""
    if line.start is None:
        return None
    start = datetime.combine(line.day, line.start), line.zone
    if line.end is None:
        return start, None
    end = datetime.combine(line.last_day, line.end), line.end_zone or line.zone
    return start, end if is_later(end, start) else None


def _set_where(component: Entry, line: Line) -> None:
    location = _location(line)
    if location:
        component["LOCATION"] = text(location)
    if line.place and line.place.point:
        point = line.place.point
        latitude, longitude = f"{point.latitude:.6f}", f"{point.longitude:.6f}"
        component["GEO"] = verbatim(f"{latitude};{longitude}")
        # Apple shows its map only if the title equals the LOCATION exactly.
        component["X-APPLE-STRUCTURED-LOCATION"] = uri(
            f"geo:{latitude},{longitude}", **{"VALUE": "URI", "X-APPLE-RADIUS": "100", "X-TITLE": location}
        )


def _location(line: Line) -> str:
    parts = (line.room, *(_place_parts(line.place) if line.place else ()))
    return without_quotes(one_line(", ".join(part for part in parts if part)))


def _place_parts(place: Place) -> Iterator[str]:
    yield f"{place.name} ({place.local_name})" if place.local_name else place.name
    yield place.address
    if place.city not in f"{place.name} {place.address}":
        yield place.city


def _paragraphs(item: ItemView, address: str, texts: Words) -> Iterator[str]:
    line = item.line
    if line.status is not Status.CONFIRMED:
        yield texts.statuses[line.status]
    if line.summary:
        yield line.summary
    parts = (_part(part, texts) for part in line.parts)
    links = (f"{link.label}: {link.url}" for link in line.links)
    for block in (parts, _facts(line, texts), links):
        paragraph = "\n".join(block)
        if paragraph:
            yield paragraph
    if item.told != item.created:
        address = texts.changed % {"number": item.told.number} + f"\n{address}"
    yield address


def _part(part: Part, texts: Words) -> str:
    """`Speaker: Dr Ana Anić, Mayor, Rijeka (TBC)`, `Moderator: TBC`"""
    role = texts.roles[part.role]
    if part.person is None:
        return f"{role}: {texts.open}"
    who = ", ".join(filter(None, (part.person.printed, part.person.affiliation)))
    return f"{role}: {who}" if part.confirmed else f"{role}: {who} ({texts.open})"


def _facts(line: Line, texts: Words) -> Iterator[str]:
    if line.track:
        yield texts.track % {"track": line.track}
    if line.language:
        yield texts.language % {"language": language_name(line.language)}
    if line.capacity is not None:
        yield capacity(line)
    if line.place and line.place.local_address:
        address = ", ".join(filter(None, (line.place.local_name, line.place.local_address)))
        yield texts.local_address % {"address": address}
