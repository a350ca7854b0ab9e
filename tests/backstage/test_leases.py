"""One worker of many holds a row alone.

The tests use the rows of periodic work; the same holds for every leased model.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError, connection
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from backstage.leases import claim, has_ended, heartbeat, hold, is_free, ours, release, renew, renewing, time_left
from backstage.models import PeriodicRun
from tests.counting import asked

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def row(name: str = "sweep") -> PeriodicRun:
    return PeriodicRun.objects.get_or_create(name=name, defaults={"next_at": Now()})[0]


def pass_time(by: timedelta) -> None:
    """Lets time pass for the rows, because the clock of the database counts: a little more, as SQLite counts milliseconds."""
    PeriodicRun.objects.update(held_until=F("held_until") - by - timedelta(milliseconds=5))


def test_claim_is_one_update_and_one_worker_has_it() -> None:
    mine, other = row(), row()
    with asked() as seen:
        assert claim(mine, lease=MINUTE, by="w")
    assert [sql[:6] for sql, _params in seen.statements] == ["UPDATE"]
    assert (claim(other, lease=MINUTE), ours(mine).exists(), ours(other).exists()) == (False, True, False)
    assert row().holder == mine.holder
    assert mine.holder.startswith("w ")


def test_claim_writes_its_facts_only_where_it_succeeds() -> None:
    long_ago = timezone.now() - timedelta(days=9)
    assert claim(row(), lease=MINUTE, next_at=long_ago)
    assert not claim(row(), lease=MINUTE, next_at=Now())
    assert row().next_at == long_ago


def test_row_that_does_not_meet_the_conditions_is_not_claimed() -> None:
    assert not claim(row(), Q(next_at__gt=Now() + MINUTE), lease=MINUTE)
    assert claim(row(), Q(next_at__lte=Now()), lease=MINUTE)


def test_lease_that_is_not_renewed_ends_and_whoever_was_slower_changes_nothing() -> None:
    slow, next_one = row(), row()
    claim(slow, lease=MINUTE)
    pass_time(MINUTE - timedelta(seconds=10))
    assert (claim(next_one, lease=MINUTE), PeriodicRun.objects.filter(has_ended()).count()) == (False, 0)
    pass_time(timedelta(seconds=10))
    assert PeriodicRun.objects.filter(has_ended()).count() == 1
    assert claim(next_one, lease=MINUTE)
    assert (renew(slow, lease=MINUTE), release(slow, next_at=None), ours(slow).delete()[0]) == (False, False, 0)
    assert row().holder == next_one.holder


def test_lease_of_before_the_clock_was_set_back_has_ended() -> None:
    claim(row(), lease=MINUTE)
    pass_time(timedelta(hours=-3))
    assert claim(row(), lease=MINUTE)


def test_lease_that_is_renewed_goes_on() -> None:
    mine = row()
    claim(mine, lease=MINUTE)
    pass_time(MINUTE - timedelta(seconds=10))
    assert renew(mine, lease=MINUTE)
    pass_time(MINUTE - timedelta(seconds=10))
    assert not claim(row(), lease=MINUTE)


def test_released_row_is_free_and_has_the_facts_written() -> None:
    mine, later = row(), timezone.now() + timedelta(days=1)
    claim(mine, lease=MINUTE)
    assert release(mine, next_at=later)
    stored = row()
    assert (stored.next_at, stored.holder, stored.held_until) == (later, "", None)
    assert (release(mine), claim(stored, lease=MINUTE)) == (False, True)


def test_claim_of_one_row_leaves_the_others_free() -> None:
    claim(row("one"), lease=MINUTE)
    row("other")
    assert PeriodicRun.objects.filter(is_free()).values_list("name", flat=True).get() == "other"


def test_row_may_be_held_from_the_moment_it_is_written() -> None:
    mine = PeriodicRun.objects.create(name="sweep", next_at=Now(), **hold(MINUTE))
    assert (claim(row(), lease=MINUTE), ours(mine).exists()) == (False, True)
    [left] = PeriodicRun.objects.values_list(time_left(), flat=True)
    assert MINUTE - timedelta(seconds=10) < left <= MINUTE


@pytest.mark.parametrize("off", [timedelta(days=-1), timedelta(days=1)])
def test_clock_of_the_machine_does_not_matter(off: timedelta) -> None:
    claim(row(), lease=MINUTE)
    with time_machine.travel(timezone.now() + off):
        assert not claim(row(), lease=MINUTE)
        pass_time(MINUTE)
        assert claim(row(), lease=MINUTE)
    assert not claim(row(), lease=MINUTE)


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_claim_at_once_one_has_it() -> None:
    rows, begin = [row() for _ in range(20)], threading.Barrier(20)

    def try_it(each: PeriodicRun) -> bool:
        try:
            begin.wait()
            return claim(each, lease=MINUTE)
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as threads:
        assert sorted(threads.map(try_it, rows)) == [False] * 19 + [True]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_lease_is_renewed_for_as_long_as_the_block_takes() -> None:
    """The lease is long enough for a busy machine to renew it in time."""
    mine, lease = row(), timedelta(seconds=2)
    claim(mine, lease=lease)
    with renewing(mine, lease=lease):
        for _ in range(30):
            threading.Event().wait(0.1)
            assert not claim(row(), lease=lease)
    pass_time(lease)
    assert claim(row(), lease=lease)


def test_heartbeat_lasts_as_long_as_the_work_and_survives_a_database_that_is_away(
    caplog: pytest.LogCaptureFixture,
) -> None:
    beats, third = [], threading.Event()

    def beat() -> bool:
        beats.append(threading.current_thread().name)
        if len(beats) == 1:
            raise OperationalError("away")
        if len(beats) == 3:
            third.set()
        return True

    with heartbeat(beat, every=0.01):
        assert third.wait(10)
    after = len(beats)
    assert (set(beats), caplog.records[0].getMessage()) == ({"lease"}, "A lease could not be renewed.")
    assert not third.wait(0.05) or len(beats) == after


def test_heartbeat_stops_where_another_holds_the_lease() -> None:
    beats = []

    def beat() -> bool:
        beats.append(1)
        return False

    with heartbeat(beat, every=0.01):
        threading.Event().wait(0.2)
    assert beats == [1]
