"""What the booklet says about an agenda item: when, what, who and where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from tours.addresses import item_address
from tours.agenda.changes.marks import Mark, marks
from tours.agenda.facts import Link, Part
from tours.agenda.phrases import capacity, time_range, zone_note
from tours.agenda.values import Event, Line
from tours.agenda.view import AgendaView, ItemView
from tours.booklet.wording import as_written, own_language
from tours.labels import ITEM_KINDS, LEVELS, PERSON_ROLES, STATUSES
from tours.pdf.blocks import Cell, Span, Text, text
from tours.pdf.faces.faces import Face
from tours.pdf.styles import Colour, Look, Paper
from tours.vocabulary import ItemKind, Level, Status
from tours.wording import language_name

QUIET = {ItemKind.BREAK, ItemKind.FREE_TIME, ItemKind.MEAL, ItemKind.REGISTRATION, ItemKind.TRANSFER}
"""The kinds of items that come between the main items."""
MARKS = {Status.TENTATIVE: Colour.NOTICE, Status.CANCELLED: Colour.ALERT}


@dataclass(frozen=True)
class Context:
    """What the booklet shows, the address of the event's pages, and the paper."""

    view: AgendaView
    home: str
    paper: Paper

    @cached_property
    def marks(self) -> Mapping[str, Mark]:
        return marks(self.view)

    @property
    def event(self) -> Event:
        return self.view.event

    @property
    def for_staff(self) -> bool:
        return self.view.audience.level is Level.STAFF


def when(line: Line, event: Event, look: Look = Look.NAME) -> Cell:
    """The time of the item, with a note on its time zone if that is not the event's."""
    return (text(time_range(line) or _("No set time"), look), text(zone_note(line, event), Look.DETAIL))


def what(item: ItemView, context: Context, *, with_track: bool = True) -> Iterator[Text]:
    """Everything but when, who and where. The track can be left out where its name is the column heading."""
    line = item.line
    yield Text((title(item, context),), _weight(line, context))
    if line.status in MARKS:
        yield Text((Span(str(STATUSES[line.status]), colour=MARKS[line.status]),), Look.NAME)
    if mark := context.marks.get(item.uid):
        yield _mark(mark)
    yield _kind(line, line.track if with_track else "")
    yield as_written(line.summary, context.event, Look.CELL)
    yield text(capacity(line), Look.DETAIL)
    yield from (_link(link, context) for link in line.links)
    if line.report:
        yield text(_("Report"), Look.LABEL)
        yield as_written(line.report, context.event, Look.CELL)
    if groups := context.view.groups(line.groups):
        yield text(_("Groups: %(groups)s") % {"groups": groups}, Look.DETAIL)
    if line.staff_note:
        yield Text((Span(_("For staff:"), Face.BOLD), Span(line.staff_note)), Look.CELL)


def _mark(mark: Mark) -> Text:
    """`Changed in version 2: was Room 2; also Description`."""
    head, tail = Span(mark.head, Face.BOLD, Colour.LINK), mark.tail
    return Text((head, Span(f": {tail}", colour=Colour.LINK, joined=True)) if tail else (head,), Look.DETAIL)


def title(item: ItemView, context: Context) -> Span:
    """The title, linked to the item on the web page. A cancelled item is struck through."""
    address = item_address(context.home, item.uid)
    plain = Span(item.line.title, url=address, quiet=True, language=own_language(context.event))
    if item.line.status is Status.CANCELLED:
        return plain._replace(colour=Colour.SOFT, struck=True)
    return plain


def remarks(line: Line) -> tuple[Span, ...]:
    """The status in brackets, if the item is cancelled or to be confirmed."""
    if line.status not in MARKS:
        return ()
    text = _("(cancelled)") if line.status is Status.CANCELLED else _("(to be confirmed)")
    return (Span(text, colour=MARKS[line.status]),)


def who(line: Line) -> Cell:
    return tuple(map(_part, line.parts))


def where(line: Line) -> Text:
    return text(line.where, Look.CELL)


def _weight(line: Line, context: Context) -> Look:
    """The look of the title. For staff, transfers are as strong as main items, because staff look after them most."""
    if context.for_staff and line.kind is ItemKind.TRANSFER:
        return Look.NAME
    return Look.CELL if line.kind in QUIET else Look.NAME


def _kind(line: Line, track: str) -> Text:
    """The labels, such as `Site visit · Track A · Korean`. An item titled `Registration` does not repeat its kind."""
    kind = str(ITEM_KINDS[line.kind])
    labels = [] if kind == line.title else [Span(kind)]
    if track:
        labels.append(Span(track, Face.BOLD))
    if line.language:
        labels.append(Span(language_name(line.language)))
    dotted = [span for one in labels for span in (Span("·"), one)]
    return Text(tuple(dotted[1:]), Look.DETAIL)


def _link(link: Link, context: Context) -> Text:
    """A link. Staff are told for whom it is, as they may be asked for it."""
    address = Span(link.label or link.url, url=link.url)
    if not context.for_staff or link.level is Level.PUBLIC:
        return Text((address,), Look.CELL)
    return Text((address, Span(f"({LEVELS[link.level]})", colour=Colour.SOFT)), Look.CELL)


def _part(part: Part) -> Text:
    """A part, such as `Speaker: Dr Đorđe Čačak`. The section on people has their positions and organisations."""
    role = Span(f"{PERSON_ROLES[part.role]}:", colour=Colour.SOFT)
    if part.person is None:
        return Text((role, Span(_("to be confirmed"), colour=Colour.NOTICE)), Look.CELL)
    person = Span(part.person.printed)
    if part.confirmed:
        return Text((role, person), Look.CELL)
    return Text((role, person, Span(_("(to be confirmed)"), colour=Colour.NOTICE)), Look.CELL)
