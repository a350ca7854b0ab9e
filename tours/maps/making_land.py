"""Makes `land.txt` from a TopoJSON file of land: `python -m tours.maps.making_land land-50m.json`. See `land.py`."""

import json
import sys
from collections.abc import Iterator, Sequence
from math import cos, radians
from pathlib import Path
from typing import Any

from tours.maps.land import FILE, written
from tours.maps.simplifying import Position, area_of, kept

SMALLEST_TRIANGLE, SMALLEST_ISLAND = 0.012, 0.02
"""In square degrees of the equator: what is smaller is left out."""
ANTARCTICA = -60
"""No city lies farther south."""


def lines(topology: dict[str, Any]) -> list[str]:
    return [written(ring) for whole in _rings(topology) if (ring := _simplified(whole))]


def _simplified(ring: Sequence[Position]) -> list[Position]:
    """The ring as it is kept; empty where it is left out. Areas are those of the sinusoidal projection, which is true in them."""
    true = [(longitude * cos(radians(latitude)), latitude) for longitude, latitude in ring]
    if max(latitude for _longitude, latitude in ring) < ANTARCTICA or area_of(true) < SMALLEST_ISLAND:
        return []
    return [ring[place] for place in kept(true, SMALLEST_TRIANGLE)]


def _rings(topology: dict[str, Any]) -> Iterator[list[Position]]:
    """The rings of all polygons without their repeated last point."""
    arcs = [list(_positions(arc, topology["transform"])) for arc in topology["arcs"]]
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]:
            for ring in polygon:
                yield _unbroken([place for number in ring for place in _along(arcs, number)[:-1]])


def _unbroken(ring: Sequence[Position]) -> list[Position]:
    """The ring with longitudes that go on beyond 180 degrees where it crosses the date line."""
    whole, turn, before = [], 0, ring[0][0]
    for longitude, latitude in ring:
        turn += 360 if longitude - before < -180 else -360 if longitude - before > 180 else 0
        before = longitude
        whole.append((longitude + turn, latitude))
    longitudes = [longitude for longitude, _latitude in whole]
    turn = 360 * round((min(longitudes) + max(longitudes)) / 720)
    return [(longitude - turn, latitude) for longitude, latitude in whole]


def _along(arcs: Sequence[list[Position]], number: int) -> list[Position]:
    """The arc; a negative number means its complement, backwards."""
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def _positions(arc: Sequence[Sequence[int]], transform: dict[str, list[float]]) -> Iterator[Position]:
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    across = up = 0
    for step in arc:
        across, up = across + step[0], up + step[1]
        yield across * wide + west, up * high + south


if __name__ == "__main__":
    FILE.write_text("\n".join(lines(json.loads(Path(sys.argv[1]).read_text()))) + "\n")
