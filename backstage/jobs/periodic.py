"""Periodic work: each piece runs again after a fixed interval, on only one of all workers at a time."""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.functions import Now
from django.utils import timezone

from backstage.leases import LEASE, claim, is_free, release, renewing
from backstage.models import PeriodicRun

logger = logging.getLogger(__name__)

RETRY_AFTER = timedelta(minutes=1)


class PeriodicWork(NamedTuple):
    """Work to repeat at an interval. `do` receives the moment and returns how many things it did.

    It must be safe to repeat.
    """

    name: str
    every: timedelta
    do: Callable[[datetime], int]


def run_due_work(periodic: Sequence[PeriodicWork], *, stopping: Callable[[], bool] = lambda: False) -> int:
    """Runs the work that is due and returns how many pieces that were.

    A failure is logged, and the piece runs again soon.
    """
    return sum(_run(work) for work in _due(periodic) if not stopping())


def overdue(periodic: Sequence[PeriodicWork], *, by: timedelta) -> list[str]:
    """The names of the work that has been due for longer than `by`, and of the work that has never run. One query."""
    waits = ExpressionWrapper(Q(next_at__lt=Now() - by), BooleanField())
    known = dict(PeriodicRun.objects.values_list("name", waits))
    return [work.name for work in periodic if known.get(work.name, True)]


def _due(periodic: Sequence[PeriodicWork]) -> Iterator[PeriodicWork]:
    is_due = ExpressionWrapper(_is_due(periodic) & is_free(), BooleanField())
    rows = {row.name: row for row in PeriodicRun.objects.annotate(is_due=is_due)}
    new = [PeriodicRun(name=work.name, next_at=Now()) for work in periodic if work.name not in rows]
    PeriodicRun.objects.bulk_create(new, ignore_conflicts=True)
    return (work for work in periodic if work.name not in rows or rows[work.name].is_due)


def _run(work: PeriodicWork) -> int:
    row = PeriodicRun(name=work.name)
    if not claim(row, _is_due([work]), lease=LEASE):
        return 0
    pause = work.every
    try:
        with renewing(row, lease=LEASE):
            work.do(timezone.now())
    except Exception:
        logger.exception("“%s” failed; it is tried again in a while.", work.name)
        pause = RETRY_AFTER
    release(row, next_at=Now() + pause)
    return 1


def _is_due(periodic: Sequence[PeriodicWork]) -> Q:
    """What is further ahead than its interval is due as well: it was written before the clock was set back."""
    is_due = Q(next_at__lte=Now())
    for work in periodic:
        is_due |= Q(name=work.name, next_at__gt=Now() + max(work.every, RETRY_AFTER))
    return is_due
