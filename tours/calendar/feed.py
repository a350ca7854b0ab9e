"""The calendar of one event for one audience: all of it, one day, or one item."""

import zlib
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from tours.agenda.phrases import version
from tours.agenda.view import AgendaView, ItemView
from tours.calendar.items import EventFacts, event_facts, item_with
from tours.calendar.pieces import Piece, Pieces, piece, pieces
from tours.calendar.properties import text
from tours.calendar.vcalendar import END, calendar_bytes, calendar_head, set_changed, set_source
from tours.calendar.vtimezone import vtimezone
from tours.labels import EVENT_STATES, organisations_label
from tours.vocabulary import EventState, Level, OrganisationRole
from tours.wording import date_range, joined

# CSS3 names (RFC 7986 requires them), dark enough for white text. They make two events side by side look different.
COLOURS = ("navy", "darkgreen", "maroon", "indigo", "saddlebrown", "teal", "darkslategray", "purple")


class Feed(NamedTuple):
    body: bytes
    pieces: Pieces
    """The entries of this feed, to be reused in the feed of the next edition."""


def programme_calendar(view: AgendaView, *, base_url: str, office: str) -> bytes:
    """The whole calendar. `base_url` is the site's address without a final slash, `office` the organiser's mailbox."""
    return _calendar(view, _listed(view), base_url, office, is_whole=True)


def programme_feed(view: AgendaView, known: Pieces, *, base_url: str, office: str, home: str = "") -> Feed:
    """The bytes of `programme_calendar`; entries `known` from another feed of this event are not drawn again.

    `home` is the address of the event's pages, if these are not the public ones.
    The bytes do not depend on `known`, as long as this code drew it. Raises the same errors as `pieces`.
    """
    facts = event_facts(view.event, base_url=base_url, office=office, home=home)
    used = pieces(_listed(view), facts, known)
    return Feed(_assembled(view, used.values(), facts, is_whole=not home), used)


def day_calendar(view: AgendaView, day: date, *, base_url: str, office: str) -> bytes:
    """The calendar of the items that begin on `day`. Raises LookupError if there are none."""
    items = tuple(item for item in view.items if item.line.day == day)
    if not items:
        raise LookupError(f"no item on {day}")
    return _calendar(view, items, base_url, office, is_whole=False)


def item_calendar(view: AgendaView, uid: str, *, base_url: str, office: str, home: str = "") -> bytes:
    """The calendar of one item. Raises LookupError for an item that the audience never saw."""
    facts = event_facts(view.event, base_url=base_url, office=office, home=home)
    return _assembled(view, [piece(item_with(view, uid), facts)], facts, is_whole=False)


def chosen_calendar(view: AgendaView, uids: Collection[str], *, base_url: str, office: str) -> bytes:
    """The calendar of some items. Raises LookupError if the audience never saw any of them."""
    items = tuple(item for item in view.items if item.uid in uids)
    if not items:
        raise LookupError("no such items")
    return _calendar(view, items, base_url, office, is_whole=False)


def _listed(view: AgendaView) -> tuple[ItemView, ...]:
    return (view.announcement, *view.items) if view.announcement else view.items


def _calendar(view: AgendaView, items: tuple[ItemView, ...], base_url: str, office: str, *, is_whole: bool) -> bytes:
    facts = event_facts(view.event, base_url=base_url, office=office)
    return _assembled(view, [piece(item, facts) for item in items], facts, is_whole=is_whole)


def with_entries(calendar: bytes, own: Iterable[Piece]) -> bytes:
    """The calendar with more entries at its end, and with the zones of these that it does not name yet."""
    own = tuple(own)
    missing = {zone for entry in own for zone in entry.zones if f"\r\nTZID:{zone}\r\n".encode() not in calendar}
    return b"".join([calendar.removesuffix(END), *map(vtimezone, sorted(missing)), *(each.entry for each in own), END])


def _assembled(view: AgendaView, entries: Collection[Piece], facts: EventFacts, *, is_whole: bool) -> bytes:
    """`is_whole` says that it is all that everyone may fetch again at its public address."""
    event = view.event
    head = calendar_head(name=event.title, description="\n".join(_description(view)), url=facts.home)
    head["X-WR-TIMEZONE"] = text(event.zone)
    head["COLOR"] = text(COLOURS[zlib.crc32(event.uid.encode()) % len(COLOURS)])
    set_changed(head, view.stamp.at)
    if view.audience.level is Level.PUBLIC and is_whole:
        set_source(head, f"{facts.home}programme.ics")
    zones = {zone for entry in entries for zone in entry.zones}
    return calendar_bytes(head, zones, (entry.entry for entry in entries))


def _description(view: AgendaView) -> Iterator[str]:
    """The calendar's description. It ends with the edition and the footnotes that explain countries' asterisks."""
    event = view.event
    if event.state is not EventState.PLANNED:
        yield str(EVENT_STATES[event.state])
    if event.summary:
        yield event.summary
    yield f"{date_range(event.starts, event.ends)}, {event.host_city.printed}"
    hosts = [organisation.name for organisation in event.organisations(OrganisationRole.HOST)]
    if hosts:
        yield f"{organisations_label(OrganisationRole.HOST, len(hosts))}: {joined(hosts)}"
    cities = joined([city.printed for city in event.cities if city.printed])
    if cities:
        yield _("Participating cities: %(cities)s") % {"cities": cities}
    yield version(view)
    yield from (f"* {footnote}" for footnote in view.footnotes())
