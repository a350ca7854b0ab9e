"""The sheet of a driver or meeter on paper: A4, tagged; the names to hold up stand large on pages of their own."""

from collections.abc import Iterator
from datetime import UTC

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from participants.travel.cars.sheets import CrewSheet, Errand, Passenger
from tours.pdf.blocks import Banner, Block, Cell, Column, Document, Facts, Heading, Paragraph, Row, Section, Table, text
from tours.pdf.drawing.document import drawn
from tours.pdf.styles import Look, Paper


def sheet_pdf(sheet: CrewSheet) -> bytes:
    """The sheet as a PDF, in the active language. The same sheet gives the same bytes."""
    return drawn(
        Document(
            title=_("Cars of %(name)s") % {"name": sheet.name},
            edition=sheet.as_of,
            audience=sheet.title,
            author=sheet.programme,
            language=get_language() or sheet.language,
            dated=sheet.at.astimezone(UTC),
            paper=Paper.A4,
            lined=False,
            sections=tuple(_sections(sheet)),
        )
    )


def _sections(sheet: CrewSheet) -> Iterator[Section]:
    """First all cars, and then the names to hold up, of each car from a new page on."""
    banner = Banner(over=f"{sheet.programme} · {sheet.title}", title=sheet.name, under=(sheet.as_of,))
    blocks = [block for errand in sheet.errands for block in _errand(errand)]
    yield Section((banner, *(blocks or [Paragraph(text(_("No car yet.")))])))
    for errand in sheet.errands:
        if errand.passengers:
            yield Section(tuple(_signs(errand)))


def _errand(errand: Errand) -> Iterator[Block]:
    yield Heading(1, errand.when)
    entries = ((_("Car"), errand.title), (_("Where"), errand.route), (_("Who"), errand.crew), (_("Note"), errand.note))
    yield Facts(tuple((label, (text(words),)) for label, words in entries if words))
    if not errand.passengers:
        yield Paragraph(text(_("Nobody sits in this car yet."), Look.DETAIL))
        return
    columns = (Column(_("Name"), 0.36), Column(_("City"), 0.22), Column(_("Flight or train"), 0.42))
    yield Table(columns, tuple(map(_row, errand.passengers)), continued=_("%(car)s, continued") % {"car": errand.when})


def _row(passenger: Passenger) -> Row:
    names: Cell = tuple(text(name, Look.NAME) for name in passenger.sign if name)
    return Row((names, (text(passenger.body, Look.CELL),), (text(passenger.journey, Look.CELL),)))


def _signs(errand: Errand) -> Iterator[Block]:
    yield Heading(1, _("Names to hold up"))
    continued = _("%(car)s, continued") % {"car": errand.when}
    yield Table((Column(errand.when, 1),), tuple(map(_sign, errand.passengers)), continued=continued)


def _sign(passenger: Passenger) -> Row:
    names = tuple(text(name, Look.SIGN) for name in passenger.sign if name)
    return Row(((*names, *((text(passenger.body, Look.LEAD),) if passenger.body else ())),))
