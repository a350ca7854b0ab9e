"""The selection sheet as a PDF: A4, landscape, tagged. A value goes in and bytes come out."""

from collections.abc import Iterator
from datetime import UTC

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from participants.selection.columns import comes_as, dates, moment, position, seats, state
from participants.selection.sheet import Body, Name, Sheet
from tours.pdf.blocks import Banner, Block, Cell, Column, Document, Heading, Paragraph, Row, Section, Table, text
from tours.pdf.drawing.document import drawn
from tours.pdf.styles import Look, Paper


def pdf(sheet: Sheet) -> bytes:
    """The sheet as a PDF, in the active language. The same sheet gives the same bytes."""
    return drawn(_document(sheet))


def _document(sheet: Sheet) -> Document:
    return Document(
        title=_("Selection: %(event)s") % {"event": sheet.title},
        edition=moment(sheet),
        audience=dates(sheet),
        author=sheet.programme,
        language=get_language() or sheet.language,
        dated=sheet.at.astimezone(UTC),
        paper=Paper.A4,
        landscape=True,
        sections=(Section((_banner(sheet), *_bodies(sheet))),),
    )


def _banner(sheet: Sheet) -> Banner:
    over = f"{sheet.programme} · {_('Selection')}"
    return Banner(over=over, title=sheet.title, under=(dates(sheet), moment(sheet)))


def _bodies(sheet: Sheet) -> Iterator[Block]:
    for body in sheet.bodies:
        yield Heading(1, body.name)
        if body.seats is not None:
            yield Paragraph(text(seats(body), Look.CELL), leads=True)
        yield _table(body) if body.names else Paragraph(text(_("No names yet."), Look.DETAIL))
    if not sheet.bodies:
        yield Paragraph(text(_("Nobody is invited yet.")))


def _table(body: Body) -> Table:
    columns = (
        Column(_("Name"), 0.2),
        Column(_("Order"), 0.06, figures=True),
        Column(_("Position and organisation"), 0.2),
        Column(_("Earlier events"), 0.17),
        Column(_("Reason"), 0.19),
        Column(_("State"), 0.09),
        Column(_("Comes as"), 0.09),
    )
    continued = _("%(body)s, continued") % {"body": body.name}
    return Table(columns, tuple(map(_row, body.names)), continued=continued)


def _row(name: Name) -> Row:
    rank = "" if name.rank is None else str(name.rank)
    rest = (rank, position(name), None, name.reason, state(name), comes_as(name))
    tours = tuple(text(str(tour), Look.CELL) for tour in name.tours)
    cells: list[Cell] = [tours if words is None else (text(words, Look.CELL),) for words in rest]
    return Row(((text(name.name, Look.NAME),), *cells))
