"""What templates ask of an event's values: labels, wordings, and what is worked out from a whole day or agenda."""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import PurePath
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, gettext, ngettext

from tours import wording
from tours.agenda import (
    AgendaView,
    Day,
    Event,
    EventKind,
    EventState,
    ItemKind,
    ItemView,
    Line,
    Name,
    Organisation,
    Participation,
    PersonRole,
    Place,
    Point,
)
from tours.labels import EVENT_KINDS, EVENT_STATES, ITEM_KINDS, ORGANISATION_ROLES, PERSON_ROLES

TRACK_COLOURS = 5
WEB_SCHEMES = {"http", "https"}

register = template.Library()
for wording_filter in (wording.full_date, wording.weekday_and_date, wording.time_range, wording.file_size):
    register.filter(wording_filter)


class Dated(Protocol):
    """An event, as a value or as a row of the projection."""

    @property
    def starts(self) -> date: ...
    @property
    def ends(self) -> date: ...


@register.filter
def dates(event: Dated) -> str:
    return wording.date_range(event.starts, event.ends)


@register.filter
def event_kind(kind: str) -> Promise:
    return EVENT_KINDS[EventKind(kind)]


@register.filter
def event_state(state: str) -> Promise:
    return EVENT_STATES[EventState(state)]


@register.filter
def item_kind(kind: ItemKind) -> Promise:
    return ITEM_KINDS[kind]


@register.filter
def person_role(role: PersonRole) -> Promise:
    return PERSON_ROLES[role]


class Backers(NamedTuple):
    role: Promise
    organisations: tuple[Organisation, ...]


@register.filter
def backers(event: Event) -> list[Backers]:
    """The organisations behind an event, by role: hosts first, as the roles are declared."""
    by_role = [Backers(label, event.organisations(role)) for role, label in ORGANISATION_ROLES.items()]
    return [entry for entry in by_role if entry.organisations]


class Slot(NamedTuple):
    """The items that start together. `when` is their time; where they end at different times, only their start."""

    when: str
    items: tuple[ItemView, ...]
    ends_together: bool


@register.filter
def slots(day: Day) -> list[Slot]:
    return [_slot(start, items) for start, items in day.slots()]


def _slot(start: time | None, items: tuple[ItemView, ...]) -> Slot:
    if start is None:
        return Slot(gettext("No set time"), items, ends_together=True)
    times = {wording.time_range(item.line) for item in items}
    if len(times) == 1:
        return Slot(times.pop(), items, ends_together=True)
    return Slot(wording.clock(start), items, ends_together=False)


@register.filter
def track_classes(view: AgendaView) -> dict[str, str]:
    """A style class for each track of the agenda, by its name's place in the alphabet; colours recur after five."""
    names = sorted({item.line.track for item in view.standing} - {""})
    return {name: f"track-{number % TRACK_COLOURS + 1}" for number, name in enumerate(names)}


@register.filter
def class_of(classes: dict[str, str], track: str) -> str:
    return classes.get(track, "")


@register.filter
def places(view: AgendaView) -> list[Place]:
    """The places of the agenda that have an address to find them by, each once, in the order of the agenda."""
    found = dict.fromkeys(item.line.place for item in view.standing if item.line.place)
    return [place for place in found if place.address or place.local_name or place.local_address or place.point]


@register.filter
def utc_offset(zone: str, day: date) -> str:
    """`UTC+9`, `UTC+5:30`, `UTC−3`, `UTC`: what the zone's clocks show at noon of that day."""
    offset = datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "−"
    return f"UTC{sign}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"


@register.filter
def zone_note(line: Line, event: Event) -> str:
    """Whose time an item's clock shows, where it is not the event's; empty where it is."""
    notes = []
    if line.zone != event.zone and line.start is not None:
        notes.append(gettext("%(city)s time (%(offset)s)") % _zone_words(line.zone, line.day))
    if line.end_zone and line.end_zone != line.zone and line.end is not None:
        notes.append(gettext("ends at %(city)s time (%(offset)s)") % _zone_words(line.end_zone, line.last_day))
    return "; ".join(notes)


def _zone_words(zone: str, day: date) -> dict[str, str]:
    return {"city": zone.rpartition("/")[2].replace("_", " "), "offset": utc_offset(zone, day)}


@register.filter
def other_names(names: Sequence[Name]) -> SafeString:
    """The names beside the printed one, each marked with its language for voices and fonts."""
    return format_html_join(", ", '<span lang="{}">{}</span>', ((name.language, name.text) for name in names))


@register.filter
def local_text(text: str) -> SafeString:
    """A text as the place writes it, marked with the language that its script alone tells: Cyrillic may be of several."""
    if any("\uac00" <= letter <= "\ud7a3" for letter in text):
        return format_html('<span lang="ko">{}</span>', text)
    if any("\u0400" <= letter <= "\u04ff" for letter in text):
        return format_html('<span lang="und-Cyrl">{}</span>', text)
    return format_html("{}", text)


@register.filter
def map_address(point: Point) -> str:
    """Where OpenStreetMap shows the point with a pin."""
    at = f"{point.latitude:.6f}", f"{point.longitude:.6f}"
    return "https://www.openstreetmap.org/?mlat={0}&mlon={1}#map=16/{0}/{1}".format(*at)


@register.filter
def language_name(code: str) -> str:
    """`Korean` for `ko`; a code that Django has no name for stays as it is."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


@register.filter
def representatives(count: int) -> str:
    """`one representative`, `two representatives`, `12 representatives`."""
    words = ngettext("%(count)s representative", "%(count)s representatives", count)
    return words % {"count": wording.number_in_words(count)}


@register.filter
def taken(cities: Sequence[Participation]) -> int:
    return sum(entry.taken for entry in cities)


@register.filter
def linked(label: str, url: str) -> SafeString:
    """The label as a link out of the site; as plain text where the address is not one of the web (`javascript:` and the like)."""
    if is_web_address(url):
        return format_html('<a href="{}" rel="external">{}</a>', url, label)
    return format_html("{}", label)


def is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # such as an unclosed bracket of an IPv6 host
        return False
    return parts.scheme in WEB_SCHEMES and bool(parts.netloc)


@register.filter
def file_format(file_name: str) -> str:
    """`PDF` of `note.pdf`"""
    return PurePath(file_name).suffix[1:].upper()
