"""A task is taken back from a dead worker, and never from one that renews its lease in the meantime."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django_tasks_db.models import DBTaskResult

from backstage.jobs.claiming import Claim, Outcome, claim, finish, take_back
from backstage.leases import LEASE, renew
from backstage.models import Lease
from tests.backstage.jobs import sample_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("jobs_wait")]


def overdue_claim() -> Claim:
    """A running task whose lease ended an hour ago."""
    sample_jobs.plain.enqueue("words")
    found = claim("w")
    assert found
    Lease.objects.update(held_until=F("held_until") - timedelta(hours=1))
    return found


def status() -> str:
    return DBTaskResult.objects.get().status


class After:
    """Calls `act` once, after this many statements have run."""

    def __init__(self, statements: int, act: Callable[[], bool]) -> None:
        self._left, self._act = statements, act
        self.result: bool | None = None

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        done = execute(sql, params, many, context)
        self._left -= 1
        if self._left == 0:
            self.result = self._act()
        return done


@pytest.mark.parametrize("statements", [1, 2, 3])
def test_worker_that_comes_back_while_its_task_is_taken_back_either_keeps_it_or_loses_it(statements: int) -> None:
    """Whichever comes first, there is one outcome: either the worker still holds the task, or it is ready for another."""
    held = overdue_claim()
    meanwhile = After(statements, lambda: renew(held.lease, lease=LEASE))
    with connection.execute_wrapper(meanwhile):
        taken = take_back()
    assert (meanwhile.result, taken, status()) in [(True, 0, "RUNNING"), (False, 1, "READY")]


def test_task_that_is_done_while_it_is_taken_back_is_not_begun_again() -> None:
    held = overdue_claim()
    meanwhile = After(1, lambda: finish(held, Outcome("done")))
    with connection.execute_wrapper(meanwhile):
        taken = take_back()
    assert (meanwhile.result, taken, status()) in [(True, 0, "SUCCESSFUL"), (False, 1, "READY")]


def test_no_other_task_is_taken_back_with_one_whose_worker_is_gone() -> None:
    overdue_claim()
    sample_jobs.plain.enqueue("more words")
    living = claim("another")
    assert living
    assert take_back() == 1
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["READY", "RUNNING"]
    assert DBTaskResult.objects.running().get().pk == living.result.pk
    assert renew(living.lease, lease=LEASE)
