"""The verbs that follow an invitation: accept, decline, cancel, invite again, close and reopen."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.labels import DELEGATION_STATES
from participants.locking import changing, refuse_cancelled
from participants.models import Delegation
from participants.nominations.changing import change
from participants.states import DELEGATIONS, NOT_COMING, refuse_outside
from participants.vocabulary import DelegateState, DelegationState
from tours.record.locking import note_edit


def accept_invitation(
    delegation: Delegation, *, by: User | None, replied_by: str = "", grounds: Grounds = NO_GROUNDS
) -> Delegation:
    return _answer(delegation, DelegationState.ACCEPTED, by=by, replied_by=replied_by, grounds=grounds)


def decline_invitation(
    delegation: Delegation, *, by: User | None, replied_by: str = "", grounds: Grounds = NO_GROUNDS
) -> Delegation:
    """The city does not come. Its names are withdrawn; while somebody has a place, it is refused."""
    return _answer(delegation, DelegationState.DECLINED, by=by, replied_by=replied_by, grounds=grounds)


def cancel_invitation(delegation: Delegation, *, by: User, grounds: Grounds = NO_GROUNDS) -> Delegation:
    """The organiser takes the invitation back. Its names are withdrawn; while somebody has a place, it is refused."""
    return _move(delegation, DelegationState.CANCELLED, by=by, grounds=grounds)


def invite_again(delegation: Delegation, *, by: User, grounds: Grounds = NO_GROUNDS) -> Delegation:
    """Invites anew whose invitation was taken back. Their former answer no longer counts."""
    unanswered = {"invited_at": timezone.now(), "replied_at": None, "replied_by": "", "told": ""}
    return _move(delegation, DelegationState.INVITED, by=by, grounds=grounds, **unanswered)


def close(delegation: Delegation, *, by: User, grounds: Grounds = NO_GROUNDS) -> Delegation:
    """No further names are taken. Places are still decided."""
    return _move(delegation, DelegationState.CLOSED, by=by, grounds=grounds)


def reopen(delegation: Delegation, *, by: User, grounds: Grounds = NO_GROUNDS) -> Delegation:
    return _move(delegation, DelegationState.REOPENED, by=by, grounds=grounds)


def _answer(
    delegation: Delegation, to: DelegationState, *, by: User | None, replied_by: str, grounds: Grounds
) -> Delegation:
    reply = {"replied_at": timezone.now(), "replied_by": replied_by, "told": grounds.told}
    return _move(delegation, to, by=by, grounds=grounds, **reply)


def _move(
    delegation: Delegation, to: DelegationState, *, by: User | None, grounds: Grounds, **facts: object
) -> Delegation:
    with changing(delegation.participation.event, by=by, grounds=grounds) as event:
        row = Delegation.objects.select_related("participation__event").get(pk=delegation.pk)
        before = DelegationState(row.state)
        refuse_outside(DELEGATIONS, DELEGATION_STATES, name=row, before=before, after=to)
        if to == DelegationState.INVITED:
            refuse_cancelled(event)
        if to in NOT_COMING:
            _withdraw_names(row)
        for name, value in {**facts, "state": to}.items():
            setattr(row, name, value)
        row.full_clean()
        row.save()
        _show(row, comes=to not in NOT_COMING)
        return row


def _show(delegation: Delegation, *, comes: bool) -> None:
    """The next version of the event leaves out whoever does not come."""
    ours = delegation.participation
    if ours.comes != comes:
        ours.comes = comes
        ours.save(update_fields=["comes"])
        note_edit(ours.event)


def _withdraw_names(delegation: Delegation) -> None:
    held = delegation.delegates.holding().count()
    if held:
        words = ngettext(
            "%(count)d person of %(delegation)s has a place. Withdraw them first.",
            "%(count)d people of %(delegation)s have a place. Withdraw them first.",
            held,
        )
        raise ValidationError(words % {"count": held, "delegation": delegation}, code="has_places")
    for row in delegation.delegates.active():
        change(row, DelegateState.WITHDRAWN)
