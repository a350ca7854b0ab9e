"""The verb that moves a person to another delegation of the event."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.models import Delegate, Delegation
from participants.nominations.changing import locked_delegate, refuse_not_coming
from participants.nominations.places import free_seat, take_seat
from participants.states import ACTIVE, HOLDING


def move_person(row: Delegate, *, to: Delegation, by: User, grounds: Grounds = NO_GROUNDS) -> Delegate:
    """Whoever holds a seat gives it up there and takes one here, or nothing is done. Raises ValidationError."""
    with locked_delegate(row, by=by, grounds=grounds) as current:
        new = Delegation.objects.select_related("participation").get(pk=to.pk)
        _refuse_place(current, new)
        if current.state in ACTIVE:
            refuse_not_coming(new)
        if current.state in HOLDING and current.takes_seat:
            _exchange(current.delegation, new)
        current.delegation = new
        current.full_clean()
        current.save()
        return current


def _exchange(old: Delegation | None, new: Delegation) -> None:
    take_seat(new)
    if old:
        free_seat(old)


def _refuse_place(row: Delegate, new: Delegation) -> None:
    if new.participation.event_id != row.event_id:
        raise ValidationError(_("Choose a delegation of this event."), code="other_event")
    if new.pk == row.delegation_id:
        raise ValidationError(_("Choose another delegation: %(name)s is in this one.") % {"name": row}, code="same")
