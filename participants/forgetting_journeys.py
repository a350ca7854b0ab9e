"""Deletes rows of the journey: documents at once where nobody may need them any more, and each class when its time is over."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from backstage.actor import acting_as
from backstage.audit.forgetting import forget_values
from participants.models import Delegate, DelegateNeeds, Leg, Pickup, Preparation, Stay, TravelDocument
from participants.states import ACTIVE
from participants.touching import touch, touch_beside
from tours.models import Event
from tours.vocabulary import EventState

NOT_TRAVELLING = ~Q(state__in=ACTIVE) | Q(event__state=EventState.CANCELLED)
"""Delegates who withdrew, are replaced or not chosen, and those of a cancelled event. Their documents are not opened."""


def forget_documents(rows: QuerySet[Delegate]) -> int:
    """Deletes the documents of the delegates, and returns how many there were. Their content is not read."""
    found = TravelDocument.objects.filter(delegate__in=rows.order_by().values("pk"))
    return found.defer("facts", "scan").delete()[0]


@transaction.atomic
def forget_documents_due(now: datetime) -> int:
    """Forgets the documents of people who do not travel. The worker calls it each minute, because an event is
    cancelled in rooms that know no delegates.
    """
    with acting_as(None):
        return forget_documents(Delegate.objects.filter(NOT_TRAVELLING, travel_document__isnull=False))


def forget_needs(rows: QuerySet[Delegate]) -> None:
    DelegateNeeds.objects.filter(delegate__in=rows.order_by().values("pk")).delete()


def forget_journeys(rows: QuerySet[Delegate]) -> None:
    """Flights, rooms and preparation of the delegates; and that they share somebody's room, drive a car or meet people."""
    keys = list(rows.order_by().values_list("pk", flat=True))
    Preparation.objects.filter(delegate__in=keys).delete()
    touch_beside(keys)
    for mine in (Leg.objects.filter(delegate__in=keys), Stay.objects.filter(delegate__in=keys)):
        touch(list(mine.order_by().values_list("delegate", flat=True)))
        _forget(mine)
    Stay.objects.filter(shares_with__in=keys).update(shares_with=None)
    Pickup.objects.filter(driver__in=keys).update(driver=None)
    Pickup.objects.filter(meeter__in=keys).update(meeter=None)


def forget_pickups(events: QuerySet[Event]) -> int:
    cars = Pickup.objects.filter(event__in=events)
    touch(list(Leg.objects.filter(pickup__in=cars).order_by().values_list("delegate", flat=True)))
    return _forget(cars)


def _forget(rows: QuerySet[Any]) -> int:
    """Deletes the rows, and takes out of the trail what they said: it is kept longer than they are."""
    keys: Collection[int] = list(rows.order_by().values_list("pk", flat=True))
    rows.delete()
    forget_values(rows.model, keys)
    return len(keys)
