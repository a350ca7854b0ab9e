"""Arcs between two points of a map: they bend as the shortest way around the earth does, towards the nearer pole."""

from math import atan2, cos, degrees, radians, tan

from tours.agenda.facts import Point
from tours.maps.frames import Frame

MOST, POLAR = 0.15, 72.0
"""An arc rises by this part of its width at most, and not beyond this latitude: the shortest way around the earth would leave
the map.
"""


def top(frame: Frame, one: Point, other: Point) -> float:
    """The latitude of the arc half way between its ends."""
    apart = abs(frame.place_of(one)[0] - frame.place_of(other)[0]) / frame.across
    middle = (one.latitude + other.latitude) / 2
    slope = (tan(radians(one.latitude)) + tan(radians(other.latitude))) / 2
    rises = degrees(atan2(slope, abs(cos(radians(apart / 2))))) - middle
    bent = middle + max(-MOST * apart, min(MOST * apart, rises))
    return min(bent, max(POLAR, middle)) if middle > 0 else max(bent, min(-POLAR, middle))


def path(frame: Frame, one: Point, other: Point) -> str:
    """The arc as a path of an SVG, in whole units."""
    (left, high), (right, low) = frame.place_of(one), frame.place_of(other)
    _left, height = frame.place(0, top(frame, one, other))
    bend = 2 * height - (high + low) / 2
    return f"M{left:.0f} {high:.0f}Q{(left + right) / 2:.0f} {bend:.0f} {right:.0f} {low:.0f}"
