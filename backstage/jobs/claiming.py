"""Which worker runs which task.

If a worker stops renewing its lease, the lease ends and another worker takes the task.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from backstage import leases
from backstage.jobs.jobs import class_path, failure_message, give_up
from backstage.leases import LEASE, has_ended, is_free, ours
from backstage.models import Lease

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
WORKER_DIED = "backstage.jobs.claiming.WorkerDied"
"""Recorded in place of an exception's class for a task whose workers died: no exception could be caught."""


@dataclass(frozen=True)
class Claim:
    result: DBTaskResult[Any, Any]
    lease: Lease


@dataclass(frozen=True)
class Outcome:
    value: Any = None
    error: BaseException | None = None


@transaction.atomic
def claim(worker: str, *, lease: timedelta = LEASE) -> Claim | None:
    """Claims the next task that is ready, or returns None. Workers skip the rows that another worker has locked."""
    result = _ready().get_locked()
    if result is None:
        return None
    held = Lease(result=result.pk)
    Lease.objects.bulk_create([held], ignore_conflicts=True)
    if not leases.claim(held, lease=lease, by=worker):
        return None
    result.claim(held.holder)
    return Claim(result, held)


def is_any_ready() -> bool:
    """Whether a task is ready. This locks nothing, so `claim` is called only when there is something to claim."""
    return bool(_ready().exists())


@transaction.atomic
def finish(claim: Claim, outcome: Outcome) -> bool:
    """Stores the outcome of a task. If another worker holds the task by now, nothing is written: False."""
    if not ours(claim.lease).delete()[0]:
        return False
    if outcome.error is None:
        claim.result.set_successful(outcome.value)
    else:
        claim.result.set_failed(outcome.error)
        give_up(claim.result.pk, failure=failure_message(outcome.error), error=class_path(outcome.error))
    return True


def take_back() -> int:
    """Makes the tasks of dead workers ready again. A task whose workers died MOST_ATTEMPTS times is given up."""
    return sum(_take_back(lease) for lease in list(Lease.objects.filter(has_ended())))


def forget_old_results(*, older_than: timedelta) -> int:
    return DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - older_than).delete()[0]


@transaction.atomic
def _take_back(lease: Lease) -> bool:
    """Takes back the task of a lease, unless the lease was renewed or taken back since it was read."""
    if not ours(lease).filter(has_ended()).delete()[0]:
        return False
    result: UUID = lease.result
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
        "It was started %(attempts)d times, and each time its worker stopped first. Try it again when the"
        " operator has solved the problem."
    ) % {"attempts": attempts}


def _ready() -> Any:
    """Tasks that a worker may claim. A task that was reset by hand waits until its old lease has ended."""
    in_hand = Lease.objects.exclude(is_free()).values("result")
    ready = DBTaskResult.objects.ready().filter(backend_name=DEFAULT_TASK_BACKEND_ALIAS)
    return ready.exclude(pk__in=in_hand)
