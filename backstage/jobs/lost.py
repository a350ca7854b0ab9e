"""Lost jobs: the broker was emptied, its worker was killed, or the process ended between the commit and the broker."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResultStatus, task_backends
from django_tasks.exceptions import TaskResultDoesNotExist

from backstage.models import Job

HANDED_OVER_BY = timedelta(minutes=5)
LOST_JOB = "backstage.jobs.lost.Dropped"
"""Recorded in place of an exception's class for a lost job."""


def end_lost_jobs(now: datetime) -> int:
    """Marks lost jobs as failed, so that people see it and can take them up again. Returns how many there were."""
    backend = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    if not backend.supports_get_result:
        return 0
    return sum(_end(job, now) for job in Job.objects.unfinished() if _is_lost(job, now))


def _is_lost(job: Job, now: datetime) -> bool:
    if not job.result:
        return job.created_at < now - HANDED_OVER_BY
    try:
        result = task_backends[DEFAULT_TASK_BACKEND_ALIAS].get_result(job.result)
    except TaskResultDoesNotExist:
        return True
    return result.status == TaskResultStatus.FAILED


def _end(job: Job, now: datetime) -> int:
    """Marks the job as failed, unless it ended or was taken up again since it was read."""
    failure = _("The job was lost, or its worker was stopped. Try it again.")
    read = Job.objects.unfinished().filter(pk=job.pk, result=job.result, attempt=job.attempt)
    return read.update(finished_at=now, failure=failure, error=LOST_JOB)
