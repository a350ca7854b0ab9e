"""When each item of an agenda is on, so that what is on and what comes next is found without reading the agenda."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import msgspec

from tours.agenda.facts import Value
from tours.agenda.values import WITHOUT_END, Line
from tours.agenda.view import AgendaView
from tours.serving.by_audience.reading import Reading
from tours.vocabulary import Status


class Spell(Value, frozen=True):
    """An item from one instant to another. Its line is decoded only where it is shown: there may be a thousand."""

    uid: str
    starts: datetime
    ends: datetime
    stored_line: msgspec.Raw

    @property
    def line(self) -> Line:
        return msgspec.json.decode(self.stored_line, type=Line)


class Timetable(Value, frozen=True):
    """The items in the order in which they begin. Items without a clock time and cancelled items are not in it."""

    spells: tuple[Spell, ...] = ()

    def on(self, at: datetime) -> list[Spell]:
        return [spell for spell in self.spells if spell.starts <= at < spell.ends]

    def following(self, at: datetime) -> list[Spell]:
        """The next item; several where they begin at the same moment."""
        later = [spell for spell in self.spells if spell.starts > at]
        return [spell for spell in later if spell.starts == later[0].starts]


def timetable(reading: Reading) -> Timetable:
    return reading.kept_value("timetable.json", Timetable, lambda: timetable_of(reading.view))


def timetable_of(view: AgendaView) -> Timetable:
    timed = sorted(_timed(view), key=lambda each: each[0])
    starts = [start for start, _uid, _line in timed]
    return Timetable(
        spells=tuple(
            Spell(uid=uid, starts=start, ends=_end(line, start, starts), stored_line=_stored(line))
            for start, uid, line in timed
        )
    )


def _timed(view: AgendaView) -> Iterator[tuple[datetime, str, Line]]:
    """Instants in one zone: Python compares two times of one zone by their clocks alone."""
    for item in view.standing:
        starts = item.line.starts_at
        if starts and item.line.status is not Status.CANCELLED:
            yield starts.astimezone(UTC), item.uid, item.line


def _end(line: Line, start: datetime, starts: Sequence[datetime]) -> datetime:
    """`starts` are those of all items, in order."""
    if ends := line.ends_at:
        return ends.astimezone(UTC)
    after = bisect_right(starts, start)
    return min([*starts[after : after + 1], start + WITHOUT_END])


def _stored(line: Line) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(line))
