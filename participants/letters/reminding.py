"""Reminders of invitations that nobody has answered, by hand and by the worker; and asking everyone again."""

import logging
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.letters.urgency import Urgency
from accounts.models import User
from participants.letters.mails import Mailbox, without_refused
from participants.letters.sending import READ, Kind, send
from participants.models import Delegate, Delegation
from participants.vocabulary import DelegationState
from tours.models import Event
from tours.vocabulary import EventState

logger = logging.getLogger(__name__)

DAYS_BEFORE = (7, 2)
"""How many days before the day for names the worker reminds."""
LATE_BY = 2
"""For how many days more it does so, where no worker ran on the day itself."""
NOT_BEFORE = time(8)
COMING = (DelegationState.ACCEPTED, DelegationState.CLOSED, DelegationState.REOPENED)
_NAMED = Exists(Delegate.objects.active().filter(delegation=OuterRef("pk")))


def unanswered() -> QuerySet[Delegation]:
    """The delegations that have their letter, and neither answered nor put a name forward."""
    told = Delegation.objects.filter(state=DelegationState.INVITED, letter_at__gte=F("invited_at"))
    return told.filter(~_NAMED).select_related(*READ)


def coming(event: Event) -> QuerySet[Delegation]:
    """The delegations that accepted. They are asked again when the event has new dates."""
    return Delegation.objects.filter(participation__event=event, state__in=COMING).select_related(*READ)


def remind(delegations: Sequence[Delegation], *, by: User | None, now: datetime | None = None) -> list[Delegation]:
    """Raises ValidationError where one of them has answered or has been reminded or invited today already."""
    return send(REMINDER, delegations, by=by, now=now)


def ask_again(delegations: Sequence[Delegation], *, by: User, now: datetime | None = None) -> list[Delegation]:
    """Asks those who accepted whether the same people come at the new dates. Their states stay as they are."""
    return send(AGAIN, delegations, by=by, now=now)


def remind_due(now: datetime) -> int:
    """Reminds all whose day for names is near, where the invitation says so, and returns their number. The worker calls
    it. One who cannot be reached is left out, and shown at the desk; so is one whose reader said that it is not for them.
    """
    near = Q(nominate_by__range=(now.date() - timedelta(days=1), now.date() + timedelta(days=max(DAYS_BEFORE) + 1)))
    wanted = Q(participation__event__state=EventState.PLANNED, participation__event__invitation__reminds=True)
    return sum(_reminded(row, now) for row in unanswered().filter(near, wanted) if is_due(row, now))


def is_due(row: Delegation, now: datetime) -> bool:
    """Whether one of the days for reminders has come, and no letter went out since."""
    local = now.astimezone(_zone(row))
    if row.nominate_by is None or local.time() < NOT_BEFORE:
        return False
    left = (row.nominate_by - local.date()).days
    begun = [row.nominate_by - timedelta(days=days) for days in DAYS_BEFORE if days - LATE_BY <= left <= days]
    return bool(begun) and _last_told(row) < begun[-1]


def _last_told(row: Delegation) -> date:
    """The day, at the event, of the last letter or reminder."""
    moments = [moment for moment in (row.letter_at, row.reminded_at) if moment]
    return max(moments).astimezone(_zone(row)).date() if moments else date.min


def _reminded(row: Delegation, now: datetime) -> bool:
    point = row.focal_point
    if point and not without_refused(point, [Mailbox(point.email)]):
        return False
    try:
        remind([row], by=None, now=now)
    except ValidationError as refusal:
        logger.info("Delegation %s is not reminded: %s", row.pk, refusal.messages)
        return False
    return True


def _zone(row: Delegation) -> ZoneInfo:
    return ZoneInfo(row.participation.event.zone)


def _refuse_reminder(row: Delegation, now: datetime) -> None:
    if not unanswered().filter(pk=row.pk).exists():
        words = _("%(body)s needs no reminder: it has answered, or has no letter yet.")
        raise ValidationError(words % {"body": row}, code="answered")
    _refuse_today(row, now)


def _refuse_again(row: Delegation, now: datetime) -> None:
    if row.state not in COMING:
        words = _("%(body)s did not accept, so there is nothing to ask again.")
        raise ValidationError(words % {"body": row}, code="not_accepted")
    _refuse_today(row, now)


def _refuse_today(row: Delegation, now: datetime) -> None:
    if _last_told(row) >= now.astimezone(_zone(row)).date():
        raise ValidationError(_("%(body)s got a letter today already.") % {"body": row}, code="today")


REMINDER = Kind("reminder", "reminded_at", _refuse_reminder, urgency=Urgency.BULK)
AGAIN = Kind("new_dates", "reminded_at", _refuse_again)
