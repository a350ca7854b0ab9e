"""The people who have a part in the programme, and the cities that take part."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tours.agenda.blocks.cities import Coming, coming
from tours.agenda.blocks.people import Listed
from tours.agenda.blocks.people import people as listed
from tours.agenda.view import AgendaView
from tours.booklet.columns import without_empty_columns
from tours.booklet.wording import footnotes, other_names
from tours.pdf.blocks import Block, Column, Heading, Row, Table, Text, text
from tours.pdf.styles import Look


def people(view: AgendaView) -> Iterator[Block]:
    """The table of everyone with a part. People whom no item confirms are marked “to be confirmed”."""
    everyone = listed(view)
    if not everyone:
        return
    yield Heading(1, _("People"))
    columns = (Column(_("Name"), 0.36), Column(_("Position"), 0.3), Column(_("Organisation, city"), 0.34))
    yield without_empty_columns(Table(columns, tuple(map(_person, everyone)), continued=_("People, continued")))


def _person(entry: Listed) -> Row:
    person = entry.person
    name = [text(person.printed, Look.NAME), Text(other_names(person.names), Look.CELL)]
    if not entry.confirmed:
        name.append(text(_("to be confirmed"), Look.DETAIL))
    organisation = ", ".join(filter(None, (person.organisation, person.city)))
    return Row((tuple(name), (text(person.position, Look.CELL),), (text(organisation, Look.CELL),)))


def participating_cities(view: AgendaView) -> Iterator[Block]:
    if not view.event.cities:
        return
    yield Heading(1, _("Participating cities"))
    columns = (
        Column(_("City"), 0.4),
        Column(_("Country"), 0.34),
        Column(_("Seats"), 0.1, figures=True),
        Column(_("Representatives"), 0.16, figures=True),
    )
    notes = list(footnotes(view))
    rows, continued = tuple(map(_city, coming(view.event))), _("Participating cities, continued")
    yield without_empty_columns(Table(columns, rows, continued, leads=bool(notes)))
    yield from notes


def _city(entry: Coming) -> Row:
    first = (text(entry.name, Look.NAME), Text(other_names(entry.names, short=entry.abbreviation), Look.CELL))
    come = _("not yet named") if entry.not_yet_named else str(entry.taken or "")
    rest = (entry.country.printed if entry.country else "", str(entry.seats or ""), come)
    return Row((first, *((text(words, Look.CELL),) for words in rest)))
