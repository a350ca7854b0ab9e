"""Invitation letters: who has none yet, sending them, and sending one again to a corrected address."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.delegations.focal_points import change_focal_point
from participants.letters import address_changed
from participants.letters.sending import READ, Kind, send
from participants.locking import changing
from participants.models import Delegation
from participants.states import NOT_COMING
from tours.models import Event

NO_LETTER = Q(letter_at__isnull=True) | Q(letter_at__lt=F("invited_at"))
"""Delegations that have no letter since they were invited, or invited again."""


def without_letter(event: Event) -> QuerySet[Delegation]:
    """The delegations to which an invitation letter can be sent."""
    rows = Delegation.objects.filter(NO_LETTER, participation__event=event).exclude(state__in=NOT_COMING)
    return rows.select_related(*READ)


def send_invitations(delegations: Sequence[Delegation], *, by: User, now: datetime | None = None) -> list[Delegation]:
    """Mails the invitation, with its files, to the focal point of each. All are sent or none.

    Raises ValidationError where one has a letter already, does not come, or cannot be reached; and where the event is
    cancelled, postponed or not published, or its files are too large.
    """
    return send(FIRST, delegations, by=by, now=now)


def correct_address(delegation: Delegation, email: str, *, by: User, grounds: Grounds = NO_GROUNDS) -> Delegation:
    """Gives the focal point another address, and sends the invitation there again. The former one is told, and its links end.

    Raises ValidationError for an address to which mail comes back.
    """
    with changing(delegation.participation.event, by=by, grounds=grounds):
        row = Delegation.objects.select_related(*READ).get(pk=delegation.pk)
        if row.focal_point is None:
            raise ValidationError(_("%(body)s has no focal point. Choose one first.") % {"body": row}, code="no_point")
        # The address may be the same: then only the letter went to another.
        former = row.focal_point.email
        address_changed.tell(change_focal_point(row.focal_point, {"email": email}, by=by), former, "")
        return send(AGAIN, [row], by=by)[0]


def _refuse_not_coming(row: Delegation) -> None:
    if row.state in NOT_COMING:
        words = _("%(body)s gets no invitation: its state is “%(state)s”.")
        raise ValidationError(words % {"body": row, "state": row.get_state_display()}, code="not_coming")


def _refuse_first(row: Delegation, _now: datetime) -> None:
    _refuse_not_coming(row)
    if row.letter_at and row.letter_at >= row.invited_at:
        raise ValidationError(_("%(body)s has its invitation letter already.") % {"body": row}, code="sent")


def _refuse_again(row: Delegation, _now: datetime) -> None:
    _refuse_not_coming(row)


FIRST = Kind("invitation", "letter_at", _refuse_first, invites=True)
AGAIN = FIRST._replace(refuse=_refuse_again)
