"""The sheet for the mayor on paper: A4, tagged. A value goes in and bytes come out."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from participants.focal_point.sheet_for_mayor.values import Goer, Sheet
from tours.addresses import telephone_address
from tours.agenda.facts import Contact
from tours.agenda.phrases import version
from tours.agenda.values import Event
from tours.agenda.view import Day, ItemView
from tours.booklet.agenda.items import remarks, when, where
from tours.booklet.wording import footnotes
from tours.labels import EVENT_STATES
from tours.pdf.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
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
from tours.pdf.styles import Look, Paper
from tours.vocabulary import EventState, Status
from tours.wording import date_range, weekday_and_date


def sheet_pdf(sheet: Sheet) -> bytes:
    """The sheet as a PDF, in the active language. The same sheet gives the same bytes."""
    view = sheet.view
    return drawn(
        Document(
            title=_("%(event)s: for %(body)s") % {"event": view.event.title, "body": sheet.body},
            edition=version(view),
            audience=sheet.body,
            author=view.event.programme.name,
            language=get_language() or view.event.language,
            dated=view.stamp.at,
            paper=Paper.A4,
            lined=False,
            sections=(Section(tuple(_blocks(sheet)), foot=tuple(footnotes(view))),),
        )
    )


def _blocks(sheet: Sheet) -> Iterator[Block]:
    event = sheet.view.event
    yield Heading(0, event.title)
    if event.state is not EventState.PLANNED:
        yield Paragraph(text(str(EVENT_STATES[event.state])))
    yield Facts(tuple((label, tuple(map(text, words.splitlines()))) for label, words in _facts(sheet, event)))
    yield Heading(1, _("Who goes"))
    yield _people(sheet.people)
    yield Heading(1, _("Whom to call"))
    yield Bullets(tuple(map(_contact, event.contacts)) or (_address(sheet.reply_to),))
    yield Heading(1, _("Agenda"))
    for day in sheet.view.days():
        yield from _day(day, event)
    if not sheet.view.days():
        yield Paragraph(text(_("The programme follows.")))


def _facts(sheet: Sheet, event: Event) -> tuple[tuple[str, str], ...]:
    return (
        (_("For"), sheet.body),
        (_("Dates"), date_range(event.starts, event.ends)),
        (_("Place"), f"{event.host_city.name}, {event.host_city.country.printed}"),
        *sheet.terms,
    )


def _people(people: tuple[Goer, ...]) -> Block:
    if not people:
        return Paragraph(text(_("Nobody is named yet.")))
    columns = (Column(_("Name"), 0.4), Column(_("Position"), 0.38), Column(_("State"), 0.22))
    return Table(columns, tuple(map(_person, people)), continued=_("Who goes, continued"))


def _person(one: Goer) -> Row:
    names: Cell = tuple(text(name, Look.NAME) for name in one.names)
    return Row((names, (text(one.position, Look.CELL),), (text(one.standing, Look.CELL),)))


def _contact(contact: Contact) -> Text:
    """Name and function, telephone and address, with commas between them."""
    found = [
        Span(", ".join(filter(None, (contact.name, contact.role)))),
        Span(contact.phone, url=telephone_address(contact.phone)),
        Span(contact.email, url=f"mailto:{contact.email}"),
    ]
    first, *others = (span for span in found if span.words)
    return Text((first, *(each for other in others for each in (Span(",", joined=True), other))))


def _address(email: str) -> Text:
    return Text((Span(email, url=f"mailto:{email}"),))


def _day(day: Day, event: Event) -> Iterator[Block]:
    heading = weekday_and_date(day.date)
    yield Heading(2, heading)
    columns = (Column(_("Time"), 0.18), Column(_("What"), 0.47), Column(_("Where"), 0.35))
    rows = tuple(Row((when(item.line, event), (_what(item),), (where(item.line),))) for item in day.items)
    yield Table(columns, rows, continued=_("%(heading)s, continued") % {"heading": heading})


def _what(item: ItemView) -> Text:
    is_cancelled = item.line.status is Status.CANCELLED
    return Text((Span(item.line.title, struck=is_cancelled), *remarks(item.line)), Look.CELL)
