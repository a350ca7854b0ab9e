"""The verbs of jobs, with the suite's immediate backend and with the database backend."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from backstage.jobs.jobs import Superseded, forget_old_jobs, report, start_job, take_up_again
from backstage.jobs.running import run_next_task
from backstage.models import Job, JobState
from tests.backstage.jobs import sample_jobs
from tests.backstage.jobs.sample_jobs import noted
from tests.counting import asked
from tests.factories import rows

pytestmark = pytest.mark.django_db
SOFTWARE = "Something went wrong in the software. Try the job again, or tell the operator. The log has the details."


def running(**facts: object) -> Job:
    return Job.objects.create(title="Badges", attempt=1, started_at=timezone.now(), **facts)


def test_job_is_done_and_marked_as_done(tmp_path: Path) -> None:
    user = rows.stranger()
    job = start_job(sample_jobs.leave_a_note, str(tmp_path), title="A note", by=user)
    job.refresh_from_db()
    assert noted(tmp_path) == ["done"]
    assert (job.state, job.attempt, job.asked_by, job.failure) == (JobState.DONE, 1, user, "")
    assert job.task == "tests.backstage.jobs.sample_jobs.leave_a_note"


@pytest.mark.usefixtures("jobs_wait")
def test_job_waits_for_a_worker(tmp_path: Path) -> None:
    job = start_job(sample_jobs.leave_a_note, str(tmp_path), "one", title="A note", by=None)
    job.refresh_from_db()
    assert (job.state, job.started_at, noted(tmp_path)) == (JobState.WAITING, None, [])
    assert job.result == str(DBTaskResult.objects.get().pk)
    assert (run_next_task("w"), run_next_task("w")) == (1, 0)
    job.refresh_from_db()
    assert (job.state, noted(tmp_path)) == (JobState.DONE, ["one"])


@pytest.mark.usefixtures("jobs_wait")
def test_job_of_a_transaction_that_is_rolled_back_is_never_begun(tmp_path: Path) -> None:
    with transaction.atomic():
        start_job(sample_jobs.leave_a_note, str(tmp_path), title="A note", by=None)
        transaction.set_rollback(True)
    assert (Job.objects.count(), run_next_task("w"), noted(tmp_path)) == (0, 0, [])


def test_job_without_a_title_is_refused() -> None:
    with pytest.raises(ValidationError) as refusal:
        start_job(sample_jobs.refuse, title="", by=None)
    assert refusal.value.message_dict == {"title": ["This field cannot be blank."]}


def test_job_that_refuses_says_why(caplog: pytest.LogCaptureFixture) -> None:
    job = start_job(sample_jobs.refuse, title="List", by=None)
    caplog.clear()  # the suite's backend logs it
    job.refresh_from_db()
    assert (job.state, job.failure) == (JobState.FAILED, "The list has no names in it.")
    assert job.error == "django.core.exceptions.ValidationError"


def test_job_that_fails_by_accident_shows_people_nothing_of_the_software(caplog: pytest.LogCaptureFixture) -> None:
    job = start_job(sample_jobs.stumble, title="List", by=None)
    caplog.clear()
    job.refresh_from_db()
    assert (job.state, job.failure, job.error) == (JobState.FAILED, SOFTWARE, "builtins.RuntimeError")


def test_progress_is_written_once_an_interval_but_the_end_always(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 0.4, 0.9, 1.1, 1.2])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    job, reported = running(), []
    for done in (1, 2, 3, 4, 5):
        with asked() as seen:
            report(job, done=done, total=5, note=f"Badge {done}")
        reported.append((seen.queries, Job.objects.get().progress, Job.objects.get().note))
    assert reported == [
        (1, "1 of 5", "Badge 1"),
        (0, "1 of 5", "Badge 1"),
        (0, "1 of 5", "Badge 1"),
        (1, "4 of 5", "Badge 4"),
        (1, "5 of 5", "Badge 5"),
    ]


def test_attempt_that_another_has_overtaken_must_stop() -> None:
    job = running()
    Job.objects.update(attempt=2)
    with pytest.raises(Superseded):
        report(job, done=1, total=2)
    assert Job.objects.get().done == 0


def test_progress_cannot_exceed_the_total() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        report(running(), done=3, total=2)


def test_attempt_of_a_job_that_has_ended_does_nothing(tmp_path: Path) -> None:
    job = start_job(sample_jobs.leave_a_note, str(tmp_path), title="A note", by=None)
    sample_jobs.leave_a_note.call(str(job.pk), str(tmp_path))
    job.refresh_from_db()
    assert (noted(tmp_path), job.attempt) == (["done"], 1)


@pytest.mark.usefixtures("jobs_wait")
def test_failed_job_is_taken_up_again_with_the_same_arguments(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    job = start_job(sample_jobs.leave_a_note, str(tmp_path / "none"), title="A note", by=None)
    run_next_task("w")
    caplog.clear()
    job.refresh_from_db()
    assert job.state is JobState.FAILED
    (tmp_path / "none").mkdir()
    take_up_again(job)
    job.refresh_from_db()
    assert (job.state, job.failure, job.error, job.attempt) == (JobState.WAITING, "", "", 1)
    run_next_task("w")
    job.refresh_from_db()
    assert (job.state, job.attempt, noted(tmp_path / "none")) == (JobState.DONE, 2, ["done"])


@pytest.mark.usefixtures("jobs_wait")
def test_only_a_failed_job_is_taken_up_again(tmp_path: Path) -> None:
    job = start_job(sample_jobs.leave_a_note, str(tmp_path), title="A note", by=None)
    for state in (JobState.WAITING, JobState.DONE):
        assert Job.objects.get().state is state
        with pytest.raises(ValidationError) as refusal:
            take_up_again(job)
        assert refusal.value.messages == ["“A note” has not failed, so it cannot be tried again."]
        run_next_task("w")
    assert noted(tmp_path) == ["done"]


def test_job_that_this_version_does_not_have_is_not_taken_up() -> None:
    job = Job.objects.create(title="Badges", task="tours.gone.draw", failure="No.", finished_at=timezone.now())
    with pytest.raises(ValidationError) as refusal:
        take_up_again(job)
    assert refusal.value.messages == [
        "“Badges” cannot be tried again: this version of the site does not have this job."
    ]
    assert Job.objects.get().state is JobState.FAILED


def test_jobs_are_visible_to_whoever_asked_and_to_operators() -> None:
    maja, luka, boss = rows.stranger(), rows.stranger(), rows.operator()
    for user in (maja, luka, None):
        Job.objects.create(title=f"Of {user}", asked_by=user)
    found = [Job.objects.visible_to(user).count() for user in (AnonymousUser(), maja, luka, boss)]
    maja.is_active = False
    assert (found, Job.objects.visible_to(maja).count()) == ([0, 1, 1, 3], 0)
    assert Job.objects.visible_to(luka).get().title == f"Of {luka}"


def test_jobs_that_ended_long_ago_are_forgotten_and_no_others() -> None:
    now = timezone.now()
    Job.objects.create(title="Old", finished_at=now - timedelta(days=31))
    Job.objects.create(title="New", finished_at=now - timedelta(days=29))
    waiting = Job.objects.create(title="Waiting")
    Job.objects.filter(pk=waiting.pk).update(created_at=datetime(2017, 9, 4, tzinfo=UTC))
    assert forget_old_jobs() == 1
    assert sorted(Job.objects.values_list("title", flat=True)) == ["New", "Waiting"]
