"""The people who have a part in the programme, and the cities that take part."""

from collections.abc import Iterable, Iterator

from anyascii import anyascii
from django.utils.translation import gettext as _

from tours.agenda.facts import Country, Part, Participation, Person
from tours.agenda.view import AgendaView
from tours.booklet.wording import Spans, footnotes, known_as, other_names
from tours.pdf.blocks import Block, Column, Heading, Row, Table, Text, text
from tours.pdf.styles import Look


def people(view: AgendaView) -> Iterator[Block]:
    """The table of everyone with a part, by name; not of those on duty, such as a driver.

    People whom no item confirms are marked “to be confirmed”.
    """
    parts = [part for part in parts_in(view) if not part.is_duty]
    everyone = by_name(parts)
    if not everyone:
        return
    confirmed = {part.person.uid for part in parts if part.person and part.confirmed}
    yield Heading(1, _("People"))
    columns = (Column(_("Name"), 0.36), Column(_("Position"), 0.3), Column(_("Organisation, city"), 0.34))
    rows = tuple(_person(person, confirmed=person.uid in confirmed) for person in everyone)
    yield Table(columns, rows, continued=_("People, continued"))


def by_name(parts: Iterable[Part]) -> list[Person]:
    """Everyone with one of these parts, each once, in the order of the Latin alphabet."""
    everyone = {part.person.uid: part.person for part in parts if part.person}
    return sorted(everyone.values(), key=lambda person: (anyascii(person.name).casefold(), person.uid))


def parts_in(view: AgendaView) -> Iterator[Part]:
    return (part for item in view.standing for part in item.line.parts)


def _person(person: Person, *, confirmed: bool) -> Row:
    name = [text(person.printed, Look.NAME), Text(other_names(person.names), Look.CELL)]
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
        Column(_("Seats"), 0.1, figures=True),
        Column(_("Representatives"), 0.16, figures=True),
    )
    yield Table(columns, tuple(map(_city, view.event.cities)), continued=_("Participating cities, continued"))
    yield from footnotes(view)


def _city(entry: Participation) -> Row:
    name, names, country = _who_comes(entry)
    first = (text(name, Look.NAME), Text(names, Look.CELL))
    rest = (country.printed if country else "", str(entry.seats), _representatives(entry))
    return Row((first, *((text(words, Look.CELL),) for words in rest)))


def _representatives(entry: Participation) -> str:
    return _("not yet named") if entry.seats and not entry.taken else str(entry.taken)


def _who_comes(entry: Participation) -> tuple[str, Spans, Country | None]:
    """The name, other names and country of a city, or of the organisation that takes its place."""
    if entry.city:
        return entry.city.name, other_names(entry.city.names), entry.city.country
    if entry.organisation:
        return entry.printed, known_as(entry.organisation), entry.organisation.country
    return "", (), None
