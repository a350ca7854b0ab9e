"""The times at which participants have items that the public does not see: of these it learns when, and nothing else."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from tours.agenda.facts import Value
from tours.agenda.values import Agenda, Line
from tours.vocabulary import Level, Status


class ParticipantsTime(Value, frozen=True):
    """A time without a break, wall-clock at the place, with the fields of `Line`. Without `start` only the day is known.

    Without `end` only the start is known.
    """

    day: date
    zone: str
    start: time | None = None
    end: time | None = None
    ends_on: date | None = None
    end_zone: str = ""

    @property
    def last_day(self) -> date:
        return self.ends_on or self.day

    @property
    def starts_at(self) -> datetime | None:
        return datetime.combine(self.day, self.start, ZoneInfo(self.zone)) if self.start is not None else None

    @property
    def ends_at(self) -> datetime | None:
        if self.end is None:
            return None
        return datetime.combine(self.last_day, self.end, ZoneInfo(self.end_zone or self.zone))


class Span(NamedTuple):
    """A span from one moment to another, each with the zone whose clock shows it (`ZoneInfo`). Both are one if no end
    is known.
    """

    starts: datetime
    ends: datetime


def participants_times(agenda: Agenda) -> tuple[ParticipantsTime, ...]:
    """The times of an event that tells of them, in order; those that overlap or touch are one.

    A day stands for items without a clock time, where no time begins on it.
    """
    if not agenda.event.tells_of_participants_items:
        return ()
    lines = [item.line for item in agenda.items if item.line and _counts(item.line)]
    spans = [Span(line.starts_at, line.ends_at or line.starts_at) for line in lines if line.starts_at]
    times = [_time_of(span) for span in _merged(spans)]
    begun = {each.day for each in times}
    days = {line.day: line.zone for line in lines if line.start is None and line.day not in begun}
    times += [ParticipantsTime(day=day, zone=zone) for day, zone in days.items()]
    return tuple(sorted(times, key=lambda each: each.day))


def _counts(line: Line) -> bool:
    return line.level is Level.DELEGATES and line.status is not Status.CANCELLED


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Compares instants, as spans may have different zones, and Python compares two times in one zone by the clock."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.starts.timestamp(), _zone(span.starts))):
        if merged and span.starts.timestamp() <= merged[-1].ends.timestamp():
            last = merged.pop()
            span = Span(last.starts, max(last.ends, span.ends, key=datetime.timestamp))
        merged.append(span)
    return merged


def _time_of(span: Span) -> ParticipantsTime:
    starts, ends = span
    known = ParticipantsTime(day=starts.date(), zone=_zone(starts), start=starts.time())
    if starts.timestamp() == ends.timestamp():
        return known
    return replace(
        known,
        end=ends.time(),
        ends_on=ends.date() if ends.date() != known.day else None,
        end_zone=_zone(ends) if _zone(ends) != known.zone else "",
    )


def _zone(at: datetime) -> str:
    return str(at.tzinfo)
