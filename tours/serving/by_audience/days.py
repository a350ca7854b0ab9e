"""The days of an agenda: an outline, and one fragment a day, as a phone shows it."""

import re
from datetime import date, time

from django.utils.html import format_html
from django.utils.safestring import SafeString
from msgspec import structs

from tours.agenda.facts import Value
from tours.agenda.view import AgendaView, Day, ItemView
from tours.serving.by_audience.heading import Heading, heading_of
from tours.serving.by_audience.reading import Reading
from tours.templatetags.agenda import track_classes
from tours.vocabulary import Status


class ItemOutline(Value, frozen=True):
    uid: str
    title: str
    start: time | None = None
    is_off: bool = False


class DayOutline(Value, frozen=True):
    """`zone` is that of its first item."""

    day: date
    zone: str
    items: tuple[ItemOutline, ...]

    @property
    def first(self) -> time | None:
        """The moment at which the first item with a clock time begins."""
        return next((item.start for item in self.items if item.start), None)


class Outline(Heading, frozen=True):
    """What a page needs beside the fragments."""

    days: tuple[DayOutline, ...] = ()

    @property
    def uids(self) -> frozenset[str]:
        return frozenset(item.uid for day in self.days for item in day.items)


def outline(reading: Reading) -> Outline:
    return reading.kept_value("outline.json", Outline, lambda: _outline(reading.view))


def day_fragment(reading: Reading, day: date) -> bytes:
    """The items of the day. Where several are missing, the agenda is read once for all of them."""
    return reading.kept_text(f"day-{day.isoformat()}.html", lambda: _day(reading, day))


def place_of_fragment(day: date) -> SafeString:
    """What a template writes where the fragment of the day is to stand. No text of anybody is written so: `<` is escaped."""
    return format_html("<!--items of {}-->", day)


def with_fragments(page: bytes, reading: Reading) -> bytes:
    """The page with the fragments in their places. They are joined as they are kept: through a template, a thousand items
    would be decoded, joined at each of its levels, and encoded again.
    """
    return _PLACE.sub(lambda place: day_fragment(reading, date.fromisoformat(place[1].decode())), page)


_PLACE = re.compile(rb"<!--items of ([0-9-]{10})-->")


def _outline(view: AgendaView) -> Outline:
    days = tuple(_day_outline(day) for day in view.days() if day.items)
    return Outline(**structs.asdict(heading_of(view)), days=days)


def _day_outline(day: Day) -> DayOutline:
    return DayOutline(day=day.date, zone=day.items[0].line.zone, items=tuple(map(_item_outline, day.items)))


def _item_outline(item: ItemView) -> ItemOutline:
    line = item.line
    return ItemOutline(uid=item.uid, title=line.title, start=line.start, is_off=line.status is Status.CANCELLED)


def _day(reading: Reading, day: date) -> str:
    view = reading.view
    shown = next(each for each in view.days() if each.date == day)
    return reading.rendered("tours/by_audience/day.html", day=shown, tracks=track_classes(view), marks=reading.marks)
