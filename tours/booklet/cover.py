"""The cover: what, when and where the event is, who organises it, who comes, and which version this is."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tours.agenda.phrases import version
from tours.agenda.values import Event
from tours.agenda.view import AgendaView
from tours.booklet.wording import (
    as_written,
    audience,
    footnotes,
    known_as,
    other_names,
    own_language,
    plain,
    with_others,
)
from tours.labels import EVENT_KINDS, organisations_label
from tours.pdf.blocks import Banner, Block, Cell, Code, Facts, Paragraph, Section, Span, Text, text
from tours.pdf.styles import Look, Paper
from tours.vocabulary import EventState, Level, OrganisationRole
from tours.wording import date_range, language_name

ONE_BY_ONE = 8
"""Up to this many cities are listed one below the other. More cities run on in one line."""


def cover(view: AgendaView, paper: Paper) -> Section:
    return Section(tuple(_head(view, paper)), foot=tuple(footnotes(view)))


def current_version(address: str) -> Code:
    """The code and address that lead from this paper to the current programme."""
    beside = (
        text(_("The programme as it stands today"), Look.NAME),
        Text((Span(address, url=address),), Look.CELL),
        text(_("Programmes change. Point a camera at the code to see the current version."), Look.DETAIL),
    )
    return Code(address, beside)


def _head(view: AgendaView, paper: Paper) -> Iterator[Block]:
    event = view.event
    yield Banner(
        over=" · ".join([event.programme.name, str(EVENT_KINDS[event.kind])]),
        title=event.title,
        under=tuple(filter(None, (date_range(event.starts, event.ends), _host_city(event), _whose(view)))),
        language=own_language(event),
    )
    state = _state(event)
    if state:
        yield Paragraph(text(state, Look.NOTICE))
    if event.summary:
        yield Paragraph(as_written(event.summary, event, Look.LEAD))
    yield Facts(tuple(_facts(view, small=paper is Paper.POCKET)))


def _host_city(event: Event) -> str:
    city = event.host_city
    return f"{plain(with_others(city.name, other_names(city.names)))}, {city.country.printed}"


def _whose(view: AgendaView) -> str:
    """The kind of booklet this is. Empty for the public, whose booklet is simply the programme."""
    if view.audience.level is Level.STAFF:
        return _("Staff run-sheet")
    if view.audience.level is Level.PUBLIC:
        return ""
    groups = view.groups(view.audience.groups)
    return _("Programme for delegates (%(groups)s)") % {"groups": groups} if groups else _("Programme for delegates")


def _state(event: Event) -> str:
    if event.state is EventState.CANCELLED:
        return _("This event is cancelled. What follows is kept for the record.")
    if event.state is EventState.POSTPONED:
        return _("This event is postponed. Do not rely on the dates given here.")
    return ""


def _facts(view: AgendaView, *, small: bool) -> Iterator[tuple[str, Cell]]:
    """The facts on the cover. A small cover leaves out programme, version and audience: it shows them elsewhere."""
    event = view.event
    for role in OrganisationRole:
        found = event.organisations(role)
        label = str(organisations_label(role, len(found)))
        yield label, tuple(Text(with_others(one.name, known_as(one))) for one in found)
    if not event.organised and not small:
        beside = text(_("Organised by others; the programme takes part"))
        yield _("Part of"), (text(event.programme.name), beside)
    yield _("Participating cities"), _cities(event)
    if not small:
        yield _("Themes"), tuple(map(text, event.themes))
        yield _("Tier of learning"), (text(event.tier),)
    if language := own_language(event):
        yield _("Language"), (text(language_name(language)),)
    yield _("Website"), (Text((Span(event.url, url=event.url),)),)
    if not small:
        yield _("This is"), (text(version(view)),)
        yield _("Audience"), (text(audience(view)),)


def _cities(event: Event) -> Cell:
    cities = [entry.printed for entry in event.cities]
    if len(cities) <= ONE_BY_ONE:
        return tuple(map(text, cities))
    return (text(", ".join(cities)),)
