"""Texts that still name a time at which an item began or ended in the last edition, and does no more."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time

from django.utils.translation import gettext as _

from tours.agenda.values import Agenda, Line
from tours.checks.counted import Counted
from tours.checks.findings import Code, Finding
from tours.checks.rules.texts import Standing
from tours.wording import clock

CLOCK = re.compile(
    r"(?<![\d.:,])(?P<h>[01]?\d|2[0-3])[:.hH](?P<m>[0-5]\d)(?!\d|\s*%|[:.,]\d)(?:\s*(?P<half>[ap])\.?m\b)?",
    re.IGNORECASE,
)
Moved = tuple[str, time]
"""The title of an item that moved, and the time when it began or ended before."""


class OldTimes:
    """The times that items had and have no more. Linear in the items of both agendas."""

    def __init__(self, items: Iterable[Counted], before: Agenda) -> None:
        now = {item.uid: item.line for item in items}
        on_day: defaultdict[date, set[time]] = defaultdict(set)
        for line in now.values():
            on_day[line.day] |= _clocks(line)
        on_any = set().union(*on_day.values())
        self.of_item: dict[str, dict[time, str]] = {}
        self.of_day: defaultdict[date, dict[time, str]] = defaultdict(dict)
        self.of_event: dict[time, str] = {}
        for item in before.items:
            was, stands = item.line, now.get(item.uid)
            if was and stands:
                old = {at: stands.title for at in _clocks(was) - _clocks(stands)}
                self.of_item[item.uid] = old
                self.of_day[stands.day] |= {at: title for at, title in old.items() if at not in on_day[stands.day]}
                self.of_event |= {at: title for at, title in old.items() if at not in on_any}

    def named_in(self, standing: Standing) -> Iterator[Moved]:
        """The moved times that the text names, each once. They are times of its own item, or times of its day or of
        the event that nothing has now.
        """
        known = self._known(standing.item)
        if known:
            for at in dict.fromkeys(times_in(standing.text)):
                if at in known:
                    yield known[at], at

    def _known(self, item: Counted | None) -> Mapping[time, str]:
        if item is None:
            return self.of_event
        return self.of_day.get(item.line.day, {}) | self.of_item.get(item.uid, {})


def old_times(texts: Iterable[Standing], items: Iterable[Counted], before: Agenda) -> Iterator[Finding]:
    old = OldTimes(items, before)
    for standing in texts:
        for title, at in old.named_in(standing):
            yield _finding(standing, title, at)


def times_in(text: str) -> Iterator[time]:
    """The clock times that a text names: 11:30, 11.30, 11h30, 2:30 pm."""
    for found in CLOCK.finditer(text):
        hour, half = int(found["h"]), (found["half"] or "").lower()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        yield time(hour, int(found["m"]))


def _clocks(line: Line) -> set[time]:
    ends = line.ends_at
    return {at for at in (line.start, ends.time() if ends else None) if at is not None}


def _finding(standing: Standing, title: str, at: time) -> Finding:
    facts = {"time": clock(at), "moved": f"“{title}”"}
    if standing.item:
        words = _("%(item)s names %(time)s in a text; %(moved)s was at that time and no longer is.")
        day, words = standing.item.line.day, words % (facts | {"item": standing.item.named})
        return Finding(code=Code.OLD_TIME, words=words, items=standing.items, day=day)
    words = _("A text of the event names %(time)s; %(moved)s was at that time and no longer is.") % facts
    return Finding(code=Code.OLD_TIME, words=words, part=standing.part)
