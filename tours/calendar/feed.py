"""The calendar of one event for one audience: whole, one day of it, or one item."""

import zlib
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from tours.addresses import calendar_address, event_address
from tours.agenda_view import AgendaView, ItemView
from tours.calendar.frame import calendar_bytes, calendar_head, set_changed, set_source
from tours.calendar.items import EventFacts, item_bytes, zones
from tours.calendar.properties import text
from tours.labels import EVENT_STATES, organisations_label
from tours.vocabulary import EventState, Level, OrganisationRole
from tours.wording import date_range, joined, version

# CSS3 names (RFC 7986 asks for them), dark enough for white text: so that two events side by side can be told apart
COLOURS = ("navy", "darkgreen", "maroon", "indigo", "saddlebrown", "teal", "darkslategray", "purple")


def programme_calendar(view: AgendaView, *, base_url: str, office: str) -> bytes:
    """`base_url` is the site's address without a slash at its end, `office` the mailbox named as organiser."""
    announcement = (view.announcement,) if view.announcement else ()
    return _calendar(view, announcement + view.items, "", base_url, office)


def day_calendar(view: AgendaView, day: date, *, base_url: str, office: str) -> bytes:
    """The items that begin on `day`; raises LookupError where there are none."""
    items = tuple(item for item in view.items if item.line.day == day)
    if not items:
        raise LookupError(f"no item on {day}")
    return _calendar(view, items, day.isoformat(), base_url, office)


def item_calendar(view: AgendaView, uid: str, *, base_url: str, office: str) -> bytes:
    """One item; raises LookupError for one that the audience never saw."""
    items = tuple(item for item in view.items if item.uid == uid)
    if not items:
        raise LookupError(f"no item {uid}")
    return _calendar(view, items, uid, base_url, office)


def _calendar(view: AgendaView, items: tuple[ItemView, ...], part: str, base_url: str, office: str) -> bytes:
    event = view.event
    head = calendar_head(
        key=f"{event.uid}/{view.audience.key}/{part}",
        name=event.title,
        description="\n".join(_description(view)),
        url=event_address(base_url, event.slug),
    )
    head["X-WR-TIMEZONE"] = text(event.zone)
    head["COLOR"] = text(COLOURS[zlib.crc32(event.uid.encode()) % len(COLOURS)])
    set_changed(head, view.stamp.at)
    if view.audience.level is Level.PUBLIC and not part:
        set_source(head, calendar_address(base_url, event.slug))
    facts = EventFacts(
        base_url=base_url, slug=event.slug, organiser=event.programme.name, office=office, state=event.state
    )
    used = {zone for item in items for zone in zones(item)}
    return calendar_bytes(head, used, (item_bytes(item, facts) for item in items))


def _description(view: AgendaView) -> Iterator[str]:
    """Ends with the edition and the footnotes: an asterisk of a country's name must not stay unexplained."""
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
