"""Leaves out the points of a line that change its shape least (Visvalingam and Whyatt, 1993)."""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from typing import TypeAlias

Position: TypeAlias = tuple[float, float]
FEWEST = 3
"""A ring of fewer points has no area."""


def kept(ring: Sequence[Position], smallest: float) -> list[int]:
    """The places in the closed ring of the points that stay: those whose triangle with their neighbours is larger."""
    count = len(ring)
    before, after = [(place - 1) % count for place in range(count)], [(place + 1) % count for place in range(count)]
    areas = [_triangle(ring[before[place]], ring[place], ring[after[place]]) for place in range(count)]
    queue = [(area, place) for place, area in enumerate(areas)]
    heapify(queue)
    gone: set[int] = set()
    while queue and count - len(gone) > FEWEST and queue[0][0] < smallest:
        area, place = heappop(queue)
        if place in gone or area != areas[place]:
            continue
        gone.add(place)
        left, right = before[place], after[place]
        after[left], before[right] = right, left
        for beside in (left, right):
            # Never less than what has gone: a spike would otherwise be eaten from its sides.
            areas[beside] = max(area, _triangle(ring[before[beside]], ring[beside], ring[after[beside]]))
            heappush(queue, (areas[beside], beside))
    return [place for place in range(count) if place not in gone]


def area_of(ring: Sequence[Position]) -> float:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(sum(one[0] * other[1] - other[0] * one[1] for one, other in pairs)) / 2


def _triangle(one: Position, two: Position, three: Position) -> float:
    return abs((two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])) / 2
