"""The days of the programme. Each has a heading and a table in the form that suits the day."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Protocol

from django.utils.translation import gettext as _

from tours.agenda.blocks.at_once import AtOnce, at_once
from tours.agenda.clocks.offsets import local_times, offset_of_day
from tours.agenda.phrases import participants_programme
from tours.agenda.view import Day, Slot
from tours.booklet.agenda.items import Context
from tours.booklet.agenda.list_form import list_table
from tours.booklet.agenda.side_by_side import is_parallel, side_by_side_table, suits_columns
from tours.booklet.agenda.tracks import Colours, track_colours
from tours.pdf.blocks import Block, Heading, Paragraph, Table, text
from tours.pdf.styles import Look, Paper
from tours.wording import weekday_and_date


class Form(Protocol):
    """Draws items that start one after another as a table."""

    def __call__(
        self, slots: Sequence[Slot], context: Context, colours: Colours, beside: AtOnce, *, continued: str
    ) -> Table: ...


def programme(context: Context) -> Iterator[Block]:
    yield Heading(1, _("Programme"))
    if context.view.leading_note:
        yield Paragraph(text(context.view.leading_note))
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
        yield from _tables(day, context, colours)


def day_key(day: date) -> str:
    """The name of a day that links use, such as `day-2017-09-04`. It is the same on the web page."""
    return f"day-{day.isoformat()}"


def _tables(day: Day, context: Context, colours: Colours) -> Iterator[Table]:
    """The items in their order: those of parallel tracks in columns, where that suits the day, and the others as lists."""
    continued, beside = _("%(day)s, continued") % {"day": weekday_and_date(day.date)}, at_once(day)
    runs = [(form, list(slots)) for form, slots in groupby(day.slots(), _form_of(day, context))]
    for number, (form, slots) in enumerate(runs, 1):
        table = form(slots, context, colours, beside, continued=continued)
        leads = number < len(runs) and len(table.rows) == 1
        yield replace(table, leads=leads, follows=number > 1)


def _form_of(day: Day, context: Context) -> Callable[[Slot], Form]:
    if context.for_staff or context.paper is Paper.POCKET or not suits_columns(day):
        return lambda _slot: list_table
    return lambda slot: side_by_side_table if is_parallel(slot) else list_table
