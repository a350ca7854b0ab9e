"""A lease keeps a task for one worker, and no longer than that worker lives."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import F
from django_tasks_db.models import DBTaskResult

from backstage.jobs import claiming as leases
from backstage.jobs.claiming import (
    Claim,
    Outcome,
    claim,
    finish,
    forget_old_results,
    is_any_ready,
    take_back,
)
from backstage.jobs.jobs import start_job
from backstage.leases import LEASE, renew
from backstage.models import Job, JobState, Lease
from tests.backstage.jobs import sample_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("jobs_wait")]


def claimed() -> Claim:
    found = claim("w")
    assert found
    return found


def let_it_end() -> None:
    """Ends the lease, as if the worker had not renewed it in time."""
    Lease.objects.update(held_until=F("held_until") - timedelta(hours=1))


def status() -> str:
    return DBTaskResult.objects.get().status


def test_task_is_claimed_once(tmp_path: Path) -> None:
    start_job(sample_jobs.leave_a_note, str(tmp_path), title="A note", by=None)
    first = claimed()
    assert (claim("other"), status()) == (None, "RUNNING")
    assert Lease.objects.get().holder == first.lease.holder
    assert finish(first, Outcome(value="value"))
    assert (status(), DBTaskResult.objects.get().return_value, Lease.objects.count()) == ("SUCCESSFUL", "value", 0)


def test_task_of_a_silent_worker_is_ready_again_when_its_lease_has_ended() -> None:
    sample_jobs.plain.enqueue("words")
    first = claimed()
    assert (take_back(), status()) == (0, "RUNNING")
    let_it_end()
    assert (take_back(), take_back(), status(), Lease.objects.count()) == (1, 0, "READY", 0)
    second = claimed()
    assert second.result.pk == first.result.pk
    assert [holder[0] for holder in second.result.worker_ids] == ["w", "w"]


def test_lease_that_was_renewed_in_time_is_kept() -> None:
    sample_jobs.plain.enqueue("words")
    first = claimed()
    let_it_end()
    assert renew(first.lease, lease=LEASE)
    assert (take_back(), status()) == (0, "RUNNING")


def test_worker_that_was_taken_for_dead_writes_nothing_of_the_task_that_another_has() -> None:
    sample_jobs.plain.enqueue("words")
    first = claimed()
    let_it_end()
    take_back()
    assert (renew(first.lease, lease=LEASE), finish(first, Outcome())) == (False, False)
    second = claimed()
    assert (renew(first.lease, lease=LEASE), finish(first, Outcome(error=RuntimeError())), status()) == (
        False,
        False,
        "RUNNING",
    )
    assert (finish(second, Outcome()), status()) == (True, "SUCCESSFUL")


def test_task_whose_workers_all_die_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    job = start_job(sample_jobs.die, title="Badges", by=None)
    for _ in range(3):
        claimed()
        let_it_end()
        assert take_back() == 1
    assert [record.getMessage() for record in caplog.records if record.name == "backstage.jobs.claiming"] == [
        f"Task {job.result} is given up: each of its 3 workers ended before it did."
    ]
    caplog.clear()
    job.refresh_from_db()
    assert (status(), claim("w"), job.state) == ("FAILED", None, JobState.FAILED)
    assert job.failure == (
        "It was started 3 times, and each time its worker stopped first."
        " Try it again when the operator has solved the problem."
    )


def test_old_results_are_forgotten_and_no_others() -> None:
    for _ in range(3):
        sample_jobs.plain.enqueue("words")
    for _ in range(2):
        finish(claimed(), Outcome())
    old = DBTaskResult.objects.successful().first()
    assert old
    DBTaskResult.objects.filter(pk=old.pk).update(finished_at=F("finished_at") - timedelta(days=31))
    assert forget_old_results(older_than=timedelta(days=30)) == 1
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["READY", "SUCCESSFUL"]


def test_task_that_was_set_back_by_hand_waits_for_the_worker_that_may_have_it_still() -> None:
    """It does not hold up another task."""
    sample_jobs.plain.enqueue("words")
    first = claimed()
    DBTaskResult.objects.update(status="READY")
    assert (is_any_ready(), claim("w")) == (False, None)
    sample_jobs.plain.enqueue("other words")
    assert claimed().result.pk != first.result.pk
    let_it_end()
    assert claimed().result.pk == first.result.pk


@pytest.mark.django_db(transaction=True)
def test_many_workers_claim_each_task_once() -> None:
    """40 tasks and 6 workers that begin together."""
    for number in range(40):
        sample_jobs.plain.enqueue(str(number))
    begin, found, failed = threading.Barrier(6), [], []

    def work() -> None:
        try:
            begin.wait()
            while got := claim(threading.current_thread().name):
                found.append(got.result.pk)
        except Exception as error:  # noqa: BLE001  # the test asserts that there is none
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (failed, len(found), len(set(found))) == ([], 40, 40)


@pytest.mark.django_db(transaction=True)
def test_many_sweepers_take_a_task_back_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """All read the same ended lease before any of them acts."""
    sample_jobs.plain.enqueue("words")
    claimed()
    let_it_end()
    begin, taken = threading.Barrier(4), []
    one_by_one = leases._take_back

    def together(lease: Lease) -> bool:
        connection.close()
        begin.wait()
        return one_by_one(lease)

    monkeypatch.setattr(leases, "_take_back", together)

    def sweep() -> None:
        taken.append(take_back())
        connection.close()

    threads = [threading.Thread(target=sweep) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(taken), status()) == ([0, 0, 0, 1], "READY")


def test_job_waits_until_it_is_given_up_or_done() -> None:
    start_job(sample_jobs.refuse, title="List", by=None)
    first = claimed()
    finish(first, Outcome(error=ImportError("no such module")))
    job = Job.objects.get()
    assert (job.state, job.error) == (JobState.FAILED, "builtins.ImportError")
