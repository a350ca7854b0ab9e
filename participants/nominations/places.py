"""Takes and frees what a delegate holds: a seat of the delegation, and a place of the event. The event must be locked.

Each is one conditional UPDATE, so that even two who come without the lock cannot take the last.
"""

from django.core.exceptions import ValidationError
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.locking import refuse_cancelled
from participants.models import Delegate, Delegation
from participants.states import TAKING_SEATS
from tours.editions.standing import without_an_edit
from tours.models import Event, ParticipatingCity


def take(row: Delegate) -> None:
    """Takes a place, and a seat where the capacity needs one. Raises ValidationError where none is left."""
    refuse_cancelled(row.event)
    take_place(row.event)
    row.takes_seat = row.capacity in TAKING_SEATS
    if row.takes_seat:
        take_seat(_delegation_of(row))


def _delegation_of(row: Delegate) -> Delegation:
    if row.delegation is None:
        words = _("Choose the delegation of %(name)s, or something to come as that takes no seat, such as a driver.")
        raise ValidationError(words % {"name": row}, code="no_delegation")
    return row.delegation


def free(row: Delegate) -> None:
    """Frees the seat. The place is free once the row is no longer counted. `takes_seat` is kept."""
    if row.delegation and row.takes_seat:
        free_seat(row.delegation)


def settle_seat(row: Delegate) -> None:
    """Takes or frees the seat of one who holds a place, after they come as something else. Raises ValidationError."""
    needs = row.capacity in TAKING_SEATS
    if needs and not row.takes_seat:
        refuse_cancelled(row.event)
        take_seat(_delegation_of(row))
    if row.takes_seat and not needs:
        free(row)
    row.takes_seat = needs


def take_seat(delegation: Delegation) -> None:
    left = ParticipatingCity.objects.filter(pk=delegation.participation_id, taken__lt=F("seats"))
    if not left.update(taken=F("taken") + 1):
        raise ValidationError(
            _(
                "All seats of %(delegation)s are taken. Keep this person as a reserve, or first withdraw somebody or give the"
                " delegation another seat."
            )
            % {"delegation": delegation},
            code="full",
        )


def free_seat(delegation: Delegation) -> None:
    ParticipatingCity.objects.filter(pk=delegation.participation_id).update(taken=F("taken") - 1)


def take_place(event: Event) -> None:
    """Refuses where all places are held. Nothing is counted up: the rows are the count, which this UPDATE reads."""
    held = Delegate.objects.holding().filter(event=OuterRef("pk")).order_by().values("event")
    number = Subquery(held.annotate(number=Count("pk")).values("number"), output_field=IntegerField())
    left = Event.objects.filter(pk=event.pk).filter(Q(places__isnull=True) | Q(places__gt=Coalesce(number, 0)))
    if not left.update(**without_an_edit(timezone.now())):
        words = ngettext(
            "The one place of the event is taken. Keep this person as a reserve, or first withdraw somebody or raise"
            " the number of places.",
            "All %(count)d places of the event are taken. Keep this person as a reserve, or first withdraw somebody or raise"
            " the number of places.",
            event.places or 0,
        )
        raise ValidationError(words % {"count": event.places}, code="event_full")
