"""Jobs that their backend lost are marked as failed."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from backstage.jobs.jobs import start_job, take_up_again
from backstage.jobs.lost import end_lost_jobs
from backstage.models import Job, JobState
from tests.backstage.jobs import sample_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("jobs_wait")]
LOST = "The job was lost, or its worker was stopped. Try it again."


def waiting() -> Job:
    return start_job(sample_jobs.refuse, title="List", by=None)


def end_lost() -> list[tuple[JobState, str]]:
    end_lost_jobs(timezone.now())
    return [(job.state, job.failure) for job in Job.objects.all()]


@pytest.mark.parametrize("status", [TaskResultStatus.READY, TaskResultStatus.RUNNING])
def test_job_that_waits_or_runs_is_left_alone(status: TaskResultStatus) -> None:
    waiting()
    DBTaskResult.objects.update(status=status)
    assert end_lost() == [(JobState.WAITING, "")]


def test_job_that_its_backend_does_not_know_has_failed_and_can_be_taken_up_again() -> None:
    job = waiting()
    DBTaskResult.objects.all().delete()
    assert end_lost() == [(JobState.FAILED, LOST)]
    take_up_again(job)
    assert end_lost() == [(JobState.WAITING, "")]


def test_job_that_its_backend_gave_up_has_failed() -> None:
    waiting()
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)
    assert end_lost() == [(JobState.FAILED, LOST)]


@pytest.mark.parametrize(("age", "state"), [(4, JobState.WAITING), (6, JobState.FAILED)])
def test_job_that_was_never_handed_over_has_failed_after_a_while(age: int, state: JobState) -> None:
    waiting()
    Job.objects.update(result="", created_at=timezone.now() - timedelta(minutes=age))
    assert [state for state, _ in end_lost()] == [state]


def test_backend_that_gives_no_results_is_not_asked(settings: Any) -> None:
    waiting()
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    assert end_lost() == [(JobState.WAITING, "")]


def test_job_that_was_taken_up_again_meanwhile_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting()

    def is_lost(job: Job, _now: datetime) -> bool:
        Job.objects.filter(pk=job.pk).update(result="of another attempt")
        return True

    monkeypatch.setattr("backstage.jobs.lost._is_lost", is_lost)
    assert end_lost() == [(JobState.WAITING, "")]
