"""On which days somebody is at an event."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from participants.models import Delegate, Leg
from participants.travel.coming import coming_to
from participants.vocabulary import Direction
from tours.agenda.values import Line
from tours.models import Event


class Days(NamedTuple):
    """The first and the last day, both included."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


class Present(NamedTuple):
    """Somebody who comes: on which days, and in which groups by their UIDs."""

    days: Days
    groups: frozenset[str]

    def is_at(self, line: Line) -> bool:
        """Whether the item is for them: they are there on its day, and it is for everyone or for a group of theirs."""
        return line.day in self.days and (not line.groups or not self.groups.isdisjoint(line.groups))


def legs_by_delegate(event: Event) -> Mapping[int, list[Leg]]:
    """The flights and trains of the event's delegates, in the order of time. One query."""
    found: dict[int, list[Leg]] = {}
    for leg in Leg.objects.filter(delegate__event=event):
        found.setdefault(leg.delegate_id, []).append(leg)
    return found


def days_of(row: Delegate, event: Event, legs: Iterable[Leg] = ()) -> Days:
    """What was said of them goes first, then their flights, and then the days of the event.

    The days are those at the event: of landing on the way in, and of leaving on the way out.
    """
    landed = [leg.lands_on for leg in legs if leg.direction == Direction.IN and leg.lands_on]
    left = [leg.leaves_on for leg in legs if leg.direction == Direction.OUT and leg.leaves_on]
    first = row.present_from or max(landed, default=event.starts)
    last = row.present_until or min(left, default=event.ends)
    return Days(first, max(first, last))


def present_of(row: Delegate, event: Event, legs: Iterable[Leg] = ()) -> Present:
    return Present(days_of(row, event, legs), frozenset(str(group.uid) for group in row.groups.all()))


def everyone_present(event: Event) -> list[tuple[Delegate, Present]]:
    """The people who come in person, with their days and groups. Three queries."""
    legs = legs_by_delegate(event)
    coming = coming_to(event).prefetch_related("groups")
    return [(row, present_of(row, event, legs.get(row.pk, ()))) for row in coming]


def heads_by_day(present: Iterable[Days], event: Event) -> dict[date, int]:
    """How many are there on each day, from the first arrival to the last departure. The days of the event are always there."""
    counted = Counter(
        days.first + timedelta(number) for days in present for number in range((days.last - days.first).days + 1)
    )
    during = [event.starts + timedelta(number) for number in range((event.ends - event.starts).days + 1)]
    return {day: counted[day] for day in sorted({*counted, *during})}
