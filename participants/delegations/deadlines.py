"""The days by which a delegation has to answer, and whether it let such a day pass."""

from datetime import date

from django.utils import timezone

from participants.models import Delegation
from participants.vocabulary import DelegationState
from tours.models import Event
from tours.vocabulary import EventState


def first_day(delegation: Delegation) -> date | None:
    return min((day for day in (delegation.nominate_by, delegation.confirm_by) if day), default=None)


def missed_day(delegation: Delegation, event: Event) -> date | None:
    """The first deadline of the delegation, if it passed without an answer. No clock runs while the event is postponed."""
    day = first_day(delegation)
    waits = delegation.state == DelegationState.INVITED and event.state == EventState.PLANNED
    return day if waits and day and day < timezone.localdate() else None
