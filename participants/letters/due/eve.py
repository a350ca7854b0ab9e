"""The mail of the evening before somebody leaves for an event: open your page once now, while there is a line."""

import logging
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Prefetch, Q

from accounts.letters.urgency import Urgency
from accounts.models import Reminded
from participants.letters.due.attaching import attachments_of
from participants.letters.mails import facts_of, personal_mail, reached, stem_of, without_refused
from participants.letters.posting import post
from participants.letters.reaching import where_replies_go
from participants.models import Delegate, Leg
from participants.nominations.changing import READ
from participants.nominations.offering import zone_of
from participants.states import HOLDING
from participants.vocabulary import DelegateState, Direction
from tours.vocabulary import EventState

logger = logging.getLogger(__name__)

AT = time(18)
MORNING = time(9)
"""The hour at which the event has begun on its first day."""
NEAR = timedelta(days=2)
"""Time zones lie less than this apart, together with the day that an eve is long."""


class Eve(NamedTuple):
    row: Delegate
    begins: datetime
    until: datetime
    """When they are on the way, so that the mail is of no use any more."""
    flies: bool

    @property
    def key(self) -> str:
        """Another day of leaving is another eve."""
        return f"eve of delegate {self.row.pk} on {self.begins.date()}"


def send_eves(now: datetime) -> int:
    """Sends what is due, and returns the number of mails. The worker calls it every few minutes.

    Who was not told of their place gets none, nor does anybody of an event that does not take place or was never
    published. One delegate that fails is logged and tried again next time.
    """
    due = [eve for eve in map(eve_of, _near(now)) if eve.begins <= now < eve.until]
    told = set(Reminded.objects.filter(key__in=[eve.key for eve in due]).values_list("key", flat=True))
    return sum(_tried(eve) for eve in due if eve.key not in told)


def eve_of(row: Delegate) -> Eve:
    """The day before their own first flight or train there, by the clock where they leave; else the day before the
    event. It reads `legs_there`.
    """
    legs: Sequence[Leg] = row.legs_there  # type: ignore[attr-defined]  # `_near` reads them
    first = min(legs, key=_leaves_on, default=None)
    if first is None:
        zone = ZoneInfo(row.event.zone)
        morning = datetime.combine(row.event.starts, MORNING, zone)
        return Eve(row, _evening_before(row.event.starts, zone), morning, flies=False)
    zone = ZoneInfo(first.leaves_zone or zone_of(row))
    until = first.leaves or datetime.combine(_leaves_on(first) + timedelta(days=1), time(), zone)
    return Eve(row, _evening_before(_leaves_on(first), zone), until, flies=True)


def _evening_before(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day - timedelta(days=1), AT, zone)


def _leaves_on(leg: Leg) -> date:
    """The day of leaving, or where nobody told it, of landing."""
    day = leg.leaves_on or leg.lands_on
    assert day is not None  # noqa: S101  (a constraint of the table)
    return day


def _near(now: datetime) -> Iterable[Delegate]:
    """The delegates whose eve may be now, with `legs_there`. Two queries."""
    days = (now.date() - NEAR, now.date() + NEAR)
    leaves = Q(legs__leaves_on__range=days) | Q(legs__leaves_on__isnull=True, legs__lands_on__range=days)
    soon = Q(event__starts__range=days) | (leaves & Q(legs__direction=Direction.IN))
    rows = Delegate.objects.filter(
        soon,
        event__state=EventState.PLANNED,
        event__published__isnull=False,
        state=DelegateState.ACCEPTED,
        told_state__in=HOLDING,
    )
    there = Prefetch("legs", Leg.objects.filter(direction=Direction.IN), to_attr="legs_there")
    return rows.distinct().select_related(*READ, "event__published").prefetch_related(there).order_by("pk")


def _tried(eve: Eve) -> int:
    try:
        return _send(eve)
    except Exception:
        logger.exception("The mail of the eve could not be sent to delegate %s; it is tried again.", eve.row.pk)
        return 0


@transaction.atomic
def _send(eve: Eve) -> int:
    """Sends the letter of the eve. If no mail reaches the delegate now, nothing is noted: one may reach them later."""
    row, boxes = eve.row, without_refused(eve.row, reached(eve.row))
    if not boxes:
        return 0
    Reminded.objects.create(key=eve.key)
    brought, reply_to = attachments_of(row), where_replies_go(row.event)
    facts = {
        **facts_of(row.event),
        "flies": "yes" if eve.flies else "",
        "has_programme": "yes" if brought else "",
        "reply_to": reply_to,
    }
    stem, until = stem_of(row, "eve"), eve.until
    mails = [
        personal_mail("eve", box, row, stem=stem, useless_after=until, facts=facts, urgency=Urgency.NOTICE)
        for box in boxes
    ]
    return post(mails, once=str(eve.begins.date()), reply_to=reply_to, attachments=brought)
