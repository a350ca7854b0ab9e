"""Writes down what was read: items, sections and the words left over."""

import re
from dataclasses import replace
from datetime import date, time, timedelta

from tours.importing.reading.days_of_rows import Days
from tours.importing.reading.details import Details, details_of, untimed_details
from tours.importing.reading.headings import UNKNOWN, is_known
from tours.importing.reading.kinds import kind_of
from tours.importing.reading.rows import Row, Span, has_words
from tours.importing.reading.segments import Found, Places, Segment, spans_of
from tours.importing.reading.values import LeftText, Reading, ReadItem, Section
from tours.importing.reading.words.people import UNDECIDED

_MIDNIGHT = 1440
_LONGEST_UNTIMED = 120
_UNDECIDED = re.compile(rf"(?<!\w)(?:{UNDECIDED})(?!\w)", re.IGNORECASE)


class Writer:
    """Writes the answer down, segment by segment."""

    def __init__(self, text: str, rows: list[Row], days: Days) -> None:
        self._text, self._rows, self._days = text, rows, days
        self._places = Places(text)
        self._numbers: dict[tuple[int, int], int] = {}
        self._sections: list[Section] = []
        self._items: list[ReadItem] = []
        self._left: list[LeftText] = []

    def written(self, segments: list[Segment]) -> Reading:
        timed = {self._days.of_rows[each.slot.row] for segment in segments for each in segment.items}
        for segment in segments:
            if segment.items:
                self._write_items(segment)
            else:
                self._write_rest(segment, is_listed=self._days.of_rows[segment.first_row] in timed)
        return Reading(tuple(self._items), tuple(self._left), tuple(self._sections))

    def _write_items(self, segment: Segment) -> None:
        own = (self._days.marks.get(i) for i in range(segment.first_row, segment.last_row + 1))
        marks = [(mark.start, mark.end) for mark in own if mark]
        for found, span in spans_of(self._rows, segment):
            section = self._section(found.slot.row, found.slot.turn, next(iter(marks), None))
            self._items.append(self._item(found, span, marks, section))

    def _item(self, found: Found, span: Span, heads: list[Span], section: int) -> ReadItem:
        slot = found.slot
        span = self._places.whole(span)
        details = details_of(self._text, found, span, heads)
        start, end = _hour(slot.start), _hour(slot.end)
        if slot.mark.is_end:
            start, end = None, start
        words = self._text[slice(*span)].strip()
        item = _plain_item(details, words, self._places.line(slot.mark.start), section)
        day = (slot.day or UNKNOWN) + timedelta(slot.start >= _MIDNIGHT)
        ends_next_day = slot.end is not None and slot.end >= _MIDNIGHT > slot.start
        return replace(item, day=_day(day), start=start, end=end, ends_next_day=ends_next_day)

    def _write_rest(self, segment: Segment, *, is_listed: bool) -> None:
        first = segment.first_row
        head = self._days.head(first)
        is_headed = first == head.row
        if is_headed:
            self._section(first, 0, (self._rows[first].start, self._rows[head.last_row].end))
        day = _day(head.day)
        for i in range(head.last_row + 1 if is_headed else first, segment.last_row + 1):
            self._write_row(i, day, is_item=is_headed and not is_listed)

    def _write_row(self, i: int, day: date | None, *, is_item: bool) -> None:
        """A day without a clock lists its items line by line; other words are left over."""
        span = self._places.whole((self._rows[i].start, self._rows[i].end))
        words, line = self._text[slice(*span)].strip(), self._places.line(span[0])
        if is_item and has_words(words) and len(words) <= _LONGEST_UNTIMED:
            item = _plain_item(untimed_details(words), words, line, self._section(i, 0, None))
            self._items.append(replace(item, day=day))
        else:
            self._left.append(LeftText(day, words, line))

    def _section(self, row: int, turn: int, heading: Span | None) -> int:
        """The number of the section of a row. It is made when it comes first."""
        key = (self._days.of_rows[row], turn)
        if key not in self._numbers:
            self._numbers[key] = len(self._sections)
            words = self._text[slice(*self._places.whole(heading))].strip() if heading and not turn else ""
            self._sections.append(Section(words, _day(self._days.day(row) + timedelta(turn))))
        return self._numbers[key]


def _plain_item(details: Details, words: str, line: int, section: int) -> ReadItem:
    """Without day and hours."""
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
