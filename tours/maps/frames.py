"""The part of the earth that a map shows, and where its points stand on paper.

The projection is the plain one by longitude and latitude, with the middle's true shape: a map across the date line is then like
any other, with longitudes that go on beyond 180 degrees.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import cos, radians
from typing import NamedTuple

from tours.agenda.facts import Point
from tours.maps.simplifying import Position

WIDTH, LOWEST, HIGHEST = 480, 200, 320
"""Of the paper, in its units. On a phone a unit is three quarters of a pixel, on a page 1.2 pixels."""
AROUND = 36
"""Units between the points and the edge, for their names."""
CLOSEST = 100.0
"""Units to a degree at most: the shapes of land have no more detail."""
POLAR = 84.0
"""A map ends at this latitude, unless a point lies beyond it."""


class Frame(NamedTuple):
    """`west` and `north` are the upper left corner; `across` and `down` are the units to a degree."""

    west: float
    north: float
    across: float
    down: float
    height: int

    def place(self, longitude: float, latitude: float) -> Position:
        """The position of a point, by a longitude that counts on from `west`."""
        return (longitude - self.west) * self.across, (self.north - latitude) * self.down

    def place_of(self, point: Point) -> Position:
        return self.place(self.west + (point.longitude - self.west) % 360, point.latitude)

    @property
    def east(self) -> float:
        return self.west + WIDTH / self.across

    @property
    def south(self) -> float:
        return self.north - self.height / self.down


def frame_around(points: Sequence[Point], latitudes: Iterable[float] = (), host: Point | None = None) -> Frame:
    """The smallest frame with all these points, across the date line where that is nearer, and these latitudes.

    Where they lie all around the earth, none is farther from the host than half around it.
    """
    west, wide = _longitudes([point.longitude for point in points])
    if host and wide > 180:
        sides = [(point.longitude - host.longitude + 180) % 360 - 180 for point in points]
        west, wide = host.longitude + min(sides), max(sides) - min(sides)
    reach = [*latitudes, *(point.latitude for point in points)]
    south, north = min(reach), max(reach)
    true = cos(radians(min(70.0, abs(south + north) / 2)))
    down = min(
        CLOSEST,
        (WIDTH - 2 * AROUND) / max(wide * true, 1e-9),
        (HIGHEST - 2 * AROUND) / max(north - south, 1e-9),
    )
    down = max(down, WIDTH / 360 / true)  # the earth, once
    height = round(min(HIGHEST, max(LOWEST, (north - south) * down + 2 * AROUND)))
    middle = (south + north) / 2
    top = max(min(max(middle + height / down / 2, height / down - POLAR), POLAR), north)
    return Frame(west + wide / 2 - WIDTH / down / true / 2, top, down * true, down, height)


def _longitudes(found: Iterable[float]) -> tuple[float, float]:
    """The western edge of the points, after the widest gap around the earth, and how many degrees they take."""
    found = sorted(set(found))
    gaps = [(after - before, after) for before, after in pairwise(found)]
    gap, west = max([(found[0] + 360 - found[-1], found[0]), *gaps])
    return west, 360 - gap
