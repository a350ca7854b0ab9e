"""Finds items without a clock: lines of a day that has none, and lines such as `Afternoon: free` among the others."""

import re
from collections.abc import Iterator

from tours.importing.reading.days_of_rows import Days
from tours.importing.reading.rows import Row, Span, has_words
from tours.importing.reading.segments import Found
from tours.importing.reading.slots import Slot
from tours.importing.reading.tables import Column, Tables
from tours.importing.reading.titles import Title
from tours.importing.reading.words.people import UNDECIDED
from tours.importing.reading.words.untimed import FREE, PARTS_OF_DAY

_LONGEST = 120
_BEGINS = re.compile(
    rf"[\W_]*(?:(?:{PARTS_OF_DAY})\s*[:|\t–—-]\s*\S|(?:{FREE})(?!\w)|\(?(?:time\s)?(?:{UNDECIDED})\)?[\s:|–—-]+\w{{3}})",
    re.IGNORECASE,
)


def untimed_items(text: str, rows: list[Row], slots: list[Slot], days: Days, tables: Tables) -> Iterator[Found]:
    """Before a slot's title is looked for: these rows hold none."""
    timed = {days.of_rows[slot.row] for slot in slots}
    busy = {row for slot in slots for row in range(slot.row, slot.end_row + 1)} | days.rows | tables.rows
    for i, row in enumerate(rows):
        if (
            i in busy
            or not days.of_rows[i]
            or row.end - row.start > _LONGEST
            or not has_words(text[row.start : row.end])
        ):
            continue
        if days.of_rows[i] not in timed or _begins_item(text, row) or _has_words_for_time(text, i, row, tables):
            yield Found(i, row.start, Title((_title(i, row, tables, text),), i))


def _begins_item(text: str, row: Row) -> bool:
    return bool(_BEGINS.match(text, row.start, row.end))


def _has_words_for_time(text: str, i: int, row: Row, tables: Tables) -> bool:
    """Whether words stand in a table where a time is due, and a title beside them."""
    time, title = tables.place_of(Column.TIME, i), tables.place_of(Column.TITLE, i)
    cells = row.cells
    if not 0 <= time < len(cells) or not 0 <= title < len(cells):
        return False
    return has_words(text[slice(*cells[time])]) and has_words(text[slice(*cells[title])])


def _title(i: int, row: Row, tables: Tables, text: str) -> Span:
    column = tables.place_of(Column.TITLE, i)
    if len(row.cells) > 1 and 0 <= column < len(row.cells) and has_words(text[slice(*row.cells[column])]):
        return row.cells[column]
    return (row.start, row.end)
