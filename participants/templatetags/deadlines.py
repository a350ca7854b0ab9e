"""What the start page of the desk tells of the delegations of events."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django import template
from django.utils import timezone

from participants.delegations.deadlines import first_day, missed_day
from participants.models import Delegation
from participants.vocabulary import DelegationState
from tours.models import Event
from tours.vocabulary import EventState

register = template.Library()


class Answers(NamedTuple):
    """What an event still waits for."""

    late: int
    """How many cities and organisations did not answer by their day."""
    next_day: date | None
    """The next day by which somebody has to answer."""


@register.simple_tag
def answers_of(events: Iterable[Event]) -> dict[int, Answers]:
    """`{% answers_of page as answers %}`: by the key of each event that waits for answers. One query."""
    planned = {event.pk: event for event in events if event.state == EventState.PLANNED}
    waiting: dict[int, list[Delegation]] = defaultdict(list)
    invited = Delegation.objects.filter(participation__event__in=planned, state=DelegationState.INVITED)
    for delegation in invited.select_related("participation").order_by():
        waiting[delegation.participation.event_id].append(delegation)
    return {key: _answers(planned[key], delegations) for key, delegations in waiting.items()}


def _answers(event: Event, delegations: Iterable[Delegation]) -> Answers:
    late = sum(missed_day(delegation, event) is not None for delegation in delegations)
    days = [day for day in map(first_day, delegations) if day and day >= timezone.localdate()]
    return Answers(late, min(days, default=None))
