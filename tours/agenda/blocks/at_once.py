"""Which items of a day go on at the same time, so that nobody takes what stands below for what comes after."""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import NamedTuple

from django.utils.translation import gettext as _

from tours.agenda.phrases import time_range
from tours.agenda.values import Line
from tours.agenda.view import Day
from tours.vocabulary import Status


class Beside(NamedTuple):
    """How many begin together, and when those are on that have begun before, such as `09:00–12:00`."""

    together: int
    still_on: str

    @property
    def words(self) -> str:
        """`2 at the same time`, `overlaps 09:00–12:00`, or both."""
        begin = _("%(count)d at the same time") % {"count": self.together} if self.together > 1 else ""
        return "; ".join(filter(None, (begin, self.overlap)))

    @property
    def overlap(self) -> str:
        return _("overlaps %(times)s") % {"times": self.still_on} if self.still_on else ""


AtOnce = Mapping[time | None, Beside]


def at_once(day: Day) -> AtOnce:
    """By the start times at which something else is on. Cancelled items are not."""
    found: dict[time | None, Beside] = {}
    before: list[Line] = []
    for start, items in day.slots():
        lines = [item.line for item in items if item.line.status is not Status.CANCELLED]
        beside = Beside(len(lines), _still_on(lines, before))
        if start is not None and beside.words:
            found[start] = beside
        before += lines
    return found


def _still_on(lines: Sequence[Line], before: Sequence[Line]) -> str:
    return ", ".join(
        dict.fromkeys(time_range(earlier) for earlier in before for line in lines if _overlap(earlier, line))
    )


def _overlap(earlier: Line, line: Line) -> bool:
    ends, starts = earlier.ends_at, line.starts_at
    return ends is not None and starts is not None and starts.timestamp() < ends.timestamp()
