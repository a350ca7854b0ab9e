"""Those who come to an event."""

from django.db.models import QuerySet

from participants.models import Delegate
from participants.nominations.changing import READ
from participants.vocabulary import Attendance, DelegateState
from tours.models import Event


def coming_to(event: Event) -> QuerySet[Delegate]:
    """Those who have a place and come in person, of every capacity, with their body and card."""
    rows = Delegate.objects.filter(event=event, state=DelegateState.ACCEPTED, attends=Attendance.IN_PERSON)
    return rows.select_related(*READ)


def comes(row: Delegate) -> bool:
    """Whether they are among those."""
    return row.state == DelegateState.ACCEPTED and row.attends == Attendance.IN_PERSON


def body_of(row: Delegate) -> str:
    """The city or organisation that sends them, or nothing."""
    return str(row.delegation) if row.delegation else ""
