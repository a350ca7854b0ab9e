"""Which worker has which task in hand. A lease that its worker stops renewing ends, and the task is taken up again."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from backstage.jobs.jobs import class_path, give_up, sentence
from backstage.models import Lease

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 3
WORKER_DIED = "backstage.jobs.leases.WorkerDied"
"""Stands where a failed task has the class of its exception: there was none to catch."""


@dataclass(frozen=True)
class Claim:
    result: DBTaskResult[Any, Any]
    holder: str


@dataclass(frozen=True)
class Outcome:
    value: Any = None
    error: BaseException | None = None


@transaction.atomic
def claim(worker: str, *, lease: timedelta = LEASE) -> Claim | None:
    """The next task that is ready, if any, as this worker's alone."""
    result = _ready().get_locked()
    if result is None:
        return None
    holder = f"{worker[:31]} {uuid4().hex}"
    result.claim(holder)
    # One that somebody set back by hand may have a lease still.
    Lease.objects.update_or_create(result=result.pk, defaults={"holder": holder, "until": Now() + lease})
    return Claim(result, holder)


def is_any_ready() -> bool:
    """Asked before anything is locked."""
    return bool(_ready().exists())


def renew(claim: Claim, *, lease: timedelta = LEASE) -> bool:
    """Whether it is this worker's still."""
    return bool(_held(claim).update(until=Now() + lease))


@transaction.atomic
def finish(claim: Claim, outcome: Outcome) -> bool:
    """Whether it was this worker's still: of another's, nothing is written."""
    if not _held(claim).delete()[0]:
        return False
    if outcome.error is None:
        claim.result.set_successful(outcome.value)
    else:
        claim.result.set_failed(outcome.error)
        give_up(claim.result.pk, failure=sentence(outcome.error), error=class_path(outcome.error))
    return True


def take_back() -> int:
    """Makes the tasks of workers that are gone ready again, and gives up those that ended several workers."""
    ended = list(Lease.objects.filter(until__lt=Now()).values_list("result", "holder"))
    return sum(_take_back(*lease) for lease in ended)


def forget_old_results(*, older_than: timedelta) -> int:
    return DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - older_than).delete()[0]


@contextmanager
def beating(renew: Callable[[], bool], *, every: float) -> Iterator[None]:
    """Calls `renew` every so many seconds, in a thread with a connection of its own, until the block ends or it says False."""
    over = threading.Event()
    thread = threading.Thread(target=_beat, args=(renew, every, over), name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(renew: Callable[[], bool], every: float, over: threading.Event) -> None:
    while not over.wait(every):
        try:
            if not renew():
                return
        except DatabaseError:
            # The next beat may come through in time; if none does, another worker takes over.
            logger.warning("A lease could not be renewed.", exc_info=True)
        finally:
            connection.close()


@transaction.atomic
def _take_back(result: UUID, holder: str) -> bool:
    """By the lease that was read: one that was renewed or taken back meanwhile is left alone."""
    if not Lease.objects.filter(result=result, holder=holder, until__lt=Now()).delete()[0]:
        return False
    running = DBTaskResult.objects.running().filter(pk=result)
    attempts = len(running.values_list("worker_ids", flat=True).first() or ())
    if attempts < MOST_ATTEMPTS:
        running.update(status=TaskResultStatus.READY, started_at=None)
        return True
    running.update(status=TaskResultStatus.FAILED, finished_at=timezone.now(), exception_class_path=WORKER_DIED)
    give_up(result, failure=_given_up(attempts), error=WORKER_DIED)
    logger.error("Task %s is given up: each of its %d workers ended before it did.", result, attempts)
    return True


def _given_up(attempts: int) -> str:
    return _(
        "It was begun %(attempts)d times, and each time its worker ended before it did. Take it up again when the"
        " operator has seen to it."
    ) % {"attempts": attempts}


def _ready() -> Any:
    return DBTaskResult.objects.ready().filter(backend_name=DEFAULT_TASK_BACKEND_ALIAS)


def _held(claim: Claim) -> QuerySet[Lease]:
    return Lease.objects.filter(result=claim.result.pk, holder=claim.holder)
