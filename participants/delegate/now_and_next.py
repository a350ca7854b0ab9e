"""What is on at a moment, and what comes next, of the agenda as one audience knows it. A pure function of both."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tours.agenda.values import Event, Line
from tours.agenda.view import AgendaView, ItemView
from tours.vocabulary import Status
from tours.wording import weekday_and_day

WITHOUT_END = timedelta(hours=1)
"""So long an item is taken to be on of which no end is printed, unless another begins before."""
IN_MINUTES = timedelta(hours=3)
"""Within it, the time left is told in hours and minutes; beyond it, the day is."""


class Phase(StrEnum):
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Going(NamedTuple):
    """An item, with the time that is left of it, or until it begins, in words."""

    item: ItemView
    words: str

    @property
    def line(self) -> Line:
        return self.item.line


class NowAndNext(NamedTuple):
    now: tuple[Going, ...] = ()
    following: tuple[Going, ...] = ()
    """The next items; several where they begin at the same moment."""


def phase_of(event: Event, at: datetime) -> Phase:
    """By the days of the event, where it takes place."""
    today = at.astimezone(ZoneInfo(event.zone)).date()
    if today < event.starts:
        return Phase.BEFORE
    return Phase.DURING if today <= event.ends else Phase.AFTER


def now_and_next(view: AgendaView, at: datetime) -> NowAndNext:
    """Items without a clock time, and those that are cancelled, are neither on nor next."""
    timed = sorted(_timed(view), key=lambda pair: pair[0])
    later = [(start, item) for start, item in timed if start > at]
    first = later[0][0] if later else None
    starts = [start for start, _item in timed]
    now = [Going(item, _left(end - at)) for start, item in timed if start <= at < (end := _end(item, start, starts))]
    return NowAndNext(
        tuple(now), tuple(Going(item, _until(start, at, item)) for start, item in later if start == first)
    )


def _timed(view: AgendaView) -> Iterator[tuple[datetime, ItemView]]:
    """Instants in one zone: Python compares two times of one zone by their clocks alone."""
    for item in view.standing:
        starts = item.line.starts_at
        if starts and item.line.status is not Status.CANCELLED:
            yield starts.astimezone(ZoneInfo("UTC")), item


def _end(item: ItemView, start: datetime, starts: Iterable[datetime]) -> datetime:
    """`starts` are those of all items."""
    if ends := item.line.ends_at:
        return ends.astimezone(ZoneInfo("UTC"))
    return min((other for other in starts if start < other < start + WITHOUT_END), default=start + WITHOUT_END)


def _left(rest: timedelta) -> str:
    return _("%(time)s left") % {"time": _minutes(rest)}


def _until(start: datetime, at: datetime, item: ItemView) -> str:
    """`in 25 minutes`, or `Tuesday 5 September`."""
    if start - at <= IN_MINUTES:
        return _("in %(time)s") % {"time": _minutes(start - at)}
    return weekday_and_day(item.line.day)


def _minutes(rest: timedelta) -> str:
    """Begun minutes count as whole ones."""
    hours, minutes = divmod(-(-int(rest.total_seconds()) // 60), 60)
    parts = [ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}] if hours else []
    if minutes or not hours:
        parts.append(ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes})
    return " ".join(parts)
