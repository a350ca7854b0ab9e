"""The shapes of land, in `land.txt` beside this: land and water only, as borders are politics.

They are made from Natural Earth's land at 1:50,000,000, version 4.1 (naturalearthdata.com), which is in the public domain, as
the npm package `world-atlas` 2.0.2 has it in `land-50m.json`. `python -m tours.maps.making_land land-50m.json` makes the file.
A line of it is a ring: the steps from point to point, in fiftieths of a degree, as Google's "encoded polyline" writes numbers.
A ring within another is a lake, such as the Caspian Sea.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tours.maps.simplifying import Position

FILE = Path(__file__).with_name("land.txt")
STEPS = 50
"""So many make a degree."""
BITS, FIRST = 5, 63


class Shape(NamedTuple):
    """A ring of longitudes and latitudes, and the box around it."""

    ring: list[Position]
    west: float
    south: float
    east: float
    north: float


@cache
def land() -> tuple[Shape, ...]:
    """All shapes. They are read once a process, in some 10 ms."""
    return tuple(_shape(line) for line in FILE.read_text().splitlines())


def written(ring: Sequence[Position]) -> str:
    """The line of the file for this ring."""
    text, here = "", (0, 0)
    for longitude, latitude in ring:
        place = round(longitude * STEPS), round(latitude * STEPS)
        text += _number(place[0] - here[0]) + _number(place[1] - here[1])
        here = place
    return text


def _shape(line: str) -> Shape:
    numbers = _numbers(line)
    longitude = latitude = 0
    ring = []
    for east, north in zip(numbers, numbers, strict=True):
        longitude, latitude = longitude + east, latitude + north
        ring.append((longitude / STEPS, latitude / STEPS))
    longitudes, latitudes = [each[0] for each in ring], [each[1] for each in ring]
    return Shape(ring, min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def _numbers(line: str) -> Iterator[int]:
    number = shift = 0
    for sign in line:
        part = ord(sign) - FIRST
        number |= (part & 31) << shift
        shift += BITS
        if part < 32:  # the number's last sign
            yield ~(number >> 1) if number & 1 else number >> 1
            number = shift = 0


def _number(value: int) -> str:
    rest, text = ~(value << 1) if value < 0 else value << 1, ""
    while rest >= 32:
        text += chr((32 | rest & 31) + FIRST)
        rest >>= BITS
    return text + chr(rest + FIRST)
