"""`manage.py work`: real processes that are stopped and killed, and the loop in this one."""

import logging
import signal
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from accounts.models import Session
from accounts.models.sessions import SessionStore
from backstage.jobs.jobs import start_job
from backstage.leases import LEASE
from backstage.models import Job, JobState, Lease, PeriodicRun
from config.running import periodic as due
from config.running import work
from config.running.periodic import PERIODIC_WORK, Part, WorkerContext, parts
from config.running.work import PartRunner, Worker
from tests.backstage.jobs import sample_jobs
from tests.backstage.jobs.sample_jobs import noted
from tests.config.running.workers import Start, start, wait_for, wait_until_stopping
from tours.serving.kept_files import keep

__all__ = ["start"]
pytestmark = pytest.mark.django_db(transaction=True)
FIRST_SIGNALS = [
    pytest.param(signal.default_int_handler, [signal.SIGINT], id="foreground"),
    pytest.param(signal.SIG_IGN, [signal.SIGINT, signal.SIGTERM], id="background"),
]
"""How a worker takes Ctrl-C when it begins, and the signals that it gets then. Only the last of them stops it."""


@pytest.fixture(autouse=True)
def _jobs_wait(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.slow
def test_two_workers_share_all_there_is_and_end(tmp_path: Path, start: Start) -> None:
    for number in range(30):
        start_job(sample_jobs.leave_a_note, str(tmp_path), str(number), title="A note", by=None)
    workers = [start("--once"), start("--once")]
    assert [(worker.communicate(timeout=120), worker.returncode) for worker in workers] == [(("", ""), 0)] * 2
    assert sorted(noted(tmp_path), key=int) == [str(number) for number in range(30)]
    assert {job.state for job in Job.objects.all()} == {JobState.DONE}
    assert sorted(PeriodicRun.objects.values_list("name", flat=True)) == sorted(each.name for each in PERIODIC_WORK)


@pytest.mark.slow
def test_job_of_a_killed_worker_is_taken_up_by_another_where_it_was(tmp_path: Path, start: Start) -> None:
    """The progress of the job can be read from outside while it runs."""
    start_job(sample_jobs.take_steps, str(tmp_path), 8, 1.0, title="Steps", by=None)
    killed = start("--lease", "2")
    wait_for(lambda: Job.objects.get().done >= 2)
    running = Job.objects.get()
    assert running.note == f"Step {running.done}"
    killed.kill()
    killed.wait()
    begun = Job.objects.get().done
    assert (Job.objects.get().state, DBTaskResult.objects.get().status) == (JobState.RUNNING, "RUNNING")
    other = start("--lease", "2")
    wait_for(lambda: Job.objects.get().state is JobState.DONE)
    assert noted(tmp_path) == ["attempt 1 begins at 0", f"attempt 2 begins at {begun}", "attempt 2 ends"]
    other.terminate()
    assert other.wait(60) == 0
    assert (DBTaskResult.objects.get().status, Lease.objects.count()) == ("SUCCESSFUL", 0)


@pytest.mark.slow
@pytest.mark.parametrize(("ctrl_c", "signals"), FIRST_SIGNALS)
def test_first_signal_lets_the_job_in_hand_be_finished_and_begins_no_other(
    tmp_path: Path, start: Start, ctrl_c: Any, signals: list[signal.Signals]
) -> None:
    """A worker in the background leaves Ctrl-C to the foreground. If it heeded it, SIGTERM would be its second signal."""
    job = start_job(sample_jobs.wait_to_be_let_go, str(tmp_path), title="Waiting", by=None)
    start_job(sample_jobs.leave_a_note, str(tmp_path), "next", title="A note", by=None)
    before = signal.signal(signal.SIGINT, ctrl_c)
    worker = start()
    signal.signal(signal.SIGINT, before)
    wait_for(lambda: noted(tmp_path))
    for number in signals:
        worker.send_signal(number)
        time.sleep(0.5)
        assert worker.poll() is None
    wait_until_stopping(worker)
    sample_jobs.let_go(tmp_path)
    assert worker.communicate(timeout=60) == (
        "Working until Ctrl-C: jobs, abandoned jobs, mail, what is due, kept files.\n",
        "",
    )
    job.refresh_from_db()
    assert (worker.returncode, job.state) == (0, JobState.DONE)
    assert noted(tmp_path) == ["begins", "ends"]


@pytest.mark.slow
def test_job_in_hand_holds_up_nothing_else_and_a_second_signal_ends_the_worker_at_once(
    tmp_path: Path, start: Start
) -> None:
    start_job(sample_jobs.wait_to_be_let_go, str(tmp_path), title="Waiting", by=None)
    worker = start()
    wait_for(lambda: noted(tmp_path))
    PeriodicRun.objects.filter(name="old jobs").update(next_at=timezone.now() - timedelta(days=1))
    wait_for(lambda: PeriodicRun.objects.filter(name="old jobs", next_at__gt=timezone.now()).exists())
    assert Job.objects.get().state is JobState.RUNNING
    worker.terminate()
    wait_until_stopping(worker)
    assert worker.poll() is None
    worker.terminate()
    worker.wait(60)
    assert worker.returncode == -signal.SIGTERM
    assert noted(tmp_path) == ["begins"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_worker_whose_part_ends_ends_with_it(caplog: pytest.LogCaptureFixture) -> None:
    def end(context: WorkerContext) -> int:
        raise SystemExit

    worker = Worker([Part("ending", end), Part("going on", lambda context: 0)], name="w", lease=LEASE)
    assert worker.run() is False
    assert [record.getMessage() for record in caplog.records] == [
        "The worker's part “ending” ended, and the worker with it."
    ]
    caplog.clear()


def test_failure_of_a_part_is_logged_once_and_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(work, "PAUSE", 0.01)
    monkeypatch.setattr(work, "LONGEST_PAUSE", 0.02)
    tried, turns = [], []

    def fail(context: WorkerContext) -> int:
        tried.append(context.worker)
        raise RuntimeError("broken")

    def go_on(context: WorkerContext) -> int:
        turns.append(context.worker)
        if len(tried) > 3 and len(turns) > 3:
            worker.stop()
        return 0

    worker = Worker([Part("failing", fail), Part("going on", go_on)], name="w", lease=LEASE)
    assert worker.run() is True
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == [
        "The worker's part “failing” failed; it is tried again, and the others go on."
    ]
    caplog.clear()


def test_running_once_says_whether_something_failed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(context: WorkerContext) -> int:
        raise RuntimeError("broken")

    monkeypatch.setattr("config.management.commands.work.parts", lambda: [Part("failing", fail)])
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    with pytest.raises(CommandError) as refusal:
        call_command("work", "--once")
    signal.signal(signal.SIGTERM, before[0])
    signal.signal(signal.SIGINT, before[1])
    caplog.clear()
    assert str(refusal.value) == "Not everything could be done; the log says what."


def test_check_says_what_waits_for_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in PERIODIC_WORK:
        PeriodicRun.objects.create(name=each.name, next_at=timezone.now())
    start_job(sample_jobs.leave_a_note, str(tmp_path), title="A note", by=None)
    call_command("work", "--check")
    long_ago = timezone.now() - timedelta(minutes=6)
    DBTaskResult.objects.update(enqueued_at=long_ago)
    PeriodicRun.objects.filter(name="scheduled posts").update(next_at=long_ago)
    with pytest.raises(CommandError) as refusal:
        call_command("work", "--check")
    assert str(refusal.value) == "Waiting for more than five minutes: scheduled posts, jobs. Is a worker running?"


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "1e9"])
def test_lease_outside_its_limits_is_refused(seconds: str) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("work", f"--lease={seconds}")
    assert str(refusal.value) == "Error: argument --lease: from 1 to 3600 seconds"


