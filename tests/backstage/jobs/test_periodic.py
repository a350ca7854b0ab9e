"""Periodic work runs on one of all workers at a time, and a failure does not hold up other work."""

import logging
import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from backstage.jobs.periodic import PeriodicWork, overdue, run_due_work
from backstage.models import PeriodicRun
from tests.counting import asked

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


class CountedWork:
    """Periodic work that records each of its runs."""

    def __init__(self, name: str = "sweep", every: timedelta = HOUR) -> None:
        self.moments: list[datetime] = []
        self.work = PeriodicWork(name, every, self.do)

    def do(self, now: datetime) -> int:
        self.moments.append(now)
        return 1


def fail(now: datetime) -> int:
    raise RuntimeError("broken")


def pass_time(by: timedelta) -> None:
    """Lets time pass for the rows, because the clock of the database counts."""
    PeriodicRun.objects.update(next_at=F("next_at") - by, held_until=F("held_until") - by)


def test_due_work_runs_once_and_again_after_its_interval() -> None:
    sweep = CountedWork()
    assert [run_due_work([sweep.work]) for _ in range(3)] == [1, 0, 0]
    pass_time(HOUR - timedelta(seconds=30))
    assert run_due_work([sweep.work]) == 0
    pass_time(timedelta(seconds=30))
    assert (run_due_work([sweep.work]), len(sweep.moments)) == (1, 2)
    assert timezone.now() - sweep.moments[-1] < timedelta(minutes=1)


@pytest.mark.parametrize("count", [1, 8])
def test_looking_for_due_work_costs_one_query(count: int) -> None:
    periodic = [CountedWork(str(number)).work for number in range(count)]
    assert run_due_work(periodic) == count
    with asked() as seen:
        run_due_work(periodic)
    assert seen.queries == 1


def test_clock_that_was_set_back_holds_nothing_up() -> None:
    sweep = CountedWork()
    run_due_work([sweep.work])
    pass_time(-3 * HOUR)
    assert [run_due_work([sweep.work]) for _ in range(3)] == [1, 0, 0]


def test_failure_holds_up_no_other_and_is_tried_again_in_a_while(caplog: pytest.LogCaptureFixture) -> None:
    broken, sweep = PeriodicWork("broken", timedelta(days=1), fail), CountedWork()
    assert run_due_work([broken, sweep.work]) == 2
    assert len(sweep.moments) == 1
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == [
        "“broken” failed; it is tried again in a while."
    ]
    caplog.clear()
    assert run_due_work([broken, sweep.work]) == 0
    pass_time(timedelta(minutes=1))
    assert run_due_work([broken, sweep.work]) == 1
    caplog.clear()


def test_work_of_a_killed_worker_is_done_by_another_after_its_lease() -> None:
    sweep = CountedWork()
    now = timezone.now()
    PeriodicRun.objects.create(name="sweep", next_at=now, holder="killed", held_until=now + timedelta(minutes=1))
    assert run_due_work([sweep.work]) == 0
    pass_time(timedelta(minutes=2))
    assert (run_due_work([sweep.work]), len(sweep.moments)) == (1, 1)
    assert PeriodicRun.objects.get().holder == ""


def test_worker_that_stops_begins_nothing_new() -> None:
    sweep = CountedWork()
    assert (run_due_work([sweep.work], stopping=lambda: True), sweep.moments) == (0, [])


def test_work_that_waits_for_long_or_never_ran_is_overdue() -> None:
    sweep, other = CountedWork(), CountedWork("other")
    run_due_work([sweep.work])
    by = timedelta(minutes=5)
    assert overdue([sweep.work, other.work], by=by) == ["other"]
    pass_time(HOUR + timedelta(minutes=6))
    assert overdue([sweep.work], by=by) == ["sweep"]


@pytest.mark.django_db(transaction=True)
def test_many_workers_run_due_work_once() -> None:
    begin, sweep, failed = threading.Barrier(6), CountedWork(), []

    def work() -> None:
        try:
            begin.wait()
            run_due_work([sweep.work])
        except Exception as error:  # noqa: BLE001  # the test asserts that there is none
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (failed, len(sweep.moments)) == ([], 1)
