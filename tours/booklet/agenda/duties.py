"""The pages that say who does what when. Staff see everyone's parts in the order of the days."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tours.agenda.blocks.people import by_name, parts_in
from tours.agenda.facts import Part
from tours.agenda.phrases import time_range, zone_note
from tours.agenda.view import ItemView
from tours.booklet.agenda.items import Context, remarks, title, where
from tours.labels import PERSON_ROLES
from tours.pdf.blocks import Block, Column, Heading, Row, Span, Table, Text, text
from tours.pdf.faces.faces import Face
from tours.pdf.styles import Colour, Look
from tours.wording import short_weekday_and_day

Parts = list[tuple[ItemView, Part]]


def duties(context: Context) -> Iterator[Block]:
    found, still_open = _parts(context)
    rows = [
        row for person in by_name(parts_in(context.view)) for row in _rows(person.printed, found[person.uid], context)
    ]
    rows += _rows(_("To be confirmed"), still_open, context)
    if rows:
        yield Heading(1, _("Who does what when"))
        columns = (Column(_("Who"), 0.24), Column(_("When"), 0.2), Column(_("What"), 0.34), Column(_("Where"), 0.22))
        yield Table(columns, tuple(rows), continued=_("Who does what when, continued"))


def _parts(context: Context) -> tuple[dict[str, Parts], Parts]:
    """Everyone's parts in order, keyed by the person's UID, and the parts that nobody has yet."""
    found: dict[str, Parts] = {}
    still_open: Parts = []
    for item in context.view.standing:
        for part in item.line.parts:
            (found.setdefault(part.person.uid, []) if part.person else still_open).append((item, part))
    return found, still_open


def _rows(name: str, parts: Parts, context: Context) -> Iterator[Row]:
    """The rows of one person. Every row has the name, because it may be the first on a page."""
    for number, (item, part) in enumerate(parts):
        line = item.line
        day = Span(short_weekday_and_day(line.day), Face.BOLD)
        when = (
            Text((day, Span(time_range(line) or _("No set time"))), Look.CELL),
            text(zone_note(line, context.event), Look.DETAIL),
        )
        head = text(name, Look.DETAIL if number else Look.NAME)
        yield Row(((head,), when, (_duty(item, part, context),), (where(line),)), joined=number > 0)


def _duty(item: ItemView, part: Part, context: Context) -> Text:
    role = Span(f"{PERSON_ROLES[part.role]}:", colour=Colour.SOFT)
    unsure = () if part.confirmed or not part.person else (Span(_("(to be confirmed)"), colour=Colour.NOTICE),)
    return Text((role, *unsure, title(item, context), *remarks(item.line)), Look.CELL)
