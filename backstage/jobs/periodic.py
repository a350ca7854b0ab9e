"""What comes round: each is done when its time has come, by one of all workers."""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.functions import Now
from django.utils import timezone

from backstage.leases import LEASE, claim, is_free, release, renewing
from backstage.models import DueRun

logger = logging.getLogger(__name__)

TRY_AGAIN = timedelta(minutes=1)


class Due(NamedTuple):
    """`do` gets the moment and says how many it did. It must bear being broken off and begun again."""

    name: str
    every: timedelta
    do: Callable[[datetime], int]


def run_due(dues: Sequence[Due], *, stopping: Callable[[], bool] = lambda: False) -> int:
    """How many were due. One that fails is in the log under its name, holds up no other and is tried again."""
    return sum(_run(due) for due in _waiting(dues) if not stopping())


def overdue(dues: Sequence[Due], *, by: timedelta) -> list[str]:
    """The names of those that should have been done so long ago, and of those that never were."""
    since = DueRun.objects.filter(next_at__lt=Now() - by).values_list("name", flat=True)
    known = set(DueRun.objects.values_list("name", flat=True))
    return [due.name for due in dues if due.name in set(since) or due.name not in known]


def _waiting(dues: Sequence[Due]) -> Iterator[Due]:
    is_waiting = ExpressionWrapper(_is_due(dues) & is_free(), BooleanField())
    rows = {row.name: row for row in DueRun.objects.annotate(is_waiting=is_waiting)}
    new = [DueRun(name=due.name, next_at=Now()) for due in dues if due.name not in rows]
    DueRun.objects.bulk_create(new, ignore_conflicts=True)
    return (due for due in dues if due.name not in rows or rows[due.name].is_waiting)


def _run(due: Due) -> int:
    row = DueRun(name=due.name)
    if not claim(row, _is_due([due]), lease=LEASE):
        return 0
    pause = due.every
    try:
        with renewing(row, lease=LEASE):
            due.do(timezone.now())
    except Exception:
        logger.exception("“%s” failed; it is tried again in a while.", due.name)
        pause = TRY_AGAIN
    release(row, next_at=Now() + pause)
    return 1


def _is_due(dues: Sequence[Due]) -> Q:
    """Also of what is further ahead than its pause: that was written before the clock was set back."""
    is_due = Q(next_at__lte=Now())
    for due in dues:
        is_due |= Q(name=due.name, next_at__gt=Now() + max(due.every, TRY_AGAIN))
    return is_due
