"""The days of the programme. Each has a heading and a table in the form that suits the day."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from tours.agenda.offsets import local_times, offset_of_day
from tours.agenda.phrases import participants_programme
from tours.agenda.view import Day
from tours.booklet.items import Context
from tours.booklet.list_form import list_table
from tours.booklet.side_by_side import side_by_side_table, tracks_beside
from tours.booklet.tracks import Colours, track_colours
from tours.pdf.blocks import Block, Heading, Paragraph, Table, text
from tours.pdf.styles import Look, Paper
from tours.wording import weekday_and_date


def programme(context: Context) -> Iterator[Block]:
    yield Heading(1, _("Programme"))
    if context.view.note:
        yield Paragraph(text(context.view.note))
    days = context.view.days()
    if not days:
        yield Paragraph(text(_("Programme to follow.")))
        return
    yield Paragraph(text(local_times(context.event), Look.DETAIL))
    colours = track_colours(context.view)
    for day in days:
        yield Heading(2, weekday_and_date(day.date), key=day_key(day.date))
        for note in filter(None, (offset_of_day(day.date, context.event), participants_programme(day, context.event))):
            yield Paragraph(text(note, Look.DETAIL), leads=bool(day.items))
        if day.items:
            yield _table(day, context, colours)


def day_key(day: date) -> str:
    """The name of a day that links use, such as `day-2017-09-04`. It is the same on the web page."""
    return f"day-{day.isoformat()}"


def _table(day: Day, context: Context, colours: Colours) -> Table:
    continued = _("%(day)s, continued") % {"day": weekday_and_date(day.date)}
    listed = context.for_staff or context.paper is Paper.POCKET
    beside = () if listed else tracks_beside(day)
    if beside:
        return side_by_side_table(day, context, beside, colours, continued=continued)
    return list_table(day, context, colours, continued=continued)
