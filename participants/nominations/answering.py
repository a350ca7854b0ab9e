"""The verbs by which a delegate answers for themselves: they take a place, say that they come, say no, and take that back."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import Grounds
from participants.cards.making import new_card
from participants.models import Delegate
from participants.nominations.changing import change, locked_delegate
from participants.nominations.offering import freeing, ran_out
from participants.states import HOLDING
from participants.vocabulary import DelegateState


def accept_offer(row: Delegate, *, by: User | None, grounds: Grounds, now: datetime | None = None) -> Delegate:
    """Takes the place that is offered. Raises ValidationError where it is offered no more."""
    now = now or timezone.now()
    with locked_delegate(row, by=by, grounds=grounds) as current:
        if current.state != DelegateState.OFFERED:
            raise ValidationError(_("No place is offered now, so none was taken."), code="not_offered")
        if ran_out(current, now):
            raise ValidationError(_("The offer ran out before you answered, so no place was taken."), code="too_late")
        return _taken(current, now)


def confirm(row: Delegate, *, by: User | None, grounds: Grounds, now: datetime | None = None) -> Delegate:
    """Notes that who has a place said that they come, at the dates that the event has now."""
    with locked_delegate(row, by=by, grounds=grounds) as current:
        if current.state != DelegateState.ACCEPTED:
            raise ValidationError(_("No place is held now, so nothing was confirmed."), code="no_place")
        _note_yes(current, now or timezone.now())
        current.save(update_fields=["confirmed_at", "confirmed_for", "changed_at"])
        return current


def say_no(row: Delegate, *, by: User | None, grounds: Grounds) -> Delegate:
    """Notes that the delegate declines the place that is offered, or comes no longer. The seat that they held is free;
    `come_after_all` takes the answer back.
    """
    with locked_delegate(row, by=by, grounds=grounds) as current, freeing(current, by=by):
        current.gave_up = current.state
        is_offer = current.state == DelegateState.OFFERED
        return change(current, DelegateState.DECLINED if is_offer else DelegateState.WITHDRAWN)


def come_after_all(row: Delegate, *, by: User | None, grounds: Grounds, now: datetime | None = None) -> Delegate:
    """Takes their own no back: they have their place again, or their name is put forward as before.

    Raises ValidationError where somebody else said no for them, and where the place went to somebody else.
    """
    with locked_delegate(row, by=by, grounds=grounds) as current:
        if not current.gave_up:
            raise ValidationError(_("You did not say no yourself, so you cannot take it back here."), code="not_own")
        if current.gave_up in HOLDING:
            return _taken(current, now or timezone.now())
        was_reserve = current.gave_up == DelegateState.RESERVE
        return change(current, DelegateState.RESERVE if was_reserve else DelegateState.PROPOSED)


def _taken(row: Delegate, now: datetime) -> Delegate:
    """Gives the place. A person who has no card yet gets one: somebody with a place is a known person."""
    row.person = row.person or new_card(row.name)
    _note_yes(row, now)
    return change(row, DelegateState.ACCEPTED)


def _note_yes(row: Delegate, now: datetime) -> None:
    row.confirmed_at, row.confirmed_for = now, row.event.starts
