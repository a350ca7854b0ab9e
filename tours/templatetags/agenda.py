"""Filters for the values of an event: labels, wordings, and what is computed from a whole day or agenda."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

from django import template
from django.utils.functional import Promise
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from backstage.text.language_tags import is_foreign, is_right_to_left
from backstage.text.safe_markdown import note_as_html
from backstage.text.scripts import marked_scripts, script_runs
from tours import wording
from tours.addresses import (
    document_address,
    google_calendar_address,
    outlook_calendar_address,
    telephone_address,
    to_subscribe,
)
from tours.agenda import phrases
from tours.agenda.blocks.at_once import at_once
from tours.agenda.blocks.cities import Coming
from tours.agenda.changes.marks import Mark, marks
from tours.agenda.chosen import MOST_CHOSEN
from tours.agenda.clocks import offsets
from tours.agenda.facts import Document, Name, Organisation, Participation, Point
from tours.agenda.values import Event
from tours.agenda.view import AgendaView, Day, ItemView
from tours.labels import EVENT_KINDS, EVENT_STATES, ITEM_KINDS, LEVELS, PERSON_ROLES, STATUSES, organisations_label
from tours.templatetags.times import marked_clock, marked_times
from tours.vocabulary import EventKind, EventState, ItemKind, Level, OrganisationRole, PersonRole, Status

TRACK_COLOURS = 5
WEB_SCHEMES = {"http", "https"}

register = template.Library()
WORDINGS = (
    wording.file_format,
    wording.file_size,
    wording.full_date,
    wording.language_name,
    wording.representatives,
    offsets.local_times,
    offsets.offset_of_day,
    phrases.capacity,
    phrases.time_range,
    wording.weekday_and_date,
    wording.weekday_and_day,
    phrases.zone_note,
)
for wording_filter in WORDINGS:
    register.filter(wording_filter)
register.filter(marked_scripts)
register.filter(marks)
register.simple_tag(note_as_html)
register.filter(google_calendar_address)
register.filter(to_subscribe)
register.simple_tag(outlook_calendar_address)


class Dated(Protocol):
    """An event, as a value or as a row of the projection, or a phase."""

    @property
    def starts(self) -> date: ...
    @property
    def ends(self) -> date: ...


@register.filter
def dates(event: Dated) -> str:
    return wording.date_range(event.starts, event.ends)


@register.filter
def period(phase: Dated) -> str:
    return wording.period(phase.starts, phase.ends)


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
def item_status(status: Status) -> Promise:
    return STATUSES[status]


@register.filter
def level(level: Level) -> Promise:
    return LEVELS[level]


@register.filter
def person_role(role: PersonRole) -> Promise:
    return PERSON_ROLES[role]


class Backers(NamedTuple):
    role: Promise
    organisations: tuple[Organisation, ...]


@register.filter
def backers(event: Event) -> list[Backers]:
    """The organisations behind an event, by role: hosts first, as the roles are declared."""
    by_role = [(role, event.organisations(role)) for role in OrganisationRole]
    return [Backers(organisations_label(role, len(found)), found) for role, found in by_role if found]


class Slot(NamedTuple):
    """The items that start together. `when` is their time, marked, or only their start if they end at different times.

    `beside` says that others go on at the same time.
    """

    when: str | SafeString
    items: tuple[ItemView, ...]
    ends_together: bool
    beside: str = ""


@register.filter
def slots(day: Day) -> list[Slot]:
    said = at_once(day)
    return [
        _slot(start, items)._replace(beside=said[start].words if start in said else "") for start, items in day.slots()
    ]


def _slot(start: time | None, items: tuple[ItemView, ...]) -> Slot:
    starts = items[0].line.starts_at
    if start is None or starts is None:
        return Slot(gettext("No set time"), items, ends_together=True)
    times = {marked_times(item.line) for item in items}
    if len(times) == 1:
        return Slot(times.pop(), items, ends_together=True)
    return Slot(marked_clock(starts), items, ends_together=False)


@register.filter
def track_classes(view: AgendaView) -> dict[str, str]:
    """A style class for each track of the agenda, by the alphabetical order of names. Colours repeat after five."""
    names = sorted({item.line.track for item in view.standing} - {""})
    return {name: f"track-{number % TRACK_COLOURS + 1}" for number, name in enumerate(names)}


@register.filter
def class_of(classes: dict[str, str], track: str) -> str:
    return classes.get(track, "")


@register.simple_tag
def most_chosen() -> int:
    return MOST_CHOSEN


@register.filter
def mark_of(marked: Mapping[str, Mark], uid: str) -> Mark | None:
    return marked.get(uid)


@register.filter
def other_names(names: Sequence[Name]) -> SafeString:
    """The names other than the printed one, each isolated, and marked with its language for screen readers and fonts."""
    return format_html_join(", ", '<bdi lang="{}">{}</bdi>', ((name.tag, name.text) for name in names))


@register.filter
def lang(tag: str) -> SafeString:
    """` lang="sr-Latn"`, for words whose language (BCP 47) is not that of the interface; otherwise empty.

    Of a language that is written from right to left, the direction too: ` lang="ar" dir="rtl"`.
    """
    own = get_language()
    if own and not is_foreign(tag, own):
        return SafeString()
    return format_html(' lang="{}"{}', tag, direction(tag))


@register.filter
def lang_or_auto(tag: str) -> SafeString:
    """What `lang` says, for a whole text. Where it says no direction, the text is written as its first letters are."""
    return SafeString(f"{lang(tag)}" if is_right_to_left(tag) else f'{lang(tag)} dir="auto"')


@register.filter
def direction(tag: str) -> SafeString:
    """` dir="rtl"` for a language that is written from right to left; otherwise empty."""
    return SafeString(' dir="rtl"' if is_right_to_left(tag) else "")


@register.filter
def isolating(words: str, name: str) -> SafeString:
    """The words as HTML, with the name in them isolated."""
    whole, within = conditional_escape(words), escape(name)
    return SafeString(whole.replace(within, f"<bdi>{within}</bdi>")) if name else whole


@register.filter
def beside_name(organisation: Organisation | Coming) -> SafeString:
    """The short name and the names in other languages: `MOLIT, 국토교통부`."""
    short = organisation.abbreviation
    parts = [format_html("<bdi>{}</bdi>", short) if short else "", other_names(organisation.names)]
    return format_html_join(", ", "{}", ((part,) for part in parts if part))


@register.filter
def local_text(text: str) -> SafeString:
    """A name or address in the local script, marked as a whole, so that its numbers are read in that language too."""
    language = next((language for language, _run in script_runs(text) if language), "")
    return format_html('<bdi lang="{}">{}</bdi>', language, text) if language else format_html("<bdi>{}</bdi>", text)


@register.filter
def address_under(document: Document, home: str) -> str:
    """The address of a file below that of the event's pages."""
    return document_address(home, document.digest, document.file_name)


