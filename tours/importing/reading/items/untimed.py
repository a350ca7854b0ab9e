"""Finds items without a clock: lines of a day that has none, and lines such as `Afternoon: free` among the others."""

import re
from collections.abc import Iterator

from tours.importing.reading.days.layout import Layout
from tours.importing.reading.items.segments import Found
from tours.importing.reading.items.titles import Title
from tours.importing.reading.rows.row import Span, has_words
from tours.importing.reading.rows.slots import Slot, stands_alone
from tours.importing.reading.rows.tables import Column
from tours.importing.reading.words.people import UNDECIDED
from tours.importing.reading.words.untimed import FREE, PARTS_OF_DAY

_LONGEST = 120
_BEGINS = re.compile(
    rf"[\W_]*(?:(?:{PARTS_OF_DAY})\s*[:|\t–—-]\s*\S|(?:{FREE})(?!\w)|\(?(?:time\s)?(?:{UNDECIDED})\)?[\s:|–—-]+\w{{3}})",
    re.IGNORECASE,
)


def untimed_items(layout: Layout, slots: list[Slot]) -> Iterator[Found]:
    """The items in rows that hold no title of a slot."""
    days = layout.days
    timed = {days.of_rows[slot.row] for slot in slots}
    busy = {row for slot in slots for row in range(slot.row, slot.end_row + 1)} | layout.other_rows
    busy |= {slot.end_row + 1 for slot in slots if stands_alone(layout.text, layout.rows, slot)}
    for i, row in enumerate(layout.rows):
        words = layout.text[row.start : row.end]
        if i in busy or not days.of_rows[i] or len(words) > _LONGEST or not has_words(words):
            continue
        is_listed = days.of_rows[i] not in timed and days.calendar.nearness(days.day(i)) >= 0
        if is_listed or _BEGINS.match(words) or _has_words_for_time(layout, i):
            yield Found(i, row.start, Title((_title(layout, i),), i))


def _has_words_for_time(layout: Layout, i: int) -> bool:
    """Whether words stand in a table where a time is due, and a title beside them."""
    return bool(_cell(layout, i, Column.TIME) and _cell(layout, i, Column.TITLE))


def _title(layout: Layout, i: int) -> Span:
    row = layout.rows[i]
    return (_cell(layout, i, Column.TITLE) if len(row.cells) > 1 else None) or (row.start, row.end)


def _cell(layout: Layout, i: int, column: Column) -> Span | None:
    """The cell of a row in that column, if it has words."""
    number, cells = layout.tables.place_of(column, i), layout.rows[i].cells
    cell = cells[number] if 0 <= number < len(cells) else None
    return cell if cell and has_words(layout.text[slice(*cell)]) else None
