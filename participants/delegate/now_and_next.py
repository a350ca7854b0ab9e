"""What is on at a moment, and what comes next, with the time until then in words. A pure function of moment and timetable."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tours.agenda.values import Line
from tours.serving.by_audience.heading import Heading
from tours.serving.by_audience.timetable import Spell, Timetable
from tours.wording import weekday_and_day

IN_MINUTES = timedelta(hours=3)
"""Within it, the time left is told in hours and minutes; beyond it, the day is."""


class Phase(StrEnum):
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Going(NamedTuple):
    """An item, with the time that is left of it, or until it begins, in words."""

    uid: str
    line: Line
    words: str


class NowAndNext(NamedTuple):
    now: tuple[Going, ...] = ()
    following: tuple[Going, ...] = ()
    """The next items; several where they begin at the same moment."""


def phase_of(event: Heading, at: datetime) -> Phase:
    """Whether the event is to come, goes on or is over, by its days and the clock at its place."""
    today = at.astimezone(ZoneInfo(event.zone)).date()
    if today < event.starts:
        return Phase.BEFORE
    return Phase.DURING if today <= event.ends else Phase.AFTER


def now_and_next(timetable: Timetable, at: datetime) -> NowAndNext:
    now = (Going(spell.uid, spell.line, _left(spell.ends - at)) for spell in timetable.on(at))
    return NowAndNext(tuple(now), tuple(_coming(spell, at) for spell in timetable.following(at)))


def _coming(spell: Spell, at: datetime) -> Going:
    line = spell.line
    return Going(spell.uid, line, _until(spell.starts, at, line))


def _left(rest: timedelta) -> str:
    return _("%(time)s left") % {"time": _minutes(rest)}


def _until(start: datetime, at: datetime, line: Line) -> str:
    """`in 25 minutes`, or `Tuesday 5 September`."""
    if start - at <= IN_MINUTES:
        return _("in %(time)s") % {"time": _minutes(start - at)}
    return weekday_and_day(line.day)


def _minutes(rest: timedelta) -> str:
    """Begun minutes count as whole ones."""
    hours, minutes = divmod(-(-int(rest.total_seconds()) // 60), 60)
    parts = [ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}] if hours else []
    if minutes or not hours:
        parts.append(ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes})
    return " ".join(parts)
