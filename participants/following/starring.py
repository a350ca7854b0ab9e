"""The star that a delegate gives an item."""

from django.db import transaction

from participants.models import Delegate
from participants.touching import touch
from tours.models import AgendaItem


@transaction.atomic
def star(delegate: Delegate, uid: str, *, on: bool) -> None:
    """Gives it or takes it back. Who calls says that the item is among those of the delegate."""
    item = AgendaItem.objects.filter(event=delegate.event_id, uid=uid).first()
    if item is None:  # removed, and not yet published so
        return
    (delegate.starred.add if on else delegate.starred.remove)(item)
    touch([delegate.pk])
