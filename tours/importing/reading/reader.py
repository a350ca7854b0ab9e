"""Reads an agenda: marks, rows, days, hours, titles, and the answer."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from tours.importing.reading.cutting import rows_of
from tours.importing.reading.days_of_rows import days_of
from tours.importing.reading.doubts import with_doubts
from tours.importing.reading.headings import Calendar
from tours.importing.reading.marks.clocks import find_clocks
from tours.importing.reading.marks.days import DayMark, find_days
from tours.importing.reading.segments import Found, segments_of
from tours.importing.reading.slots import slots_of
from tours.importing.reading.tables import Tables
from tours.importing.reading.timed import timed_slots
from tours.importing.reading.titles import Titles
from tours.importing.reading.untimed import untimed_items
from tours.importing.reading.values import Reading
from tours.importing.reading.writing import Writer

_BREAKS = str.maketrans(dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"))


def read_agenda(
    text: str, *, year: int | None = None, first_day: date | None = None, last_day: date | None = None
) -> Reading:
    """Of any text: it refuses none. The year and days are the event's; the year counts where the text names none.

    Without a year and days of the event, dates without a year stay unknown. Costs are linear in the length of the text.
    """
    text = text.replace("\r\n", "\n").translate(_BREAKS)
    marks = find_days(text)
    calendar = Calendar(year or (first_day.year if first_day else _printed_year(marks)), first_day, last_day)
    rows = rows_of(text, marks, find_clocks(text, marks))
    slots, inside = slots_of(text, rows)
    days = days_of(text, rows, slots if len(slots) > 1 else slots + inside, calendar)
    tables = Tables(text, rows)
    timed = timed_slots(text, rows, slots, inside, days, tables)
    untimed = list(untimed_items(text, rows, timed, days, tables))
    titles = Titles(text, rows, timed, days.rows | {each.row for each in untimed}, tables)
    found = [
        Found(slot.row, slot.mark.start, title, slot)
        for slot in timed
        if (title := titles.find(slot)) and title.words(text)
    ]
    found = sorted([*found, *untimed], key=lambda each: each.start)
    return with_doubts(Writer(text, rows, days, tables).written(segments_of(rows, found, days)), calendar)


def _printed_year(marks: Iterable[DayMark]) -> int | None:
    """The one that is printed most often."""
    years = Counter(mark.year for mark in marks if mark.year)
    return years.most_common(1)[0][0] if years else None
