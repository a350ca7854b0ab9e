"""The days of the programme: a heading and a table each, of time, what, who and where."""

from collections.abc import Iterator
from datetime import time

from django.utils.translation import gettext as _

from tours.agenda import Event, Line
from tours.agenda_view import AgendaView, Day, ItemView
from tours.facts import Part
from tours.labels import ITEM_KINDS, PERSON_ROLES, STATUSES
from tours.pdf.blocks import Block, Cell, Column, Heading, Paragraph, Row, Span, Table, Text, text
from tours.pdf.faces import Face
from tours.pdf.styles import TRACKS, Colour, Look
from tours.vocabulary import ItemKind, Status
from tours.wording import language_name, time_range, utc_offset, weekday_and_date, zone_note

QUIET = {ItemKind.BREAK, ItemKind.FREE_TIME, ItemKind.MEAL, ItemKind.REGISTRATION, ItemKind.TRANSFER}
"""What stands between the items that one came for."""
MARKS = {Status.TENTATIVE: Colour.NOTICE, Status.CANCELLED: Colour.ALERT}
Bars = dict[str, Colour]


def programme(view: AgendaView) -> Iterator[Block]:
    yield Heading(1, _("Programme"))
    if view.note:
        yield Paragraph(text(view.note))
    days = view.days()
    if not days:
        yield Paragraph(text(_("Programme to follow.")))
        return
    yield Paragraph(text(_local_times(view.event), Look.DETAIL))
    bars = track_bars(view)
    for day in days:
        heading = weekday_and_date(day.date)
        yield Heading(2, heading)
        yield _table(day, view.event, bars, heading)


def track_bars(view: AgendaView) -> Bars:
    """A colour for each track, by its name's place in the alphabet, as on the page; colours recur after five."""
    names = sorted({item.line.track for item in view.standing} - {""})
    return {name: TRACKS[number % len(TRACKS)] for number, name in enumerate(names)}


def _local_times(event: Event) -> str:
    offset = utc_offset(event.zone, event.starts)
    return _("Times are local: %(city)s, %(offset)s.") % {"city": event.host_city.name, "offset": offset}


def _table(day: Day, event: Event, bars: Bars, heading: str) -> Table:
    columns = (
        Column(_("Time"), 0.145),
        Column(_("What"), 0.39),
        Column(_("Who"), 0.215),
        Column(_("Where"), 0.25),
    )
    rows = (row for start, items in day.slots() for row in _slot(start, items, event, bars))
    return Table(columns, tuple(rows), continued=_("%(day)s, continued") % {"day": heading})


def _slot(start: time | None, items: tuple[ItemView, ...], event: Event, bars: Bars) -> Iterator[Row]:
    """Items that start together stand together; those without a clock time have nothing in common."""
    for number, item in enumerate(items):
        line = item.line
        cells = (_when(line, event), tuple(_what(line)), tuple(map(_who, line.parts)), (text(line.where, Look.CELL),))
        yield Row(cells, joined=start is not None and number > 0, bar=bars.get(line.track))


def _when(line: Line, event: Event) -> Cell:
    return (text(time_range(line) or _("No set time"), Look.NAME), text(zone_note(line, event), Look.DETAIL))


def _what(line: Line) -> Iterator[Text]:
    look = Look.CELL if line.kind in QUIET else Look.NAME
    if line.status is Status.CANCELLED:
        yield Text((Span(line.title, colour=Colour.SOFT, struck=True),), look)
    else:
        yield text(line.title, look)
    if line.status in MARKS:
        yield Text((Span(str(STATUSES[line.status]), colour=MARKS[line.status]),), Look.NAME)
    yield _kind(line)
    yield text(line.summary, Look.CELL)
    for link in line.links:
        yield Text((Span(link.label or link.url, url=link.url),), Look.CELL)
    if line.report:
        yield text(_("What came of it"), Look.LABEL)
        yield text(line.report, Look.CELL)
    if line.groups:
        yield text(_("Groups: %(groups)s") % {"groups": ", ".join(line.groups)}, Look.DETAIL)
    if line.staff_note:
        yield text(_("For staff: %(note)s") % {"note": line.staff_note}, Look.DETAIL)


def _kind(line: Line) -> Text:
    """`Site visit · Track A · Korean`; a registration that is called `Registration` need not say so twice."""
    kind = str(ITEM_KINDS[line.kind])
    said = [] if kind == line.title else [Span(kind)]
    if line.track:
        said.append(Span(line.track, Face.BOLD))
    if line.language:
        said.append(Span(language_name(line.language)))
    dotted = [span for one in said for span in (Span("·"), one)]
    return Text(tuple(dotted[1:]), Look.DETAIL)


def _who(part: Part) -> Text:
    """`Speaker: Dr Đorđe Čačak`; the people's section says what each does and where."""
    role = Span(f"{PERSON_ROLES[part.role]}:", colour=Colour.SOFT)
    if part.person is None:
        return Text((role, Span(_("to be confirmed"), colour=Colour.NOTICE)), Look.CELL)
    person = Span(part.person.printed)
    if part.confirmed:
        return Text((role, person), Look.CELL)
    return Text((role, person, Span(_("(to be confirmed)"), colour=Colour.NOTICE)), Look.CELL)
