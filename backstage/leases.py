"""How one of many workers gets a row to itself, for as long as it lives: the one claim and lease of the whole site.

A claim is one conditional UPDATE, so of all who try only one has the row. It is a lease: it ends unless it is renewed, and then
the next to come may claim the row. Whoever was slower than their lease finds the row no longer theirs and changes nothing of it.
All moments are the database's, so that the clocks of the machines need not agree.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from typing import Any, TypeVar
from uuid import uuid4

from django.db import DatabaseError, connection, models
from django.db.models import F, Q
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
"""For work that takes any time, and renews it."""
BEATS = 4
"""How often a lease is renewed before it would end."""


class Leased(models.Model):
    """A row that one worker at a time may hold. Nobody holds it where `held_until` is empty or over."""

    holder = models.CharField(max_length=64, blank=True, editable=False)
    """Another for each claim, so that the same worker does not take an old claim for a new one."""
    held_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=Leased)


def is_free() -> Q:
    """Rows that may be claimed."""
    return Q(held_until=None) | has_ended()


def has_ended() -> Q:
    """Rows whose holder has let the lease run out."""
    return Q(held_until__lte=Now())


def claim(row: Leased, *conditions: Q, lease: timedelta, by: str = "", **facts: Any) -> bool:
    """Whether the row is ours now, by one UPDATE: it was free, and met the conditions. The facts are written with it.

    `by` says for people who holds it. In a transaction, others learn of the claim when it is committed.
    """
    held = hold(lease, by=by)
    if not _stored(row).filter(is_free(), *conditions).update(**held, **facts):
        return False
    row.holder = held["holder"]
    return True


def hold(lease: timedelta, *, by: str = "") -> dict[str, Any]:
    """The fields of a row that is held from now on: for one that is claimed by being written for the first time."""
    return {"holder": f"{by[:31]} {uuid4().hex}".strip(), "held_until": Now() + lease}


def ours(row: Row) -> models.QuerySet[Row]:
    """The row as long as this claim of it holds."""
    return _stored(row).filter(holder=row.holder)


def renew(row: Leased, *, lease: timedelta) -> bool:
    """Whether it is ours still, and for so long again."""
    return bool(ours(row).update(held_until=Now() + lease))


def release(row: Leased, **facts: Any) -> bool:
    """Lets go of it and writes the facts with that. Whether it was ours still: of another's, nothing is written."""
    return bool(ours(row).update(holder="", held_until=None, **facts))


def time_left() -> CombinedExpression:
    """How long the lease has to go, to be asked for with the row."""
    return F("held_until") - Now()


def renewing(row: Leased, *, lease: timedelta) -> AbstractContextManager[None]:
    """Renews the lease again and again until the block ends, or until it is another's."""
    return beating(lambda: renew(row, lease=lease), every=lease.total_seconds() / BEATS)


@contextmanager
def beating(beat: Callable[[], bool], *, every: float) -> Iterator[None]:
    """Calls `beat` every so many seconds, in a thread with a connection of its own, until the block ends or it says False."""
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
        except DatabaseError:
            # The next beat may come through in time; if none does, another worker takes over.
            logger.warning("A lease could not be renewed.", exc_info=True)
        finally:
            connection.close()


def _stored(row: Row) -> models.QuerySet[Row]:
    return type(row)._default_manager.filter(pk=row.pk)
