"""Transfers that are shorter than the way between the places before and after them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from django.utils.translation import gettext as _

from tours.agenda.phrases import time_range
from tours.checks.counted import Timed
from tours.checks.findings import Code, Finding
from tours.maps.ways import distance, same_people
from tours.vocabulary import ItemKind

ON_THE_ROAD, IN_THE_AIR = 60.0, 700.0
"""How many km of the straight line an hour brings: no bus is faster through a region, and no flight from door to door."""
FARTHEST_BY_ROAD = 300.0


def too_short(items: Iterable[Timed]) -> Iterator[Finding]:
    """`items` are in the order of their beginning. A transfer without an end may last until what follows it begins."""
    rows = list(items)
    stays = [
        item for item in rows if item.line.kind is not ItemKind.TRANSFER and item.line.place and item.line.place.point
    ]
    begins = [item.begins for item in stays]
    for item in rows:
        if item.line.kind is ItemKind.TRANSFER:
            at = bisect_left(begins, item.begins)
            before, after = _beside(item, reversed(stays[:at])), _beside(item, _following(stays, at, item))
            if before and after and (finding := _compared(item, before, after)):
                yield finding


def _following(stays: Sequence[Timed], at: int, item: Timed) -> Iterator[Timed]:
    return (stay for stay in stays[at:] if stay.begins >= item.ends - 60)


def _beside(item: Timed, stays: Iterable[Timed]) -> Timed | None:
    """The first that is on the same day, or not a day away, for the same people."""
    for stay in stays:
        if abs(stay.begins - item.begins) > 86_400:
            return None
        if same_people(stay.line, item.line):
            return stay
    return None


def _compared(item: Timed, before: Timed, after: Timed) -> Finding | None:
    start, end = before.line.place, after.line.place
    if not (start and end and start.point and end.point):
        return None
    km = distance(start.point, end.point)
    needed = ceil(60 * km / (ON_THE_ROAD if km <= FARTHEST_BY_ROAD else IN_THE_AIR))
    lasts = int(((item.ends if item.line.ends_at else after.begins) - item.begins) // 60)
    if lasts >= needed:
        return None
    facts = {
        "item": item.named,
        "time": time_range(item.line),
        "lasts": lasts,
        "from": start.name,
        "to": end.name,
        "km": round(km),
        "needed": needed,
    }
    words = _(
        "%(item)s (%(time)s) has %(lasts)d min; from %(from)s to %(to)s it is %(km)d km as the crow flies,"
        " at least %(needed)d min."
    )
    return Finding(code=Code.WAY, words=words % facts, items=(item.uid,), day=item.line.day)
