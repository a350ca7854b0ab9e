"""What must be kept of a person although they are erased, and until when.

Funders audit who took part in what they paid for, for seven years. So who had a place at an event that has taken place stays with
name, position and city until seven years after its last day. Nothing else is kept.
"""

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from participants.models import Delegate
from participants.vocabulary import DelegateState
from tours.models import Event, Person
from tours.vocabulary import EventState

AUDIT_YEARS = 7
"""The usual time in which a funder may audit; see “What is kept how long” in docs/people.md."""


class Duty(NamedTuple):
    delegate: Delegate
    event: Event
    until: date
    """The day on which the worker lets it go."""


def took_part(today: date) -> QuerySet[Delegate]:
    """The delegates who had a place at an event that has taken place."""
    rows = Delegate.objects.filter(state=DelegateState.ACCEPTED, event__ends__lt=today)
    return rows.exclude(event__state=EventState.CANCELLED)


def duties_of(person: Person, today: date) -> list[Duty]:
    rows = took_part(today).filter(person=person).select_related("event").order_by("event__ends", "pk")
    duties = [Duty(row, row.event, years_after(row.event.ends, AUDIT_YEARS)) for row in rows]
    return [duty for duty in duties if duty.until > today]


def years_after(day: date, years: int) -> date:
    """The same day so many years later. 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def years_before(day: date, years: int) -> date:
    """The last day whose `years_after` is the day or before it."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)
