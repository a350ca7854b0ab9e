"""What the start page of the desk tells of the delegations of events."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django import template
from django.db.models import Count, Q
from django.utils import timezone

from participants.delegations.deadlines import first_day, missed_day
from participants.models import Delegation
from participants.states import ACTIVE, TAKING_NAMES, TAKING_SEATS
from participants.vocabulary import DelegationState
from tours.models import Event
from tours.vocabulary import EventState

register = template.Library()
_NAMED = Count("delegates", filter=Q(delegates__state__in=ACTIVE, delegates__capacity__in=TAKING_SEATS))
"""How many may take a seat of a delegation, or do."""


class Answers(NamedTuple):
    """What an event still waits for."""

    late: int
    """How many cities and organisations did not answer by their day."""
    next_day: date | None
    """The next day by which somebody has to answer."""
    unnamed: int
    """How many seats have no name yet, of those who said that they come. None once the event is over."""


@register.simple_tag
def answers_of(events: Iterable[Event]) -> dict[int, Answers]:
    """`{% answers_of page as answers %}`: by the key of each event that waits for answers. One query."""
    planned = {event.pk: event for event in events if event.state == EventState.PLANNED}
    waiting: dict[int, list[Any]] = defaultdict(list)
    taking = Delegation.objects.filter(participation__event__in=planned, state__in=TAKING_NAMES)
    for delegation in taking.select_related("participation").annotate(named=_NAMED).order_by():
        waiting[delegation.participation.event_id].append(delegation)
    return {key: _answers(planned[key], delegations) for key, delegations in waiting.items()}


def _answers(event: Event, delegations: Iterable[Any]) -> Answers:
    invited = [row for row in delegations if row.state == DelegationState.INVITED]
    coming = [row for row in delegations if row.state != DelegationState.INVITED]
    today = timezone.localdate()
    days = [day for day in map(first_day, invited) if day and day >= today]
    unnamed = sum(max(0, row.participation.seats - row.named) for row in coming) if event.ends >= today else 0
    late = sum(missed_day(row, event) is not None for row in invited)
    return Answers(late, min(days, default=None), unnamed)
