"""Items for more people than they take."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import ngettext

from tours.agenda.values import Event, Line
from tours.checks.counted import Counted, is_for_delegates
from tours.checks.findings import Code, Finding


def too_small(items: Iterable[Counted], event: Event, in_groups: Mapping[str, int]) -> Iterator[Finding]:
    """`in_groups` says how many delegates each group has, by its UID; of groups that are missing nothing is known.

    Everyone is as many as seats are given or taken. Of parallel tracks each may choose one, so nothing is known of them.
    """
    everyone = sum(max(city.seats, city.taken) for city in event.cities)
    for item in items:
        line = item.line
        if line.capacity is None or line.track or not is_for_delegates(line):
            continue
        people = _expected(line, everyone, in_groups)
        if people > line.capacity:
            words = ngettext(
                "%(item)s takes %(takes)d person, and %(people)d may come.",
                "%(item)s takes %(takes)d people, and %(people)d may come.",
                line.capacity,
            )
            facts = {"item": item.named, "takes": line.capacity, "people": people}
            yield Finding(code=Code.TOO_MANY, words=words % facts, items=(item.uid,), day=line.day)


def _expected(line: Line, everyone: int, in_groups: Mapping[str, int]) -> int:
    return sum(in_groups.get(uid, 0) for uid in line.groups) if line.groups else everyone
