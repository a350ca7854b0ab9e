"""The verbs of jobs: start a job, report its progress, take up a failed job again.

A job is a function decorated with `@job`. It receives its `Job` first, and then the arguments of `start_job`:

    @job
    def draw_badges(job: Job, event: int) -> None: ...

    start_job(draw_badges, event.pk, title=_("Badges of Smart City Week"), by=user)

A worker may be killed at any moment, and another worker then starts the job from the beginning. So a job must be safe
to run twice; `job.done` still holds the progress of the attempt before. A job may run long after somebody asked for it,
so it checks again whether `job.asked_by` may still do this. Arguments are stored for a month: pass keys, never facts
about people.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Now
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task, task_backends
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task
from django_tasks_db import DatabaseBackend

from accounts.models import User
from backstage.models import Job

Arguments = ParamSpec("Arguments")

REPORT_INTERVAL = 1.0
"""The least number of seconds between two writes of a job's progress, so that reporting costs almost nothing."""
KEPT_FOR = timedelta(days=30)


class Superseded(Exception):  # noqa: N818  # it is no error of the job
    """Another attempt has taken over this job, or the job was deleted. The attempt must stop."""


def job(function: Callable[Concatenate[Job, Arguments], None]) -> Task[Any, None]:
    """Makes a task of the function that records in its `Job` how each attempt begins and ends, whatever the backend.

    An attempt of a job that has ended does nothing.
    """

    @wraps(function)
    def attempt(key: str, *args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        begun = _begin(UUID(key))
        if begun is None:
            return
        try:
            function(begun, *args, **kwargs)
        except Superseded:
            raise
        except Exception as error:
            if not is_temporary(error):
                _end(begun, failure=failure_message(error), error=class_path(error))
            raise
        _end(begun)

    return task(attempt)


@transaction.atomic
def start_job(task: Task[Any, None], *arguments: Any, title: str, by: User | None) -> Job:
    """Creates the job and its task in the caller's transaction. If that is rolled back, the job never begins."""
    started = Job(title=title, asked_by=by, task=task.module_path, arguments=list(arguments))
    started.full_clean()
    started.save(force_insert=True)
    _enqueue(started, task)
    return started


def report(job: Job, *, done: int, total: int, note: str = "") -> None:
    """Writes the progress of the job, at most once in REPORT_INTERVAL seconds. Others see it after the commit.

    Raises Superseded if another attempt has taken over the job.
    """
    now = time.monotonic()
    if job.reported_at is not None and now - job.reported_at < REPORT_INTERVAL and done < total:
        return
    job.reported_at = now
    job.done, job.total, job.note = done, total, note
    if not _current(job).update(done=done, total=total, note=note):
        raise Superseded


@transaction.atomic
def take_up_again(job: Job) -> None:
    """Starts a failed job again. Raises ValidationError if the job has not failed or its task no longer exists."""
    names = {"title": job.title}
    fresh = {"started_at": None, "finished_at": None, "failure": "", "error": "", "note": ""}
    if not Job.objects.failed().filter(pk=job.pk).update(**fresh):
        raise ValidationError(_("“%(title)s” has not failed, so it cannot be tried again.") % names, code="state")
    try:
        known: Task[Any, None] = import_string(job.task)
    except ImportError as gone:
        raise ValidationError(
            _("“%(title)s” cannot be tried again: this version of the site does not have this job.") % names,
            code="gone",
        ) from gone
    _enqueue(job, known)


def give_up(result: UUID, *, failure: str, error: str) -> None:
    """Marks the job of a task that will not be tried again as failed, unless the job has ended by itself."""
    unfinished = Job.objects.unfinished().filter(result=str(result))
    unfinished.update(finished_at=Now(), failure=failure, error=error)


def forget_old_jobs() -> int:
    """Deletes the jobs that ended more than KEPT_FOR ago, and returns how many rows that were."""
    return Job.objects.filter(finished_at__lt=timezone.now() - KEPT_FOR).delete()[0]


def is_kept_in_the_database() -> bool:
    """Whether jobs wait in the database. Otherwise TASKS_BACKEND gives them to a backend that has its own workers."""
    return isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], DatabaseBackend)


def is_temporary(error: BaseException) -> bool:
    """Whether the database was unreachable or locked for too long, so that the worker leaves the job to another
    attempt.
    """
    return isinstance(error, OperationalError | InterfaceError) and is_kept_in_the_database()


def class_path(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def failure_message(error: BaseException) -> str:
    """The sentence that people read about the error. Only a ValidationError has one that is written for people."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return _("Something went wrong in the software. Try the job again, or tell the operator. The log has the details.")


def _enqueue(job: Job, task: Task[Any, None]) -> None:
    """Hands the job to its backend. A backend outside the database gets it only after the commit."""
    if isinstance(task.get_backend(), DatabaseBackend | ImmediateBackend):
        _hand_over(job, task)
    else:
        transaction.on_commit(lambda: _hand_over(job, task))


def _hand_over(job: Job, task: Task[Any, None]) -> None:
    result = task.enqueue(str(job.pk), *job.arguments)
    job.result = str(result.id)
    Job.objects.filter(pk=job.pk).update(result=job.result)


def _begin(key: UUID) -> Job | None:
    begun = Job.objects.unfinished().filter(pk=key)
    if not begun.update(attempt=F("attempt") + 1, started_at=Coalesce("started_at", Now())):
        return None
    return begun.first()


def _current(job: Job) -> Any:
    return Job.objects.unfinished().filter(pk=job.pk, attempt=job.attempt)


def _end(job: Job, *, failure: str = "", error: str = "") -> None:
    """Ends the job. A success sets `done` to `total`, as `report` may have skipped the last step."""
    done = F("done") if failure else Coalesce("total", F("done"))
    if not _current(job).update(finished_at=Now(), failure=failure, error=error, done=done):
        raise Superseded
