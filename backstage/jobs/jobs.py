"""The verbs of jobs: start one, tell how far it is, take a failed one up again.

A job is a function with `@job` that gets its `Job` first, and then the arguments it was started with:

    @job
    def draw_badges(job: Job, event: int) -> None: ...

    start_job(draw_badges, event.pk, title=_("Badges of Smart City Week"), by=user)

Its worker may be killed at any moment, and another then begins it anew: whatever a job does must bear being done twice.
`job.done` still says how far the attempt before had come. It may also run long after it was asked for: it asks anew whether
`job.asked_by` may still do that. Its arguments are kept for a month: keys, no facts of people.
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

TELLING_EVERY = 1.0
"""Seconds: how far a job is gets written no more often, so that telling it costs nothing."""
KEPT_FOR = timedelta(days=30)


class Superseded(Exception):  # noqa: N818  # it is no fault of the job
    """Another attempt has taken this job over, or it was deleted: stop."""


def job(function: Callable[Concatenate[Job, Arguments], None]) -> Task[Any, None]:
    """Makes a task of it that keeps its `Job` true, whatever backend carries it. An attempt of a job that has ended does
    nothing.
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
            if not is_passing(error):
                _end(begun, failure=sentence(error), error=class_path(error))
            raise
        _end(begun)

    return task(attempt)


@transaction.atomic
def start_job(task: Task[Any, None], *arguments: Any, title: str, by: User | None) -> Job:
    """In the caller's transaction: what is rolled back is never begun."""
    started = Job(title=title, asked_by=by, task=task.module_path, arguments=list(arguments))
    started.full_clean()
    started.save(force_insert=True)
    _enqueue(started, task)
    return started


def report(job: Job, *, done: int, total: int, note: str = "") -> None:
    """How far it is. Seen by others once the job's own transaction, if it is in one, is committed.

    Raises Superseded where this attempt is no longer the one that counts.
    """
    now = time.monotonic()
    if job.told_at is not None and now - job.told_at < TELLING_EVERY and done < total:
        return
    job.told_at = now
    job.done, job.total, job.note = done, total, note
    if not _current(job).update(done=done, total=total, note=note):
        raise Superseded


@transaction.atomic
def take_up_again(job: Job) -> None:
    """Raises ValidationError unless it has failed."""
    told = {"title": job.title}
    fresh = {"started_at": None, "finished_at": None, "failure": "", "error": "", "note": ""}
    if not Job.objects.failed().filter(pk=job.pk).update(**fresh):
        raise ValidationError(_("“%(title)s” has not failed; there is nothing to take up again.") % told, code="state")
    try:
        known: Task[Any, None] = import_string(job.task)
    except ImportError as gone:
        raise ValidationError(
            _("“%(title)s” cannot be taken up again: this version of the site has no such job.") % told, code="gone"
        ) from gone
    _enqueue(job, known)


def give_up(result: UUID, *, failure: str, error: str) -> None:
    """Ends the job, if it has not ended itself, of a task that will not be tried again."""
    unfinished = Job.objects.unfinished().filter(result=str(result))
    unfinished.update(finished_at=Now(), failure=failure, error=error)


def forget_old_jobs() -> int:
    """Those that ended long ago."""
    return Job.objects.filter(finished_at__lt=timezone.now() - KEPT_FOR).delete()[0]


def is_kept_in_the_database() -> bool:
    """Whether jobs are; else the setting gives them to another backend, which has workers of its own."""
    return isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], DatabaseBackend)


def is_passing(error: BaseException) -> bool:
    """Whether the database was away or locked for too long, and the worker leaves the job to another attempt."""
    return isinstance(error, OperationalError | InterfaceError) and is_kept_in_the_database()


def class_path(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def sentence(error: BaseException) -> str:
    """What people are told of it. Only a ValidationError is written for them."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return _("Something went wrong in the software. It is in the log; take the job up again, or tell the operator.")


def _enqueue(job: Job, task: Task[Any, None]) -> None:
    """A backend beside the database must not learn of it before it is committed."""
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
    """What was done is told in full, though the last telling may have been held back."""
    done = F("done") if failure else Coalesce("total", F("done"))
    if not _current(job).update(finished_at=Now(), failure=failure, error=error, done=done):
        raise Superseded