@register.filter
def names_of_groups(groups: Sequence[str], view: AgendaView) -> str:
    return view.groups(groups)


@register.filter
def map_address(point: Point) -> str:
    """The address of OpenStreetMap's page with a pin at the point."""
    at = f"{point.latitude:.6f}", f"{point.longitude:.6f}"
    return "https://www.openstreetmap.org/?mlat={0}&mlon={1}#map=16/{0}/{1}".format(*at)


@register.filter
def google_maps_address(point: Point) -> str:
    return f"https://www.google.com/maps/search/?api=1&query={point.latitude:.6f},{point.longitude:.6f}"


@register.filter
def geo_address(point: Point) -> str:
    """A `geo:` address of the point, which opens the device's own map (RFC 5870)."""
    return f"geo:{point.latitude:.6f},{point.longitude:.6f}"


@register.filter
def telephone_link(number: str, style_class: str = "") -> SafeString:
    """The number as a link that dials it, or as plain text where it holds no digit to dial."""
    address = telephone_address(number)
    if not address:
        return format_html("<bdi>{}</bdi>", number)
    return format_html('<a{} href="{}"><bdi>{}</bdi></a>', _class(style_class), address, number)


def _class(name: str) -> SafeString:
    return format_html(' class="{}"', name) if name else SafeString()


@register.filter
def taken(cities: Sequence[Participation]) -> int:
    return sum(entry.taken for entry in cities)


@register.filter
def linked(label: str, url: str) -> SafeString:
    """The label as a link to another site, or as plain text if it is no web address (such as `javascript:`)."""
    if is_web_address(url):
        return format_html('<a href="{}" rel="external"><bdi>{}</bdi></a>', url, label)
    return format_html("<bdi>{}</bdi>", label)


def is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # such as an unclosed bracket of an IPv6 host
        return False
    return parts.scheme in WEB_SCHEMES and bool(parts.netloc)
