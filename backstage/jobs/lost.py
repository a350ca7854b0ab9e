"""Jobs that their carrier lost: a broker that was emptied, a worker of its own that was killed, a process that ended
between the commit and the broker.
"""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResultStatus, task_backends
from django_tasks.exceptions import TaskResultDoesNotExist

from backstage.models import Job

HANDED_OVER_BY = timedelta(minutes=5)
DROPPED = "backstage.jobs.lost.Dropped"
"""Stands where a failed job has the class of its error."""


def end_dropped_jobs(now: datetime) -> int:
    """So that whoever waits for one learns of it, and can take it up again."""
    backend = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    if not backend.supports_get_result:
        return 0
    return sum(_end(job, now) for job in Job.objects.unfinished() if _is_dropped(job, now))


def _is_dropped(job: Job, now: datetime) -> bool:
    if not job.result:
        return job.created_at < now - HANDED_OVER_BY
    try:
        result = task_backends[DEFAULT_TASK_BACKEND_ALIAS].get_result(job.result)
    except TaskResultDoesNotExist:
        return True
    return result.status == TaskResultStatus.FAILED


def _end(job: Job, now: datetime) -> int:
    """By the attempt that was read: one that has ended or was taken up meanwhile is left alone."""
    failure = _("It was lost on the way, or its worker was killed. Take it up again.")
    read = Job.objects.unfinished().filter(pk=job.pk, result=job.result, attempt=job.attempt)
    return read.update(finished_at=now, failure=failure, error=DROPPED)
