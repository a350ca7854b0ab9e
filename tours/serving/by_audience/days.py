"""The days of an agenda: an outline, and one fragment a day, as a phone shows it."""

from datetime import date, time

from tours.agenda.changes.since_seen import marks
from tours.agenda.facts import Contact, Value
from tours.agenda.view import AgendaView, Day, ItemView
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
        """When the first item with a clock time begins."""
        return next((item.start for item in self.items if item.start), None)


class Outline(Value, frozen=True):
    """What a page needs beside the fragments. `number` and `dated` say which version it is."""

    number: int
    dated: date
    title: str
    language: str
    zone: str
    host_city: str
    note: str = ""
    footnotes: tuple[str, ...] = ()
    to_call: tuple[Contact, ...] = ()
    """Whose telephone number is known."""
    days: tuple[DayOutline, ...] = ()

    @property
    def uids(self) -> frozenset[str]:
        return frozenset(item.uid for day in self.days for item in day.items)


def outline(reading: Reading) -> Outline:
    return reading.kept_value("outline.json", Outline, lambda: _outline(reading.view))


def day_fragment(reading: Reading, day: date) -> str:
    """The items of the day. Where several are missing, the agenda is read once for all of them."""
    return reading.kept_text(f"day-{day.isoformat()}.html", lambda: _day(reading, day))


def _outline(view: AgendaView) -> Outline:
    return Outline(
        number=view.stamp.number,
        dated=view.version_date,
        title=view.event.title,
        language=view.event.language,
        zone=view.event.zone,
        host_city=view.event.host_city.name,
        note=view.note,
        footnotes=view.footnotes(),
        to_call=tuple(contact for contact in view.event.contacts if contact.phone),
        days=tuple(_day_outline(day) for day in view.days() if day.items),
    )


def _day_outline(day: Day) -> DayOutline:
    return DayOutline(day=day.date, zone=day.items[0].line.zone, items=tuple(map(_item_outline, day.items)))


def _item_outline(item: ItemView) -> ItemOutline:
    line = item.line
    return ItemOutline(uid=item.uid, title=line.title, start=line.start, is_off=line.status is Status.CANCELLED)


def _day(reading: Reading, day: date) -> str:
    view = reading.view
    shown = next(each for each in view.days() if each.date == day)
    return reading.rendered("tours/by_audience/day.html", day=shown, tracks=track_classes(view), marks=marks(view))
