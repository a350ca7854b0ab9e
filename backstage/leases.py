"""Claims and leases: one worker of many holds a row alone for a limited time. The whole site uses this one mechanism.

A claim is one conditional UPDATE, so only one of all who try gets the row. The lease ends unless the worker renews it;
after that another worker may claim the row. A worker that was slower than its lease no longer holds the row and changes
nothing. All times come from the clock of the database, so the clocks of the machines need not agree.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from typing import Any, TypeVar
from uuid import uuid4

from django.db import Error, connection, models
from django.db.models import F, Q
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
"""The usual lease for work of unknown length, which renews it (see `renewing`)."""
LONGEST_LEASE = timedelta(hours=1)
RENEWALS_PER_LEASE = 4
"""A lease is renewed this many times before it would end."""


class Leased(models.Model):
    """A row that one worker at a time may hold. The row is free if `held_until` is empty or in the past."""

    holder = models.CharField(max_length=64, blank=True, editable=False)
    """A new value for each claim, so that a worker cannot mistake an old claim of its own for a new one."""
    held_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=Leased)


def is_free() -> Q:
    """Rows that may be claimed."""
    return Q(held_until=None) | has_ended()


def has_ended() -> Q:
    """Rows whose lease has run out. One that lasts longer than any was written before the clock was set back."""
    return Q(held_until__lte=Now()) | Q(held_until__gt=Now() + LONGEST_LEASE + LEASE)


def claim(row: Leased, *conditions: Q, lease: timedelta, by: str = "", **facts: Any) -> bool:
    """Claims the row if it is free and meets the conditions, and writes the facts in the same UPDATE. False if it did
    not.

    `by` names the holder for people. Inside a transaction, others see the claim only after the commit.
    """
    held = hold(lease, by=by)
    if not _stored(row).filter(is_free(), *conditions).update(**held, **facts):
        return False
    row.holder = held["holder"]
    return True


def hold(lease: timedelta, *, by: str = "") -> dict[str, Any]:
    """The values of the lease fields for a row that is created and claimed at once."""
    return {"holder": f"{by[:31]} {uuid4().hex}".strip(), "held_until": Now() + lease}


def ours(row: Row) -> models.QuerySet[Row]:
    """A queryset of the row, which is empty once another worker has claimed it."""
    return _stored(row).filter(holder=row.holder)


def renew(row: Leased, *, lease: timedelta) -> bool:
    """Extends the lease, counted from now. False if another worker holds the row by now."""
    return bool(ours(row).update(held_until=Now() + lease))


def release(row: Leased, **facts: Any) -> bool:
    """Frees the row and writes the facts in the same UPDATE. If another worker holds it, nothing is written: False."""
    return bool(ours(row).update(holder="", held_until=None, **facts))


def time_left() -> CombinedExpression:
    """An expression for annotating rows: how long the lease still lasts."""
    return F("held_until") - Now()


def renewing(row: Leased, *, lease: timedelta) -> AbstractContextManager[None]:
    """Keeps renewing the lease in a thread until the block ends, or until another worker holds the row."""
    return heartbeat(lambda: renew(row, lease=lease), every=lease.total_seconds() / RENEWALS_PER_LEASE)


@contextmanager
def heartbeat(beat: Callable[[], bool], *, every: float) -> Iterator[None]:
    """Calls `beat` every `every` seconds until the block ends or `beat` returns False. It runs in a thread with its own
    connection.
    """
    over = threading.Event()
    thread = threading.Thread(target=_beat, args=(beat, every, over), name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(beat: Callable[[], bool], every: float, over: threading.Event) -> None:
    while not over.wait(every):
        try:
            if not beat():
                return
        except Error:
            # The next attempt may succeed in time. If none does, another worker takes over.
            logger.warning("A lease could not be renewed.", exc_info=True)
        finally:
            connection.close()


def _stored(row: Row) -> models.QuerySet[Row]:
    return type(row)._default_manager.filter(pk=row.pk)
