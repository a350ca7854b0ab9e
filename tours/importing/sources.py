"""Reads what was pasted or chosen: as a text that people wrote, or as a table."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from backstage.text.tidying import tidy
from tours.importing.planning.comparing import clock
from tours.importing.reading.values import Doubt, Reading, ReadItem
from tours.importing.tables.moments import Days
from tours.importing.tables.remembering import chosen_before
from tours.importing.tables.rows import Columns, Table, read_table
from tours.models import Event

MOST_CHARACTERS = 200_000
MOST_ITEMS = 500
"""In one review. A longer agenda is imported in parts."""


class ReadSource(NamedTuple):
    reading: Reading
    columns: Columns = ()
    first: Sequence[str] = ()
    """The cells of the first row, if it is a table."""


def read_source(event: Event, text: str, *, is_table: bool, columns: Columns = ()) -> ReadSource:
    """Reads a text or a table. Without `columns`, a table is read as the last one with the same headings was: one
    query. Raises ValidationError for a text that is too long, or in which there is no item.
    """
    if len(text) > MOST_CHARACTERS:
        raise ValidationError(_("This is too much at once. Import the agenda in parts."), code="long")
    days = Days(event.starts, event.ends)
    table = _table(event, text, days, columns) if is_table else None
    read = ReadSource(table.reading, table.columns, table.first) if table else ReadSource(days.text(_clean(text)))
    if not read.reading.items:
        message = _("No item was found here. An agenda needs at least one line with a time, such as 09:30 Opening.")
        raise ValidationError(message, code="no_item")
    if len(read.reading.items) > MOST_ITEMS:
        message = _("These are %(count)d items, and %(most)d can be imported at once. Import the agenda in parts.")
        raise ValidationError(message, "long", {"count": len(read.reading.items), "most": MOST_ITEMS})
    items = tuple(map(_without_lone_end, read.reading.items))
    return read._replace(reading=replace(read.reading, items=items))


def _without_lone_end(item: ReadItem) -> ReadItem:
    """No item ends at a time and begins at none: such an end goes to the description."""
    if item.start or not item.end:
        return item
    rest = f"{item.rest}\n– {clock(item.end)}".strip()
    return replace(item, end=None, ends_next_day=False, rest=rest, doubts=item.doubts | {Doubt.NOT_UNDERSTOOD})


def _table(event: Event, text: str, days: Days, columns: Columns) -> Table:
    table = read_table(text, days, columns)
    chosen = () if columns else chosen_before(event, table.first)
    return read_table(text, days, chosen) if chosen else table


def _clean(text: str) -> str:
    """The text without what no text may hold. Its lines stay where they were."""
    head = text[: len(text) - len(text.lstrip())]
    return "\n" * head.count("\n") + tidy(text)
