"""The cover: what, when and where; whose event it is, who comes; which version this is and where the current one stands."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tours.addresses import event_address
from tours.agenda import Event
from tours.agenda_view import AgendaView
from tours.booklet.wording import also, audience, footnotes, known_as, with_others
from tours.labels import EVENT_KINDS, organisations_label
from tours.pdf.blocks import Banner, Block, Cell, Code, Facts, Paragraph, Section, Span, Text, text
from tours.pdf.styles import Look
from tours.vocabulary import EventState, OrganisationRole
from tours.wording import date_range, version

ONE_BY_ONE = 8
"""As many cities stand under one another; more run on."""


def cover(view: AgendaView, base_url: str) -> Section:
    return Section(tuple(_head(view)), foot=tuple(_foot(view, base_url)))


def _head(view: AgendaView) -> Iterator[Block]:
    event = view.event
    yield Banner(
        over=" · ".join([event.programme.name, str(EVENT_KINDS[event.kind])]),
        title=event.title,
        under=(date_range(event.starts, event.ends), _host_city(event)),
    )
    state = _state(event)
    if state:
        yield Paragraph(text(state, Look.NOTICE))
    if event.summary:
        yield Paragraph(text(event.summary, Look.LEAD))
    yield Facts(tuple(_facts(view)))


def _host_city(event: Event) -> str:
    city = event.host_city
    return f"{with_others(city.name, also(city.names))}, {city.country.printed}"


def _state(event: Event) -> str:
    if event.state is EventState.CANCELLED:
        return _("This event is cancelled. What follows is kept for the record.")
    if event.state is EventState.POSTPONED:
        return _("This event is postponed. Do not rely on the dates given here.")
    return ""


def _facts(view: AgendaView) -> Iterator[tuple[str, Cell]]:
    event = view.event
    for role in OrganisationRole:
        found = event.organisations(role)
        label = str(organisations_label(role, len(found)))
        yield label, tuple(text(with_others(one.name, known_as(one))) for one in found)
    if not event.organised:
        beside = text(_("Organised by others; the programme takes part"))
        yield _("Part of"), (text(event.programme.name), beside)
    yield _("Participating cities"), _cities(event)
    yield _("Themes"), tuple(map(text, event.themes))
    yield _("Way of learning"), (text(event.tier),)
    yield _("Website"), (Text((Span(event.url, url=event.url),)),)
    yield _("This is"), (text(version(view)),)
    yield _("Audience"), (text(audience(view)),)


def _cities(event: Event) -> Cell:
    cities = [entry.printed for entry in event.cities]
    if len(cities) <= ONE_BY_ONE:
        return tuple(map(text, cities))
    return (text(", ".join(cities)),)


def _foot(view: AgendaView, base_url: str) -> Iterator[Block]:
    yield from footnotes(view)
    address = event_address(base_url, view.event.slug)
    beside = (
        text(_("The programme as it stands today"), Look.NAME),
        Text((Span(address, url=address),), Look.CELL),
        text(_("Programmes change. Point a camera at the code to see the current version."), Look.DETAIL),
    )
    yield Code(address, beside)
