"""The map of cities: all of them, with arcs to the host, and beside it enlarged what would be too close to read."""

from collections.abc import Iterable, Sequence
from itertools import islice
from math import hypot
from typing import NamedTuple

from tours.agenda.facts import Point
from tours.maps import arcs
from tours.maps.coasts import coasts
from tours.maps.dots import SMALL, City, Dot, Label, dots, labels
from tours.maps.frames import WIDTH, Frame, frame_around

NEAR = 60
"""Dots belong to one cluster if they are so many units from one another."""
LARGER = 1.8
"""A cluster is drawn again if it becomes so many times larger."""
MOST_CLUSTERS = 2
MOST_NAMES = 12
"""A dot tells the names of its cities to who points at it, unless they are more."""


class Spot(NamedTuple):
    """A city to be shown."""

    name: str
    point: Point
    is_host: bool = False


class Marker(NamedTuple):
    """A dot as it is drawn. `names` are told to who points at it, where no name is written beside it."""

    left: int
    top: int
    radius: int
    number: int
    is_host: bool
    names: str


class Panel(NamedTuple):
    """One drawing. `arcs` and `land` are paths."""

    width: int
    height: int
    land: str
    arcs: str
    markers: tuple[Marker, ...]
    labels: tuple[Label, ...]


class Cluster(NamedTuple):
    """The drawing of cities that stand close together, and the names of those it shows."""

    panel: Panel
    cities: tuple[str, ...]


class CitiesMap(NamedTuple):
    """The drawing of all cities, and of clusters of them. `host` is empty where there is none."""

    whole: Panel
    clusters: tuple[Cluster, ...]
    number: int
    host: str


def cities_map(spots: tuple[Spot, ...]) -> CitiesMap | None:
    """The map; none for fewer than two cities."""
    if len({spot.point for spot in spots}) < 2:
        return None
    frame = _frame(spots)
    whole, crowded = _panel(frame, spots)
    drawn = (_enlarged(frame, cluster, spots) for cluster in _clusters(crowded, spots))
    clusters = tuple(islice(filter(None, drawn), MOST_CLUSTERS))
    return CitiesMap(whole, clusters, len(spots), next((spot.name for spot in spots if spot.is_host), ""))


def _enlarged(whole: Frame, cluster: Sequence[Spot], spots: Iterable[Spot]) -> Cluster | None:
    """The cluster with what else is there; none where that tells nothing apart."""
    frame = _frame(cluster)
    shown = [spot for spot in spots if _is_within(frame, spot.point)]
    if not shown:  # at a pole
        return None
    panel, _crowded = _panel(frame, shown)
    is_clearer = frame.down >= LARGER * whole.down and len(panel.markers) > 1
    return Cluster(panel, tuple(spot.name for spot in shown)) if is_clearer else None


def _frame(spots: Sequence[Spot]) -> Frame:
    """The frame of the spots and their arcs."""
    points = [spot.point for spot in spots]
    host = next((spot.point for spot in spots if spot.is_host), None)
    flat = frame_around(points, host=host)
    return frame_around(points, [arcs.top(flat, point, host) for point in points] if host else (), host)


def _is_within(frame: Frame, point: Point) -> bool:
    left, top = frame.place_of(point)
    return SMALL <= left <= WIDTH - SMALL and SMALL <= top <= frame.height - SMALL


def _panel(frame: Frame, spots: Iterable[Spot]) -> tuple[Panel, list[Dot]]:
    """The drawing, and the dots whose cities it does not tell apart."""
    found = dots(City(spot.name, spot.point, frame.place_of(spot.point), spot.is_host) for spot in spots)
    written = labels(found, frame.height)
    crowded = [dot for dot in found if dot.number > 1 or dot not in written]
    markers = tuple(_marker(dot, is_told=dot in crowded) for dot in found)
    return Panel(WIDTH, frame.height, coasts(frame), _arcs(frame, found), markers, tuple(written.values())), crowded


def _marker(dot: Dot, *, is_told: bool) -> Marker:
    names = ", ".join(city.name for city in dot.cities) if is_told and dot.number <= MOST_NAMES else ""
    return Marker(round(dot.left), round(dot.top), round(dot.radius), dot.number, dot.is_host, names)


def _arcs(frame: Frame, found: Sequence[Dot]) -> str:
    """An arc from each dot, by the first of its cities, to the host."""
    hosts = (city.point for dot in found for city in dot.cities if city.is_host)
    others = [dot.cities[0].point for dot in found if not dot.is_host]
    return "".join(arcs.path(frame, point, host) for host in hosts for point in others)


def _clusters(crowded: Iterable[Dot], spots: Iterable[Spot]) -> list[list[Spot]]:
    """The spots of dots near one another, the largest cluster first."""
    groups: list[list[Dot]] = []
    for dot in crowded:
        near = [group for group in groups if any(_are_near(dot, other) for other in group)]
        groups = [group for group in groups if group not in near] + [[dot, *(each for group in near for each in group)]]
    points = [{city.point for dot in group for city in dot.cities} for group in groups]
    found = [[spot for spot in spots if spot.point in group] for group in points if len(group) > 1]
    return sorted(found, key=len, reverse=True)


def _are_near(one: Dot, other: Dot) -> bool:
    return hypot(one.left - other.left, one.top - other.top) < NEAR
