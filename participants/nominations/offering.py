"""The verbs that offer a freed seat to a reserve, and let an offer run out. The seat is held meanwhile."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.models import Delegate, Delegation
from participants.nominations.changing import change, locked_delegate
from participants.nominations.hours import after_hours
from participants.vocabulary import DelegateState


def offer(
    row: Delegate, *, by: User | None, hours: int, now: datetime | None = None, grounds: Grounds = NO_GROUNDS
) -> Delegate:
    """Offers a reserve a place, and holds it for so many hours; see `participants.nominations.hours`."""
    if hours < 1:
        raise ValidationError(_("Offer the place for at least one hour."), code="hours")
    with locked_delegate(row, by=by, grounds=grounds) as current:
        until = after_hours(now or timezone.now(), hours, zone_of(current))
        return change(current, DelegateState.OFFERED, until=until)


def lapse(row: Delegate, *, by: User | None, now: datetime | None = None, grounds: Grounds = NO_GROUNDS) -> Delegate:
    """Lets an offer run out whose time is over. Raises ValidationError where it was answered, or still holds."""
    with locked_delegate(row, by=by, grounds=grounds) as current:
        if current.offered_until and current.offered_until > (now or timezone.now()):
            raise ValidationError(_("The offer to %(name)s still holds.") % {"name": current}, code="holds")
        return change(current, DelegateState.LAPSED)


def lapse_due(now: datetime) -> int:
    """Lets all offers run out whose time is over, and returns their number. The worker calls it."""
    return sum(_lapsed(row, now) for row in Delegate.objects.filter(offered_until__lte=now).select_related("event"))


def _lapsed(row: Delegate, now: datetime) -> bool:
    try:
        lapse(row, by=None, now=now)
    except ValidationError:  # it was answered meanwhile
        return False
    return True


def first_reserve(delegation: Delegation) -> Delegate | None:
    """Who is offered the next seat of the delegation, unless somebody decides otherwise."""
    return delegation.delegates.filter(state=DelegateState.RESERVE).first()


def zone_of(row: Delegate) -> str:
    """Where the person's hours count: in their city, or else at the event."""
    city = row.delegation.participation.city if row.delegation else None
    return city.zone if city else row.event.zone
