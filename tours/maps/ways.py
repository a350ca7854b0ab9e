"""How far places are from one another, and the ways on foot between those of a day."""

from collections.abc import Iterable
from math import asin, ceil, cos, radians, sin, sqrt
from typing import NamedTuple

from django.utils.translation import gettext as _

from tours.agenda.facts import Place, Point
from tours.agenda.values import Line
from tours.agenda.view import AgendaView, ItemView
from tours.vocabulary import ItemKind, Status

EARTH = 6371.0
"""The radius of the earth in km."""
DETOUR, KM_AN_HOUR = 1.3, 4.8
"""Streets are so much longer than the straight line, and so fast is a group on foot. The page says both."""
LONGEST = 30
"""Minutes: nobody walks farther between two items."""


class Walk(NamedTuple):
    """A walk from the place before, or to the place after."""

    place: Place
    minutes: int


class Walks(NamedTuple):
    before: Walk | None = None
    after: Walk | None = None

    @property
    def reckoned(self) -> str:
        """How the minutes come about."""
        facts = {"detour": DETOUR, "speed": KM_AN_HOUR}
        return _("Estimated, not measured: %(detour)s times the straight line, at %(speed)s km an hour.") % facts


def walks(view: AgendaView, item: ItemView) -> Walks:
    """The ways from the place before and to the place after, on the day and for the same people.

    There is none where people are driven, where it is too far, and where the agenda does not say where they are.
    """
    if item.line.status is Status.CANCELLED or item.line.kind is ItemKind.TRANSFER:
        return Walks()
    others = [other for other in view.standing if other.line.day == item.line.day and _is_beside(other.line, item.line)]
    before = (other.line for other in reversed(others) if _begins_after_the_end(item.line, other.line))
    after = (other.line for other in others if _begins_after_the_end(other.line, item.line))
    return Walks(_walk(item.line, before), _walk(item.line, after))


def _is_beside(other: Line, line: Line) -> bool:
    return other.status is not Status.CANCELLED and same_people(other, line)


def same_people(one: Line, other: Line) -> bool:
    """Whether some people may be at both: neither another group's nor another track's."""
    together = not one.groups or not other.groups or not set(one.groups).isdisjoint(other.groups)
    return together and (not one.track or not other.track or one.track == other.track)


def _begins_after_the_end(later: Line, earlier: Line) -> bool:
    begins, began = later.starts_at, earlier.starts_at
    return bool(begins and began and began < begins and (earlier.ends_at or began) <= begins)


def _walk(line: Line, others: Iterable[Line]) -> Walk | None:
    """The walk to the first of the others that has a place. An item without a place, such as a break, is where the one
    beside it is.
    """
    nearest = next((other for other in others if other.place or other.kind is ItemKind.TRANSFER), None)
    if nearest is None or nearest.kind is ItemKind.TRANSFER or nearest.place == line.place:
        return None
    minutes = minutes_on_foot(line.place, nearest.place)
    return Walk(nearest.place, minutes) if nearest.place and minutes else None


def minutes_on_foot(one: Place | None, other: Place | None) -> int | None:
    """The minutes on foot; None if a point is not known, or if nobody would walk so far."""
    if not (one and other and one.point and other.point):
        return None
    minutes = max(1, ceil(distance(one.point, other.point) * DETOUR / KM_AN_HOUR * 60))
    return minutes if minutes <= LONGEST else None


def distance(one: Point, other: Point) -> float:
    """The distance in km, along the great circle (the haversine formula)."""
    north, south = radians(one.latitude), radians(other.latitude)
    half = sin((north - south) / 2) ** 2
    half += cos(north) * cos(south) * sin(radians(one.longitude - other.longitude) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))
