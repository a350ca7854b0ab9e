"""A delegate who has a place and knows it, at an event of next week or of now."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from participants.models import Delegate, DelegateContact
from participants.vocabulary import DelegateState
from tests.factories import rows
from tests.participants import makers
from tests.participants.visits import coming_event
from tours.models import Event


def told(row: Delegate) -> Delegate:
    """As after a registrar told them of their state."""
    Delegate.objects.filter(pk=row.pk).update(told_state=row.state)
    return Delegate.objects.select_related("event").get(pk=row.pk)


def delegate(event: Event | None = None, *, by: User | None = None, freeze_on: Any = None, **facts: Any) -> Delegate:
    by = by or rows.operator()
    home = makers.delegation(event or coming_event(), by=by, city=rows.rijeka(), seats=3)
    if freeze_on:
        type(home).objects.filter(pk=home.pk).update(freeze_on=freeze_on)
    return told(makers.accepted(home, by=by, **{"name": "Đorđe Čačak"} | facts))


def frozen_delegate(**facts: Any) -> Delegate:
    """The last day for changes was yesterday."""
    return delegate(freeze_on=timezone.localdate() - timedelta(days=1), **facts)


def contact(row: Delegate, **facts: Any) -> DelegateContact:
    return DelegateContact.objects.create(
        delegate=row, **{"email": "own@example.org", "telephone": "+385 51 1"} | facts
    )


def state(row: Delegate) -> str:
    return DelegateState(Delegate.objects.values_list("state", flat=True).get(pk=row.pk))
