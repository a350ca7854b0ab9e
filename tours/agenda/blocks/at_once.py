"""Which items of a day go on at the same time, so that nobody takes what stands below for what comes after."""

from collections.abc import Mapping
from datetime import time
from typing import NamedTuple

from django.utils.translation import gettext as _

from tours.agenda.phrases import time_range
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
    """What else is on, by each start time at which something is. Cancelled items do not count."""
    found: dict[time | None, Beside] = {}
    on: list[Spell] = []
    for start, items in day.slots():
        lines = [item.line for item in items if item.line.status is not Status.CANCELLED]
        begun = [line.starts_at.timestamp() for line in lines if line.starts_at]
        if not begun:
            continue
        on = [spell for spell in on if spell.ends > min(begun)]
        beside = Beside(len(begun), ", ".join(dict.fromkeys(spell.times for spell in on)))
        if beside.words:
            found[start] = beside
        on += [Spell(line.ends_at.timestamp(), time_range(line)) for line in lines if line.ends_at]
    return found


class Spell(NamedTuple):
    """When an item is on that has begun: until which instant, and in words."""

    ends: float
    times: str
