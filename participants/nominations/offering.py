"""The verbs that offer a freed seat to a reserve, and let an offer run out. The seat is held meanwhile. While the event is
postponed the clock of an offer rests; with new dates it goes on with the hours that were left.

Where the event's invitation says so, a seat that somebody frees is offered at once to the same city's first reserve.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds, acting_because
from participants.locking import refuse_postponed
from participants.models import Delegate, Delegation, Invitation
from participants.nominations.changing import READ, change, locked_delegate
from participants.nominations.hours import after, after_hours, time_that_counts
from participants.states import HOLDING, NOT_COMING, TAKING_SEATS
from participants.vocabulary import DelegateState
from tours.models import City, Event
from tours.vocabulary import EventState
from tours.wording import moment_there


def offer(
    row: Delegate, *, by: User | None, hours: int, now: datetime | None = None, grounds: Grounds = NO_GROUNDS
) -> Delegate:
    """Offers a reserve a place, and holds it for so many hours; see `participants.nominations.hours`."""
    if hours < 1:
        raise ValidationError(_("Offer the place for at least one hour."), code="hours")
    with locked_delegate(row, by=by, grounds=grounds) as current:
        refuse_postponed(current.event)
        return _offered(current, hours, now or timezone.now())


def lapse(row: Delegate, *, by: User | None, now: datetime | None = None, grounds: Grounds = NO_GROUNDS) -> Delegate:
    """Lets an offer run out whose time is over, or whose event is cancelled. Raises ValidationError where it was answered,
    still holds, or the event is postponed.
    """
    now = now or timezone.now()
    with locked_delegate(row, by=by, grounds=grounds) as current:
        refuse_postponed(current.event)
        is_over = current.event.state == EventState.CANCELLED
        if current.state == DelegateState.OFFERED and not (is_over or ran_out(current, now)):
            raise ValidationError(_("The offer to %(name)s still holds.") % {"name": current}, code="holds")
        with freeing(current, by=by, now=now):
            return change(current, DelegateState.LAPSED)


def lapse_due(now: datetime) -> int:
    """Lets all offers run out whose time is over, or whose event is cancelled, and returns their number. The worker
    calls it, and so stops and starts their clocks. While an event is postponed its offers stay.
    """
    _set_clocks(now)
    offers = Delegate.objects.filter(state=DelegateState.OFFERED).exclude(event__state=EventState.POSTPONED)
    due = offers.ran_out(now) | offers.filter(event__state=EventState.CANCELLED)
    return sum(_lapsed(row, now) for row in due.select_related("event"))


def ran_out(row: Delegate, now: datetime) -> bool:
    """Whether the time of an offer is over. Its clock is set first. The event must be locked."""
    _set_clock(row, now)
    return row.offer_ran_out(now)


def _set_clocks(now: datetime) -> None:
    runs, rests = Q(offer_rests_since__isnull=True), Q(offer_rests_since__isnull=False)
    wrong = (runs & Q(event__state=EventState.POSTPONED)) | (rests & Q(event__state=EventState.PLANNED))
    for row in Delegate.objects.filter(wrong, state=DelegateState.OFFERED).select_related("event").order_by("pk"):
        with locked_delegate(row, by=None, grounds=NO_GROUNDS) as current:
            _set_clock(current, now)


def _set_clock(row: Delegate, now: datetime) -> None:
    """Stops the clock of an offer whose event is postponed, and starts it once the event has new dates."""
    if row.offered_until is None:
        return
    rested = row.offer_rests_since
    if row.event.state == EventState.POSTPONED and not rested:
        row.offer_rests_since = min(now, row.offered_until)
    elif row.event.state == EventState.PLANNED and rested:
        left = time_that_counts(rested, row.offered_until, zone_of(row))
        row.offered_until, row.offer_rests_since = after(now, left, zone_of(row)), None
    if row.offer_rests_since != rested:
        row.save(update_fields=["offered_until", "offer_rests_since", "changed_at"])


def _lapsed(row: Delegate, now: datetime) -> bool:
    try:
        lapse(row, by=None, now=now)
    except ValidationError:  # it was answered meanwhile
        return False
    return True


@contextmanager
def freeing(row: Delegate, *, by: User | None, now: datetime | None = None) -> Iterator[None]:
    """Offers the seat that the row gives up in the block, where the event's invitation says so. The event must be locked."""
    seat_of = row.delegation if row.state in HOLDING and row.takes_seat else None
    yield
    if seat_of and row.state not in HOLDING:
        _offer_by_itself(row.event, seat_of, by=by, now=now or timezone.now())


def _offer_by_itself(event: Event, delegation: Delegation, *, by: User | None, now: datetime) -> None:
    """Offers the seat to the first reserve who takes one. Why it became free is not theirs to know."""
    rules = Invitation.objects.filter(event=event, offers_by_itself=True).first()
    if rules is None or event.state != EventState.PLANNED or delegation.state in NOT_COMING:
        return
    reserves = delegation.delegates.filter(state=DelegateState.RESERVE).select_related(*READ)
    following = first_reserve(reserves)
    if following:
        with acting_because(by, NO_GROUNDS), suppress(ValidationError), transaction.atomic():  # places were taken away
            _offered(following, rules.offer_hours, now)


def _offered(row: Delegate, hours: int, now: datetime) -> Delegate:
    return change(row, DelegateState.OFFERED, until=after_hours(now, hours, zone_of(row)))


def first_reserve(names: Iterable[Delegate]) -> Delegate | None:
    """The first reserve among the names of a delegation, in their order. They are offered its next seat, unless
    somebody decides otherwise.
    """
    return next((row for row in names if row.state == DelegateState.RESERVE and row.capacity in TAKING_SEATS), None)


def zone_of(row: Delegate) -> str:
    """The time zone in which the person's hours count: that of their city, or else of the event."""
    city = _city_of(row)
    return city.zone if city else row.event.zone


def end_of_offer(row: Delegate) -> str:
    """`28 August 2017, 09:00 Rijeka time (UTC+2)`: by the clocks of the person's city; empty without an offer."""
    if row.offered_until is None:
        return ""
    if row.offer_rests_since:
        return _("some time after the event has new dates")
    city = _city_of(row)
    return moment_there(row.offered_until, zone_of(row), *([city] if city else []))


def _city_of(row: Delegate) -> City | None:
    return row.delegation.participation.city if row.delegation else None
