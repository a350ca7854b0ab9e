"""The bodies that may be invited to an event: cities that take part and are not invited yet, and those of a former
event.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q, QuerySet

from accounts.models import User
from participants.models import FocalPoint
from tours.models import Event, ParticipatingCity
from tours.role_powers import Power

MOST_FORMER = 20
"""The most former events that a page offers."""
Body = tuple[int | None, int | None]
"""The keys of a city and of an organisation; one of them is None."""


class Invitee(NamedTuple):
    key: str
    city: ParticipatingCity
    """The row of this event, or of the former one."""
    is_former: bool
    points: list[FocalPoint]
    """The current focal points of the city or organisation, the main one first."""
    point: FocalPoint | None
    """Whom the page suggests."""
    was: FocalPoint | None
    """The focal point of the former delegation, who may have ended."""


def former_events(event: Event, user: User) -> list[Event]:
    """The events of the programme before this one at which the user registers people, the last first."""
    others = Event.objects.allowing(user, Power.PEOPLE).filter(programme=event.programme_id, starts__lte=event.starts)
    held = others.exclude(pk=event.pk).filter(participating_cities__isnull=False).distinct()
    return list(held.order_by("-starts", "-pk")[:MOST_FORMER])


def invitees(event: Event, user: User, *, former: Event | None) -> list[Invitee]:
    """The bodies that the organiser can invite, in the order of the rows. Those of the former event are last. It takes
    two queries, and one more with a former event.
    """
    here = list(event.participating_cities.select_related("city", "organisation", "delegation"))
    taking_part = set(map(_body, here))
    rows = [row for row in here if not hasattr(row, "delegation")]
    before = [row for row in _rows_of(former) if _body(row) not in taking_part] if former else []
    points = _points(event, user)
    return [_invitee(row, points, is_former=at >= len(rows)) for at, row in enumerate([*rows, *before])]


def _rows_of(former: Event) -> QuerySet[ParticipatingCity]:
    return former.participating_cities.select_related("city", "organisation", "delegation__focal_point")


def _invitee(row: ParticipatingCity, points: dict[Body, list[FocalPoint]], *, is_former: bool) -> Invitee:
    ours = points[_body(row)]
    delegation = getattr(row, "delegation", None)
    was = delegation.focal_point if delegation else None
    key = f"{'before' if is_former else 'here'}-{row.pk}"
    return Invitee(key, row, is_former=is_former, points=ours, point=_suggested(ours, was), was=was)


def _suggested(points: Iterable[FocalPoint], was: FocalPoint | None) -> FocalPoint | None:
    return next((point for point in points if point == was), None) or next((row for row in points if row.main), None)


def current_points(event: Event, user: User) -> QuerySet[FocalPoint]:
    """The focal points of the event's programme that the user may choose. The main one is named to all who may invite."""
    seen = Q(main=True) | Q(pk__in=FocalPoint.objects.visible_to(user).order_by().values("pk"))
    return FocalPoint.objects.current().filter(seen, programme=event.programme_id)


def _points(event: Event, user: User) -> dict[Body, list[FocalPoint]]:
    found = defaultdict(list)
    for row in current_points(event, user):
        found[_body(row)].append(row)
    return found


def _body(row: ParticipatingCity | FocalPoint) -> Body:
    return (row.city_id, row.organisation_id)