def test_jobs_of_another_backend_are_left_to_its_own_workers(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    assert [part.name for part in parts()] == ["mail", "what is due", "kept files"]


def test_each_worker_drops_what_its_machine_keeps_at_once_and_then_every_hour(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    unneeded = Path(settings.KEPT_DIR) / "of no release"
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    [part] = [part for part in parts() if part.name == "kept files"]
    context = WorkerContext("worker", LEASE, lambda: False)

    def dropped_after(minutes: int) -> int:
        nonlocal now
        now += minutes * 60
        keep({unneeded: b"x"})
        return part.do(context)

    assert [dropped_after(minutes) for minutes in (0, 0, 59, 1, 59)] == [1, 0, 0, 1, 0]


def test_sessions_that_have_expired_are_forgotten() -> None:
    for age in (-60, 60):
        session = SessionStore()
        session.set_expiry(age)
        session.create()
    due.forget_expired_sessions(timezone.now())
    assert Session.objects.count() == 1


def test_part_that_fails_waits_twice_as_long_each_time_up_to_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    runner = PartRunner(Part("failing", lambda context: 0))

    def fail() -> int:
        raise RuntimeError("broken")

    pauses = []
    for _time in range(8):
        runner.run(fail)
        pauses.append(runner.pause)
    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60]
    assert (runner.run(lambda: 3), runner.pause) == (3, 1)
    assert len(caplog.records) == 1
    caplog.clear()


def test_what_people_are_promised_is_done_by_itself_and_how_often() -> None:
    every = {work.name: work.every for work in PERIODIC_WORK}
    promised = {
        "scheduled posts": timedelta(seconds=10),
        "notices of changed programmes": timedelta(seconds=10),
        "offers of places that ran out": timedelta(minutes=1),
        "documents of those who do not travel": timedelta(minutes=1),
        "mails of the eve": timedelta(minutes=5),
        "reminders of cities": timedelta(hours=1),
        "codes and visits that ended": timedelta(hours=1),
        "personal links that ended": timedelta(days=1),
        "personal data that is not needed any more": timedelta(days=1),
    }
    assert {name: every.get(name) for name in promised} == promised
