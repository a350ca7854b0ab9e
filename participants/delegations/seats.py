"""The verbs that give delegations their seats: set them, and move one to another delegation."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.locking import changing
from participants.models import Delegation
from tours.models import Event, ParticipatingCity
from tours.record.locking import note_edit


def set_seats(delegation: Delegation, seats: int, *, by: User, grounds: Grounds = NO_GROUNDS) -> ParticipatingCity:
    """Raises ValidationError for fewer seats than are taken."""
    with changing(delegation.participation.event, by=by, grounds=grounds) as event:
        return _write(event, delegation, seats)


def move_seat(delegation: Delegation, *, to: Delegation, by: User, grounds: Grounds = NO_GROUNDS) -> None:
    """Gives a free seat of one delegation to another. Raises ValidationError where none is free."""
    with changing(delegation.participation.event, by=by, grounds=grounds) as event:
        _refuse_same(delegation, to)
        _write(event, delegation, _seats_of(event, delegation).seats - 1)
        _write(event, to, _seats_of(event, to).seats + 1)


def _write(event: Event, delegation: Delegation, seats: int) -> ParticipatingCity:
    row = _seats_of(event, delegation)
    if seats < row.taken:
        words = ngettext(
            "%(count)d seat of %(delegation)s is taken, so it needs that one.",
            "%(count)d seats of %(delegation)s are taken, so it needs at least as many.",
            row.taken,
        )
        raise ValidationError(words % {"count": row.taken, "delegation": row}, code="taken")
    row.seats = seats
    row.full_clean()
    row.save(update_fields=["seats"])
    note_edit(event)
    return row


def _seats_of(event: Event, delegation: Delegation) -> ParticipatingCity:
    row = event.participating_cities.filter(pk=delegation.participation_id).first()
    if row is None:
        raise ValidationError(_("Both delegations have to be of this event."), code="other_event")
    return row


def _refuse_same(delegation: Delegation, to: Delegation) -> None:
    if delegation.pk == to.pk:
        raise ValidationError(_("Choose another delegation: the seat is there already."), code="same")
