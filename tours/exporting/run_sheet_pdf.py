"""The run-sheet on paper: A4, landscape, tagged, a page or more a day. A value goes in and bytes come out."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tours.addresses import telephone_address
from tours.agenda.facts import Contact
from tours.exporting.run_sheet import Attending, RunDay, RunLine, RunSheet
from tours.pdf.blocks import (
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    Text,
    text,
)
from tours.pdf.drawing.document import drawn
from tours.pdf.faces.faces import Face
from tours.pdf.styles import Colour, Look, Paper


def run_sheet_pdf(sheet: RunSheet) -> bytes:
    """The run sheet as a PDF, in the active language. The same sheet gives the same bytes."""
    view = sheet.exported.view
    return drawn(
        Document(
            title=sheet.title,
            edition=sheet.exported.edition,
            audience=_("Audience: %(audience)s") % {"audience": sheet.exported.audience},
            author=view.event.programme.name,
            language=view.event.language,
            dated=view.stamp.at,
            paper=Paper.A4,
            landscape=True,
            sections=tuple(_sections(sheet)),
        )
    )


def _sections(sheet: RunSheet) -> Iterator[Section]:
    """The first day begins below the title and whom to call."""
    head: tuple[Block, ...] = tuple(_head(sheet))
    if not sheet.days:
        yield Section((*head, Paragraph(text(_("Programme to follow.")))))
    for number, day in enumerate(sheet.days):
        yield Section((*(() if number else head), *_day(day)))


def _head(sheet: RunSheet) -> Iterator[Block]:
    yield Heading(0, sheet.title)
    for words in filter(None, (sheet.exported.edition, sheet.coming)):
        yield Paragraph(text(words))
    if sheet.contacts:
        yield Heading(1, _("Whom to call"))
        yield Bullets(tuple(map(_contact, sheet.contacts)))


def _contact(contact: Contact) -> str:
    return ", ".join(filter(None, (contact.name, contact.role, contact.phone, contact.email)))


def _day(day: RunDay) -> Iterator[Block]:
    yield Heading(1, day.title)
    columns = (
        Column(_("Time"), 0.11),
        Column(_("What"), 0.29),
        Column(_("On duty"), 0.22),
        Column(_("Where"), 0.19),
        Column(_("Who else"), 0.19),
    )
    yield Table(columns, tuple(map(_row, day.lines)), continued=_("%(day)s, continued") % {"day": day.title})


def _row(line: RunLine) -> Row:
    when = (text(line.when, Look.NAME), text(line.zone, Look.DETAIL))
    on_duty, others = tuple(map(_attending, line.on_duty)), tuple(map(_attending, line.others))
    cells = (when, tuple(_what(line)), on_duty, (text(line.where, Look.CELL),), others)
    return Row(cells, bar=Colour.INK if line.is_transfer else None)


def _what(line: RunLine) -> Iterator[Text]:
    colour = Colour.SOFT if line.is_cancelled else None
    yield Text((Span(line.title, struck=line.is_cancelled, colour=colour),), Look.NAME)
    if line.status:
        yield Text((Span(line.status, colour=Colour.ALERT if line.is_cancelled else Colour.NOTICE),), Look.NAME)
    yield text(" · ".join(filter(None, (line.kind, line.groups))), Look.DETAIL)
    yield Text((Span(line.heads, Face.BOLD),), Look.CELL)
    if line.note:
        yield Text((Span(_("For staff:"), Face.BOLD), Span(line.note)), Look.CELL)


def _attending(each: Attending) -> Text:
    role = Span(f"{each.role}:", colour=Colour.SOFT)
    if not each.name:
        return Text((role, Span(_("to be confirmed"), colour=Colour.NOTICE)), Look.CELL)
    number = (Span(each.telephone, url=telephone_address(each.telephone)),) if each.telephone else ()
    return Text((role, Span(each.name), *number), Look.CELL)
