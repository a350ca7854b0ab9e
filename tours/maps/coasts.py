"""The land within a frame, as the path of an SVG: cut at the edges, and no finer than the scale can show."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from tours.maps.frames import WIDTH, Frame
from tours.maps.land import Shape, land
from tours.maps.simplifying import Position, area_of, kept

BEYOND = 4
"""The land is cut so many units outside the edge."""
FINEST = 1.5
"""The smallest triangle of a coast that is drawn, in square units; an island is twice that."""
MOST_POINTS = 700
"""A map with more is simplified further: each costs about three bytes of the packed page."""

Cut = Callable[[Position, Position], Position]


def coasts(frame: Frame) -> str:
    """The path, to be filled by the rule `evenodd`, as a lake is a ring within another."""
    smallest = FINEST
    rings = _simplified([ring for shape in land() for ring in _within(shape, frame)], smallest)
    while sum(map(len, rings)) > MOST_POINTS:
        smallest *= 1.5
        rings = _simplified(rings, smallest)
    return "".join(map(_path, rings))


def _within(shape: Shape, frame: Frame) -> Iterator[list[Position]]:
    """The shape on paper, once more or less for each way around the earth."""
    if shape.south > frame.north or shape.north < frame.south:
        return
    for turn in (-360, 0, 360):
        if shape.west + turn < frame.east and shape.east + turn > frame.west:
            ring = [frame.place(longitude + turn, latitude) for longitude, latitude in shape.ring]
            if cut := _cut(ring, frame.height):
                yield cut


def _cut(ring: list[Position], height: int) -> list[Position]:
    """The part of the ring on the paper (Sutherland and Hodgman, 1974)."""
    for axis, edge, sign in ((0, -BEYOND, 1), (0, WIDTH + BEYOND, -1), (1, -BEYOND, 1), (1, height + BEYOND, -1)):
        ring = list(_cut_at(ring, axis, edge, sign))
    return ring


def _cut_at(ring: Sequence[Position], axis: int, edge: int, sign: int) -> Iterator[Position]:
    for place, here in enumerate(ring):
        before = ring[place - 1]
        inside = sign * (here[axis] - edge) >= 0
        if inside != (sign * (before[axis] - edge) >= 0):
            share = (edge - before[axis]) / (here[axis] - before[axis])
            yield before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1])
        if inside:
            yield here


def _simplified(rings: Sequence[list[Position]], smallest: float) -> list[list[Position]]:
    large = (ring for ring in rings if area_of(ring) > 2 * smallest)
    return [[ring[place] for place in kept(ring, smallest)] for ring in large]


def _path(ring: Sequence[Position]) -> str:
    """One ring in whole units, by steps from point to point. A minus parts two numbers as well as a space does."""
    whole = [(round(left), round(top)) for left, top in ring]
    steps = ((here[0] - before[0], here[1] - before[1]) for before, here in pairwise(whole))
    text = " ".join(f"{across} {down}" for across, down in steps if across or down)
    return f"M{whole[0][0]} {whole[0][1]}l{text}z".replace(" -", "-")
