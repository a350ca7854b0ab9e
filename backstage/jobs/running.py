"""Runs the next task of the queue and renews its lease while the task runs."""

import logging
from datetime import timedelta
from typing import Any, cast

from django.db import close_old_connections, connection
from django_tasks.base import TaskContext
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult

from backstage.jobs.claiming import Claim, Outcome, claim, finish, is_any_ready
from backstage.jobs.jobs import Superseded, is_temporary
from backstage.leases import LEASE, renewing

logger = logging.getLogger(__name__)


def run_next_task(worker: str, *, lease: timedelta = LEASE) -> int:
    """Runs the next task that is ready. Returns 1, or 0 if there was none."""
    claimed = claim(worker, lease=lease) if is_any_ready() else None
    if claimed is None:
        return 0
    with renewing(claimed.lease, lease=lease):
        outcome = _run(claimed)
    if not connection.in_atomic_block:
        close_old_connections()  # the task may have left a broken connection
    if outcome.error and is_temporary(outcome.error):
        logger.warning("Task %s is left to another attempt: the database did not answer.", claimed.result.pk)
    elif not finish(claimed, outcome):
        logger.warning("Task %s was taken over: its lease had ended before it did.", claimed.result.pk)
    return 1


def _run(claimed: Claim) -> Outcome:
    try:
        return Outcome(value=normalize_json(_call(claimed.result)))
    except Superseded as error:
        return Outcome(error=error)
    except (Exception, SystemExit) as error:  # the worker goes on, whatever a task raises
        if not is_temporary(error):
            logger.exception("Task %s of %s failed.", claimed.result.pk, claimed.result.task_path)
        return Outcome(error=error)


def _call(result: DBTaskResult[Any, Any]) -> Any:
    task, called = result.task, cast("Any", result.task_result)
    context = [TaskContext(task_result=called)] if task.takes_context else []
    return task.call(*context, *called.args, **called.kwargs)
