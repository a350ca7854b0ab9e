"""Who has a part in the programme, and which cities take part."""

from collections.abc import Iterator

from anyascii import anyascii
from django.utils.translation import gettext as _

from tours.agenda_view import AgendaView
from tours.booklet.wording import also, footnotes, known_as
from tours.facts import Country, Participation, Person
from tours.pdf.blocks import Block, Column, Heading, Row, Table, text
from tours.pdf.styles import Look


def people(view: AgendaView) -> Iterator[Block]:
    """Everyone with a part, by name; whom no item confirms is marked so."""
    parts = [part for item in view.standing for part in item.line.parts]
    everyone = {part.person.uid: part.person for part in parts if part.person}
    if not everyone:
        return
    confirmed = {part.person.uid for part in parts if part.person and part.confirmed}
    yield Heading(1, _("People"))
    columns = (Column(_("Name"), 0.36), Column(_("Position"), 0.3), Column(_("Organisation, city"), 0.34))
    listed = sorted(everyone.values(), key=lambda person: (anyascii(person.name).casefold(), person.uid))
    rows = tuple(_person(person, confirmed=person.uid in confirmed) for person in listed)
    yield Table(columns, rows, continued=_("People, continued"))


def _person(person: Person, *, confirmed: bool) -> Row:
    name = [text(person.printed, Look.NAME), text(also(person.names), Look.CELL)]
    if not confirmed:
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
        Column(_("Seats"), 0.1),
        Column(_("Representatives"), 0.16),
    )
    yield Table(columns, tuple(map(_city, view.event.cities)), continued=_("Participating cities, continued"))
    yield from footnotes(view)


def _city(entry: Participation) -> Row:
    name, names, country = _who_comes(entry)
    first = (text(name, Look.NAME), text(names, Look.CELL))
    rest = (country.printed if country else "", str(entry.seats), _representatives(entry))
    return Row((first, *((text(words, Look.CELL),) for words in rest)))


def _representatives(entry: Participation) -> str:
    return _("not yet named") if entry.seats and not entry.taken else str(entry.taken)


def _who_comes(entry: Participation) -> tuple[str, str, Country | None]:
    """Name, other names and country of a city, or of the organisation in its stead."""
    if entry.city:
        return entry.city.name, also(entry.city.names), entry.city.country
    if entry.organisation:
        return entry.organisation.name, known_as(entry.organisation), entry.organisation.country
    return "", "", None
