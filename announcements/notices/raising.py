"""Raises notices from editions that nobody was told of yet. Publishing knows nothing of them."""

import logging
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from announcements.models import Notice, NoticeState
from tours.editions.publishing import agenda_of, locked
from tours.models import Edition, Event, PublishedEvent
from tours.vocabulary import EventState

logger = logging.getLogger(__name__)

HOLD = timedelta(minutes=5)
"""For so long a change waits for the next version, so that several make one mail."""
LONGEST_HOLD = timedelta(minutes=15)
"""However many versions follow, the first change waits no longer."""


def raise_due(now: datetime) -> int:
    """Raises a notice for each event with a version that nobody was told of. The worker calls it every few seconds.

    Nobody is told of events that are over. One event that fails is logged and tried again next time.
    """
    events = Event.objects.filter(pk__in=_with_news(now).values("event")).order_by("pk")
    return sum(_tried(event, now) for event in events)


@transaction.atomic
def raise_notice(event: Event, *, now: datetime) -> Notice | None:
    """The change that waits to be told, up to the current version; None where there is nothing to tell. It locks the event.

    A change that waits already takes the new version in, and waits anew; on hold it stays. What changes while the event is
    cancelled waits until it is planned again.
    """
    record = locked(event)
    current = PublishedEvent.objects.filter(event=record).only("number", "state", "ends").first()
    waiting, since = change_that_waits(record), told_version(record)
    if current is None or current.number <= max(since, waiting.number or 0 if waiting else 0):
        return waiting
    if waiting is None:
        if is_over(current.ends, now) or (current.state == EventState.CANCELLED and _was_cancelled(record, since)):
            return None
        copies = copies_before(record)
        facts = {"event": record, "since": since, "number": current.number, "made_at": now, "goes_at": now + HOLD}
        return Notice.objects.create(copies_focal_points=copies, **facts)
    waiting.number = current.number
    if waiting.goes_at is not None:
        waiting.goes_at = max(waiting.goes_at, min(now + HOLD, waiting.made_at + LONGEST_HOLD))
    waiting.save()
    return waiting


def change_that_waits(event: Event) -> Notice | None:
    return Notice.objects.filter(event=event, state=NoticeState.HELD, number__isnull=False).first()


def is_over(ends: date, now: datetime) -> bool:
    """Whether nobody is told of an event any more that ended on that day, wherever it was."""
    return ends < _last_day(now)


def _last_day(now: datetime) -> date:
    return (now - timedelta(days=1)).date()


def _was_cancelled(event: Event, number: int) -> bool:
    return agenda_of(Edition.objects.get(event=event, number=number)).event.state is EventState.CANCELLED


def told_version(event: Event) -> int:
    """The version up to which everything was told, or was decided not to be. At first that is the first version: whoever
    reads a programme for the first time is told of no change. One query or two.
    """
    last = _decided(Notice.objects.filter(event=event)).aggregate(last=Max("number"))["last"]
    first = Edition.objects.filter(event=event).order_by("number").values_list("number", flat=True)
    return last if last is not None else first.first() or 0


def _decided(notices: "QuerySet[Notice]") -> "QuerySet[Notice]":
    return notices.exclude(state=NoticeState.HELD).filter(number__isnull=False)


def copies_before(event: Event) -> bool:
    """What was chosen the last time."""
    chosen = Notice.objects.filter(event=event, number__isnull=False).order_by("-pk")
    return chosen.values_list("copies_focal_points", flat=True).first() or False


def _with_news(now: datetime) -> "QuerySet[PublishedEvent]":
    """The events that have a version after the last one that a notice is about, or after their first one."""
    known = Notice.objects.filter(event=OuterRef("event"), number__isnull=False).order_by("-number")
    earlier = Edition.objects.filter(event=OuterRef("event"), number__lt=OuterRef("number"))
    rows = PublishedEvent.objects.filter(ends__gte=_last_day(now)).order_by()
    told = rows.annotate(told=Subquery(known.values("number")[:1]))
    return told.filter(Q(told__lt=F("number")) | (Q(told=None) & Exists(earlier)))


def _tried(event: Event, now: datetime) -> bool:
    try:
        return raise_notice(event, now=now) is not None
    except Exception:
        logger.exception("The change of event %s could not be noted to be told; it is tried again.", event.pk)
        return False
