"""What comes round is done by one of all workers, and what fails holds up nothing."""

import logging
import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from backstage.jobs.periodic import Due, overdue, run_due
from backstage.models import DueRun
from tests.counting import asked

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


class Clockwork:
    """Something due that counts how often it was done."""

    def __init__(self, name: str = "sweep", every: timedelta = HOUR) -> None:
        self.moments: list[datetime] = []
        self.due = Due(name, every, self.do)

    def do(self, now: datetime) -> int:
        self.moments.append(now)
        return 1


def fail(now: datetime) -> int:
    raise RuntimeError("broken")


def pass_time(by: timedelta) -> None:
    """As the database sees it, whose clock counts."""
    DueRun.objects.update(next_at=F("next_at") - by, held_until=F("held_until") - by)


def test_what_is_due_is_done_once_and_again_when_its_time_has_come() -> None:
    sweep = Clockwork()
    assert [run_due([sweep.due]) for _ in range(3)] == [1, 0, 0]
    pass_time(HOUR - timedelta(seconds=30))
    assert run_due([sweep.due]) == 0
    pass_time(timedelta(seconds=30))
    assert (run_due([sweep.due]), len(sweep.moments)) == (1, 2)
    assert timezone.now() - sweep.moments[-1] < timedelta(minutes=1)


@pytest.mark.parametrize("count", [1, 8])
def test_looking_for_what_is_due_costs_one_query(count: int) -> None:
    dues = [Clockwork(str(number)).due for number in range(count)]
    assert run_due(dues) == count
    with asked() as seen:
        run_due(dues)
    assert seen.queries == 1


def test_clock_that_was_set_back_holds_nothing_up() -> None:
    sweep = Clockwork()
    run_due([sweep.due])
    pass_time(-3 * HOUR)
    assert [run_due([sweep.due]) for _ in range(3)] == [1, 0, 0]


def test_failure_holds_up_no_other_and_is_tried_again_in_a_while(caplog: pytest.LogCaptureFixture) -> None:
    broken, sweep = Due("broken", timedelta(days=1), fail), Clockwork()
    assert run_due([broken, sweep.due]) == 2
    assert len(sweep.moments) == 1
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == [
        "“broken” failed; it is tried again in a while."
    ]
    caplog.clear()
    assert run_due([broken, sweep.due]) == 0
    pass_time(timedelta(minutes=1))
    assert run_due([broken, sweep.due]) == 1
    caplog.clear()


def test_what_a_killed_worker_had_begun_is_done_by_another_when_its_lease_has_ended() -> None:
    sweep = Clockwork()
    now = timezone.now()
    DueRun.objects.create(name="sweep", next_at=now, holder="killed", held_until=now + timedelta(minutes=1))
    assert run_due([sweep.due]) == 0
    pass_time(timedelta(minutes=2))
    assert (run_due([sweep.due]), len(sweep.moments)) == (1, 1)
    assert DueRun.objects.get().holder == ""


def test_worker_that_stops_begins_nothing_new() -> None:
    sweep = Clockwork()
    assert (run_due([sweep.due], stopping=lambda: True), sweep.moments) == (0, [])


def test_what_waits_for_long_or_was_never_done_is_overdue() -> None:
    sweep, other = Clockwork(), Clockwork("other")
    run_due([sweep.due])
    by = timedelta(minutes=5)
    assert overdue([sweep.due, other.due], by=by) == ["other"]
    pass_time(HOUR + timedelta(minutes=6))
    assert overdue([sweep.due], by=by) == ["sweep"]


@pytest.mark.django_db(transaction=True)
def test_many_workers_do_it_once() -> None:
    begin, sweep, failed = threading.Barrier(6), Clockwork(), []

    def work() -> None:
        try:
            begin.wait()
            run_due([sweep.due])
        except Exception as error:  # noqa: BLE001  # told by the test
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (failed, len(sweep.moments)) == ([], 1)
