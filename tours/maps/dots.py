"""The dots of a map: those that would lie on one another are one dot with their number, and names stand where there is room."""

from collections.abc import Iterable, Iterator, Sequence
from math import hypot, sqrt
from typing import NamedTuple
from unicodedata import east_asian_width

from tours.agenda.facts import Point
from tours.maps.frames import WIDTH
from tours.maps.simplifying import Position

SMALL, COUNTED, LARGEST = 4.0, 9.0, 17.0
"""The radius of one city's dot, of the smallest that has a number in it, and of the largest."""
APART = 2.0
"""Units between dots at least."""
LETTER, HIGH = 8.0, 16.0
"""How wide a letter of a name is, on average, and how high a line."""


class City(NamedTuple):
    """A city on a map. `place` is where it stands there."""

    name: str
    point: Point
    place: Position
    is_host: bool = False


class Dot(NamedTuple):
    left: float
    top: float
    radius: float
    cities: tuple[City, ...]

    @property
    def is_host(self) -> bool:
        return any(city.is_host for city in self.cities)

    @property
    def number(self) -> int:
        return len(self.cities)

    @property
    def name(self) -> str:
        """What is written beside it: the host, or its only city."""
        named = [city.name for city in self.cities if city.is_host or self.number == 1]
        return named[0] if named else ""


class Label(NamedTuple):
    """`anchor` says which of its ends stands at `left`, in the words of SVG."""

    left: int
    top: int
    anchor: str
    text: str
    is_host: bool


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def dots(cities: Iterable[City]) -> list[Dot]:
    """The dots, none of which lies on another. They are put together until that is so."""
    found = [_dot([city]) for city in cities]
    while len(fewer := _put_together(found)) < len(found):
        found = fewer
    return found


def _put_together(found: Sequence[Dot]) -> list[Dot]:
    """Puts each with the first before it that it touches."""
    kept: list[Dot] = []
    for dot in found:
        place = next((place for place, other in enumerate(kept) if _touch(dot, other)), None)
        if place is None:
            kept.append(dot)
        else:
            kept[place] = _dot([*kept[place].cities, *dot.cities])
    return kept


def _touch(one: Dot, other: Dot) -> bool:
    return hypot(one.left - other.left, one.top - other.top) < one.radius + other.radius + APART


def _dot(cities: Sequence[City]) -> Dot:
    """A dot in the middle of its cities, but where the host is if that is among them."""
    places = [city.place for city in cities if city.is_host] or [city.place for city in cities]
    left, top = (sum(axis) / len(places) for axis in zip(*places, strict=True))
    radius = SMALL if len(cities) == 1 else min(LARGEST, COUNTED + sqrt(len(cities) - 2))
    return Dot(left, top, radius, tuple(cities))


def labels(found: Sequence[Dot], height: int) -> dict[Dot, Label]:
    """The names for which there is room, the host's first."""
    taken = [
        Box(dot.left - dot.radius, dot.top - dot.radius, dot.left + dot.radius, dot.top + dot.radius) for dot in found
    ]
    middle = sum(dot.left for dot in found) / len(found)
    written: dict[Dot, Label] = {}
    for dot in sorted(found, key=lambda dot: not dot.is_host):
        for label, box in _ways(dot, outside="end" if dot.left < middle else "start") if dot.name else ():
            if Box(0, 0, WIDTH, height).holds(box) and not any(map(box.meets, taken)):
                written[dot] = label
                taken.append(box)
                break
    return written


def _ways(dot: Dot, *, outside: str) -> Iterator[tuple[Label, Box]]:
    """The ways to write its name: on the side away from the others, where fewer arcs are, on the other side, above, below."""
    wide, beside = _width(dot.name), dot.radius + 3
    sides = [(dot.left + beside, dot.top, "start"), (dot.left - beside, dot.top, "end")]
    over_and_under = [(dot.left, dot.top + sign * (beside + HIGH / 2), "middle") for sign in (-1, 1)]
    for left, top, anchor in (*sorted(sides, key=lambda side: side[2] != outside), *over_and_under):
        begins = left - {"start": 0, "end": wide, "middle": wide / 2}[anchor]
        box = Box(begins, top - HIGH / 2, begins + wide, top + HIGH / 2)
        yield Label(round(left), round(top + 5), anchor, dot.name, dot.is_host), box


def _width(text: str) -> float:
    return sum(LETTER * (1.9 if east_asian_width(letter) in "WF" else 1) for letter in text)
