"""Reads an agenda: marks, rows, days, hours, titles, and the answer."""

from datetime import date

from tours.importing.reading.days.calendar import calendar_of
from tours.importing.reading.days.heads import days_of
from tours.importing.reading.days.layout import Layout
from tours.importing.reading.doubts import with_doubts
from tours.importing.reading.items.segments import Found, segments_of
from tours.importing.reading.items.timed import timed_slots
from tours.importing.reading.items.titles import Titles
from tours.importing.reading.items.untimed import untimed_items
from tours.importing.reading.marks.clocks import find_clocks
from tours.importing.reading.marks.days import find_days
from tours.importing.reading.rows.cutting import rows_of
from tours.importing.reading.rows.furniture import furniture_of
from tours.importing.reading.rows.slots import Slot, slots_of
from tours.importing.reading.rows.tables import Tables
from tours.importing.reading.values import Reading
from tours.importing.reading.writing import Writer

_BREAKS = str.maketrans(dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"))


def read_agenda(
    text: str, *, year: int | None = None, first_day: date | None = None, last_day: date | None = None
) -> Reading:
    """Reads the agenda out of any text: it refuses none. The year and days are the event's; the year counts where the
    text names none.

    Without a year and days of the event, dates without a year stay unknown. The cost is linear in the length of the text.
    """
    text = text.replace("\r\n", "\n").translate(_BREAKS)
    marks = find_days(text)
    calendar = calendar_of(marks, year, first_day, last_day)
    rows = rows_of(text, marks, find_clocks(text, marks))
    slots, inside = slots_of(text, rows)
    days = days_of(text, rows, slots if len(slots) > 1 else slots + inside, calendar)
    layout = Layout(text, rows, days, Tables(text, rows), furniture_of(text, rows))
    items = _items(layout, timed_slots(layout, slots, inside))
    return with_doubts(Writer(layout).written(segments_of(layout, items)), calendar)


def _items(layout: Layout, slots: list[Slot]) -> list[Found]:
    """The items, in the order of the text."""
    untimed = list(untimed_items(layout, slots))
    titles = Titles(layout, slots, {each.row for each in untimed})
    titled = ((slot, titles.find(slot)) for slot in slots)
    timed = [
        Found(slot.row, slot.mark.start, title, slot) for slot, title in titled if title and title.words(layout.text)
    ]
    return sorted([*timed, *untimed], key=lambda each: each.start)
