"""Writes down what was read: items, sections and the words left over."""

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import date, time, timedelta
from operator import itemgetter

from tours.importing.reading.days.calendar import UNKNOWN, is_known
from tours.importing.reading.days.layout import Layout
from tours.importing.reading.items.details import Details, details_of
from tours.importing.reading.items.kinds import kind_of
from tours.importing.reading.items.segments import Found, Places, Segment, spans_of
from tours.importing.reading.rows.row import Span
from tours.importing.reading.rows.slots import Slot
from tours.importing.reading.values import LeftText, Reading, ReadItem, Section
from tours.importing.reading.words.people import UNDECIDED

_MIDNIGHT = 1440
_UNDECIDED = re.compile(rf"(?<!\w)(?:{UNDECIDED})(?!\w)", re.IGNORECASE)

_Key = tuple[int, int, date | None]
"""Of a section: its head, how many days after it, and its day where the head is that of a grid."""


class Writer:
    """Writes the answer down, segment by segment."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._text, self._rows, self._days = layout.text, layout.rows, layout.days
        self._places = Places(layout.text)
        self._numbers: dict[_Key, int] = {}
        self._sections: list[Section] = []
        self._items: list[ReadItem] = []
        self._left: list[LeftText] = []
        self._titles: list[Span] = []

    def written(self, segments: list[Segment]) -> Reading:
        self._titles = sorted(span for segment in segments for each in segment.items for span in each.title.spans)
        for segment in segments:
            if segment.items:
                self._write_items(segment)
            else:
                self._write_left(segment)
        return Reading(tuple(self._items), tuple(self._left), tuple(self._sections))

    def _write_items(self, segment: Segment) -> None:
        numbers = range(segment.first_row, segment.last_row + 1)
        heads = [(mark.start, mark.end) for i in numbers if (mark := self._days.marks.get(i))]
        rows = [self._rows[i] for i in numbers if i not in self._layout.furniture]
        for found, part in spans_of(self._rows, segment):
            span = self._places.whole(part)
            columns = self._layout.tables.columns(found.row)
            item = _plain_item(
                details_of(self._text, rows, found, span, [*heads, *self._titles_in(span)], columns),
                self._words(found, span),
                self._places.line(found.start),
                self._section(found.row, found.slot, next(iter(heads), None)),
            )
            self._items.append(
                _timed(item, found.slot) if found.slot else replace(item, day=_day(self._days.day(found.row)))
            )

    def _titles_in(self, span: Span) -> list[Span]:
        """The titles in a span. Some may belong to other items, as an item may have words in another's rows."""
        return self._titles[
            bisect_left(self._titles, span[0], key=itemgetter(0)) : bisect_left(
                self._titles, span[1], key=itemgetter(0)
            )
        ]

    def _words(self, found: Found, span: Span) -> str:
        """The words of an item: its part of the text, and its title where that stands elsewhere."""
        elsewhere = [self._text[start:end] for start, end in found.title.spans if not span[0] <= start < span[1]]
        return "\n".join([self._text[slice(*span)].strip(), *(words.strip() for words in elsewhere)])

    def _write_left(self, segment: Segment) -> None:
        """The rows of a heading, and those of no item."""
        first = segment.first_row
        head = self._days.head(first)
        if first == head.row:
            for day, span in head.parts(self._rows):
                self._add_section((self._days.of_rows[first], 0, day if head.is_grid else None), day, span)
            first = head.last_row + 1
        for row in self._rows[first : segment.last_row + 1]:
            span = self._places.whole((row.start, row.end))
            self._left.append(LeftText(_day(head.day), self._text[slice(*span)].strip(), self._places.line(span[0])))

    def _section(self, row: int, slot: Slot | None, heading: Span | None) -> int:
        """The number of the section of an item. Days of a grid have sections of their own, and so have those after a missing heading."""
        head, turn = self._days.head(row), slot.turn if slot else 0
        key = (self._days.of_rows[row], turn, slot.day if slot and head.is_grid else None)
        if key not in self._numbers:
            self._add_section(key, self._days.day(row) + timedelta(turn), None if turn else heading)
        return self._numbers[key]

    def _add_section(self, key: _Key, day: date | None, heading: Span | None) -> None:
        self._numbers[key] = len(self._sections)
        words = self._text[slice(*self._places.whole(heading))].strip() if heading else ""
        self._sections.append(Section(words, _day(day)))


def _timed(item: ReadItem, slot: Slot) -> ReadItem:
    """`until 12:00` is an end without a start."""
    start, end = _hour(slot.start), _hour(slot.end)
    return replace(
        item,
        day=_day((slot.day or UNKNOWN) + timedelta(slot.start >= _MIDNIGHT)),
        start=None if slot.mark.is_end else start,
        end=start if slot.mark.is_end else end,
        ends_next_day=slot.end is not None and slot.end >= _MIDNIGHT > slot.start,
    )


def _plain_item(details: Details, words: str, line: int, section: int) -> ReadItem:
    """An item without day and hours."""
    return ReadItem(
        day=None,
        start=None,
        end=None,
        title=details.title,
        kind=kind_of(details.title),
        place=details.place,
        people=tuple(details.people),
        is_tentative=bool(_UNDECIDED.search(words)),
        rest="\n".join(details.rest),
        text=words,
        section=section,
        line=line,
    )


def _day(day: date | None) -> date | None:
    return day if day and is_known(day) else None


def _hour(minutes: int | None) -> time | None:
    return None if minutes is None else time(minutes // 60 % 24, minutes % 60)
