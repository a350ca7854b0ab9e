"""How a worker runs the next task."""

import logging
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from backstage.jobs.claiming import take_back
from backstage.jobs.jobs import start_job
from backstage.jobs.running import run_next_task
from backstage.models import Job, JobState, Lease
from tests.backstage.jobs import sample_jobs
from tests.backstage.jobs.test_claiming import let_it_end
from tests.counting import asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("jobs_wait")]


def result() -> DBTaskResult:  # type: ignore[type-arg]  # of any task
    return DBTaskResult.objects.get()


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The messages logged as errors. They are cleared, because the suite fails on logged errors."""
    messages = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    caplog.clear()
    return messages


def test_looking_for_work_costs_one_query() -> None:
    with asked() as seen:
        assert run_next_task("w") == 0
    assert seen.queries == 1


def test_task_that_is_no_job_gets_its_context_and_gives_its_value() -> None:
    sample_jobs.plain.enqueue("words")
    assert run_next_task("w") == 1
    assert (result().status, result().return_value) == ("SUCCESSFUL", "words, attempt 1")


def test_failure_is_in_the_log_and_the_next_task_is_done(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    failing = start_job(sample_jobs.stumble, title="List", by=None)
    start_job(sample_jobs.leave_a_note, str(tmp_path), title="A note", by=None)
    assert (run_next_task("w"), run_next_task("w"), sample_jobs.noted(tmp_path)) == (1, 1, ["done"])
    assert errors(caplog) == [f"Task {failing.result} of tests.backstage.jobs.sample_jobs.stumble failed."]
    failed = DBTaskResult.objects.failed().get()
    assert (failed.exception_class_path, Lease.objects.count()) == ("builtins.RuntimeError", 0)


def test_task_that_would_end_the_process_fails_alone(caplog: pytest.LogCaptureFixture) -> None:
    sample_jobs.end_the_process.enqueue()
    assert run_next_task("w") == 1
    assert (result().status, result().exception_class_path, len(errors(caplog))) == ("FAILED", "builtins.SystemExit", 1)


def test_task_that_this_version_does_not_have_fails_with_its_job(caplog: pytest.LogCaptureFixture) -> None:
    start_job(sample_jobs.refuse, title="List", by=None)
    DBTaskResult.objects.update(task_path="tests.accounts.gone.refuse")
    assert run_next_task("w") == 1
    assert (result().status, Job.objects.get().state, len(errors(caplog))) == ("FAILED", JobState.FAILED, 1)


def test_job_during_which_the_database_was_away_is_left_to_another_attempt(caplog: pytest.LogCaptureFixture) -> None:
    start_job(sample_jobs.find_the_database_away, title="List", by=None)
    assert run_next_task("w") == 1
    assert (result().status, Job.objects.get().state) == ("RUNNING", JobState.RUNNING)
    assert [record.getMessage() for record in caplog.records] == [
        f"Task {result().pk} is left to another attempt: the database did not answer."
    ]
    let_it_end()
    assert (take_back(), run_next_task("w"), Job.objects.get().attempt) == (1, 1, 2)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_lease_is_renewed_for_as_long_as_the_job_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The job takes twice its lease, which a busy machine can renew in time. Others try to take it back all the while."""
    taken = []
    monkeypatch.setattr(time, "sleep", lambda seconds: taken.append(_pause_and_take_back(seconds)))
    start_job(sample_jobs.take_steps, str(tmp_path), 8, 0.5, title="Steps", by=None)
    assert run_next_task("w", lease=timedelta(seconds=2)) == 1
    assert (taken, Job.objects.get().state) == ([0] * 8, JobState.DONE)
    assert sample_jobs.noted(tmp_path) == ["attempt 1 begins at 0", "attempt 1 ends"]


def _pause_and_take_back(seconds: float) -> int:
    threading.Event().wait(seconds)
    return take_back()
