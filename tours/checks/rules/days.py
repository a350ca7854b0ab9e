"""Days outside the event, times that no clock shows or shows twice, and ends before their beginnings."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from tours.agenda.clocks.clock_changes import comes_twice, is_skipped
from tours.agenda.phrases import time_range
from tours.agenda.values import Event, Line
from tours.checks.counted import Counted
from tours.checks.findings import Code, Finding
from tours.vocabulary import ItemKind
from tours.wording import date_range, weekday_and_date, weekday_range

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
        if is_skipped(item.line):
            yield _of(
                item,
                Code.NO_CLOCK,
                _("%(item)s (%(when)s) is at a time that no clock shows: they are set forward over it."),
            )
        if comes_twice(item.line):
            yield _of(
                item,
                Code.TWICE,
                _("%(item)s (%(when)s) is at a time that comes twice, as clocks are set back over it."),
            )
        if item.line.ends_too_early:
            yield _of(item, Code.ENDS_TOO_EARLY, _("%(item)s (%(when)s) ends before it begins, by its time zones."))


def _of(item: Counted, code: Code, words: str) -> Finding:
    when = f"{time_range(item.line)}, {weekday_and_date(item.line.day)}"
    return Finding(code=code, words=words % {"item": item.named, "when": when}, items=(item.uid,), day=item.line.day)
