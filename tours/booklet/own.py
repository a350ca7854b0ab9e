"""The lines of one delegate in front of the programme: flights, rooms and cars. Who gives them says what they say."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from tours.pdf.blocks import Block, Column, Heading, Paragraph, Row, Table, text
from tours.pdf.styles import Look
from tours.wording import weekday_and_date


class OwnRow(NamedTuple):
    when: str
    what: str
    details: tuple[str, ...] = ()


class OwnDay(NamedTuple):
    day: date
    rows: tuple[OwnRow, ...]


class Own(NamedTuple):
    name: str
    days: Sequence[OwnDay]


def own_days(own: Own) -> Iterator[Block]:
    """The person's name, and a table a day, under a heading that no other page has."""
    yield Heading(1, _("My flights, rooms and cars"))
    yield Paragraph(text(own.name, Look.LEAD))
    columns = (Column(_("Time"), 0.25), Column(_("What"), 0.75))
    for day in own.days:
        yield Heading(2, weekday_and_date(day.day), listed=False)
        continued = _("%(day)s, continued") % {"day": weekday_and_date(day.day)}
        yield Table(columns, tuple(map(_row, day.rows)), continued=continued)


def _row(row: OwnRow) -> Row:
    what = (text(row.what, Look.NAME), *(text(detail, Look.CELL) for detail in row.details))
    return Row(((text(row.when, Look.CELL),), what))
