"""The desk's page of an event's delegations at a glance: who is invited, who answered, and how many seats are taken."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.visitors import signed_in
from participants.delegations.deadlines import missed_day
from participants.desk.finding import desk_of_event
from participants.models import Delegate, Delegation
from participants.vocabulary import DelegateState
from tours.models import Event, ParticipatingCity, Programme
from tours.role_powers import Power

WAITING = frozenset({DelegateState.PROPOSED, DelegateState.ENDORSED})
"""The states of names that are put forward and not yet decided."""


class Line(NamedTuple):
    """A participating city, as a row of the table shows it."""

    city: ParticipatingCity
    delegation: Delegation | None
    """None: it is not invited."""
    waiting: int
    reserves: int
    missed: date | None
    """The day by which it should have answered, if it has not."""


class Totals(NamedTuple):
    seats: int
    taken: int
    waiting: int
    reserves: int
    places_held: int
    """The number of places held by all who come, in whatever capacity."""


@require_safe
def delegations(request: HttpRequest, uid: str) -> HttpResponse:
    """Whoever may read the event sees the counts. Who registers people sees focal points and answers, too."""
    desk = desk_of_event(request, uid)
    lines = [_line(row, desk.event) for row in _cities(desk.event)]
    context = desk._asdict() | {
        "lines": lines,
        "totals": _totals(lines, desk.event),
        "unanswered": sum(line.missed is not None for line in lines),
        "has_uninvited": any(line.delegation is None for line in lines),
        "sees_focal_points": desk.registers and _registers_at_programme(request, desk.event),
    }
    return render(request, "participants/delegations.html", context)


def _cities(event: Event) -> QuerySet[Any]:
    names = "delegation__delegates"
    return event.participating_cities.select_related("city", "organisation", "delegation__focal_point").annotate(
        waiting=Count(names, filter=Q(delegation__delegates__state__in=WAITING)),
        reserves=Count(names, filter=Q(delegation__delegates__state=DelegateState.RESERVE)),
    )


def _line(city: Any, event: Event) -> Line:
    invited: Delegation | None = getattr(city, "delegation", None)
    missed = missed_day(invited, event) if invited else None
    return Line(city, invited, waiting=city.waiting, reserves=city.reserves, missed=missed)


def _totals(lines: Sequence[Line], event: Event) -> Totals:
    return Totals(
        seats=sum(line.city.seats for line in lines),
        taken=sum(line.city.taken for line in lines),
        waiting=sum(line.waiting for line in lines),
        reserves=sum(line.reserves for line in lines),
        places_held=Delegate.objects.holding().filter(event=event).count(),
    )


def _registers_at_programme(request: HttpRequest, event: Event) -> bool:
    at = Programme.objects.allowing(signed_in(request), Power.PEOPLE)
    return at.filter(pk=event.programme_id).exists()
