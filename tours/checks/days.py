"""Days outside the event, times that no clock shows or shows twice, and ends before their beginnings."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from tours.agenda.clock_changes import comes_twice, is_skipped
from tours.agenda.phrases import time_range
from tours.agenda.values import Event, Line
from tours.checks.counted import Counted
from tours.checks.findings import Code, Finding
from tours.vocabulary import ItemKind
from tours.wording import clock, date_range, weekday_and_date, weekday_range

TRAVEL = timedelta(days=2)
"""How long before and after the event people arrive and leave."""


def outside(items: Iterable[Counted], event: Event) -> Iterator[Finding]:
    for item in items:
        line = item.line
        if line.day >= event.starts and line.last_day <= event.ends:
            continue
        facts = {
            "item": item.named,
            "day": weekday_range(line.day, line.last_day),
            "dates": date_range(event.starts, event.ends),
        }
        words = _("%(item)s (%(day)s) is outside %(dates)s.") % facts
        code = Code.TRAVEL if _is_travel(line, event) else Code.OUTSIDE
        yield Finding(code=code, words=words, items=(item.uid,), day=line.day)


def _is_travel(line: Line, event: Event) -> bool:
    near = event.starts - line.day <= TRAVEL and line.last_day - event.ends <= TRAVEL
    return line.kind is ItemKind.TRANSFER and near


def clock_times(items: Iterable[Counted]) -> Iterator[Finding]:
    for item in items:
        facts = {"item": item.named, "time": time_range(item.line), "day": weekday_and_date(item.line.day)}
        if is_skipped(item.line):
            words = _("%(item)s (%(time)s, %(day)s) is at a time that no clock shows: they are set forward over it.")
            yield _of(item, Code.NO_CLOCK, words % facts)
        if comes_twice(item.line):
            words = _("%(item)s (%(time)s, %(day)s) is at a time that comes twice, as clocks are set back over it.")
            yield _of(item, Code.TWICE, words % facts)
        if item.line.start and item.line.end and item.line.ends_too_early:
            times = {"start": clock(item.line.start), "end": clock(item.line.end)}
            words = _("%(item)s begins at %(start)s and ends at %(end)s, by its time zones before it begins.")
            yield _of(item, Code.ENDS_TOO_EARLY, words % (facts | times))


def _of(item: Counted, code: Code, words: str) -> Finding:
    return Finding(code=code, words=words, items=(item.uid,), day=item.line.day)
