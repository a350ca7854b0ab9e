"""The people who come to an event."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from participants.models import Delegate
from participants.nominations.changing import READ
from participants.vocabulary import Attendance, Capacity, DelegateState
from tours.models import Event

COMES = Q(state=DelegateState.ACCEPTED, attends=Attendance.IN_PERSON)
"""Has a place and comes in person."""
OF_THE_PLACE = frozenset({Capacity.INTERPRETER, Capacity.DRIVER, Capacity.MEETER, Capacity.HOST_STAFF})


def coming_to(event: Event) -> QuerySet[Delegate]:
    """The people who come, in every capacity, with their body and card."""
    return Delegate.objects.filter(COMES, event=event).select_related(*READ)


def comes(row: Delegate) -> bool:
    """Whether they are among those."""
    return row.state == DelegateState.ACCEPTED and row.attends == Attendance.IN_PERSON


def is_of_the_place(row: Delegate) -> bool:
    """Whether they live where the event is, as far as nobody told of a flight: they work there, and no delegation brings them."""
    return row.capacity in OF_THE_PLACE and row.delegation_id is None


def is_at_home(row: Delegate, flights: Collection[object]) -> bool:
    """Whether they sleep at home during the event: they are of the place, and no flight of theirs is known."""
    return is_of_the_place(row) and not flights


def body_of(row: Delegate) -> str:
    """The city or organisation that sends them, or nothing."""
    return str(row.delegation) if row.delegation else ""
