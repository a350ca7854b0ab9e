"""`python -m bench.survival.worker` kills workers while they run jobs, and counts lost jobs.

It uses SQLite or DATABASE_URL.
"""

import argparse
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()

from django.conf import settings
from django.db import connection

from backstage.jobs.jobs import start_job, take_up_again
from backstage.models import Job, Lease
from bench.database import own_database
from bench.survival.steps import Sign, signs, take_steps

LEASE = 2.0
MOMENTS = 0.4
"""A worker is killed up to this many seconds after it is seen with a job."""
PATIENCE = 600.0


class Figures(NamedTuple):
    """The figures of a run. `given_up` jobs were taken up again by hand.

    `ended_twice` jobs lost their worker just before it recorded their end.
    """

    done: int
    lost: int
    given_up: int
    taken_up: int
    ended_twice: int
    waits: Sequence[float]
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.survival.worker", description=__doc__)
    parser.add_argument("--jobs", type=int, default=100)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=0.1, help="that each of a job's four steps takes")
    chosen = parser.parse_args()
    with own_database(), TemporaryDirectory(prefix="sojourn-worker-") as folder:
        figures = killing(chosen.jobs, chosen.kills, chosen.workers, chosen.seconds, Path(folder))
    print(
        f"{connection.vendor}: {chosen.jobs} jobs; {chosen.workers} workers at a time, {chosen.kills} killed; lease 2 s"
    )
    print(summary(figures))


def killing(jobs: int, kills: int, workers: int, seconds: float, folder: Path) -> Figures:
    left = folder / "signs"
    left.mkdir()
    for number in range(jobs):
        start_job(take_steps, str(left), seconds, title=f"Job {number}", by=None)
    began, given_up = time.monotonic(), 0
    running = [_worker(folder) for _ in range(workers)]
    try:
        for _ in range(kills):
            _kill_one(running, folder)
        while _is_any_left() and time.monotonic() - began < PATIENCE:
            given_up += _take_up_what_was_given_up()
            time.sleep(0.1)
    finally:
        for worker in running:
            worker.terminate()
            worker.wait()
    return counted(jobs, signs(left), given_up=given_up, seconds=time.monotonic() - began)


def counted(jobs: int, found: Sequence[Sequence[Sign]], *, given_up: int, seconds: float) -> Figures:
    """Counts the outcomes. A job is lost if none of its attempts ended."""
    ends = [sum(sign.is_end for sign in of_job) for of_job in found]
    done = sum(count > 0 for count in ends)
    waits = [next_.at - last.at for of_job in found for last, next_ in pairwise(of_job) if next_.attempt > last.attempt]
    return Figures(
        done=done,
        lost=jobs - done,
        given_up=given_up,
        taken_up=len(waits),
        ended_twice=sum(count > 1 for count in ends),
        waits=waits,
        seconds=seconds,
    )


def summary(figures: Figures) -> str:
    waits = f"median {median(figures.waits):.1f} s, longest {max(figures.waits):.1f} s" if figures.waits else "none"
    return (
        f"done {figures.done}, lost {figures.lost}, taken up again {figures.taken_up}, of these by hand after three"
        f" attempts {figures.given_up}, done twice to the end {figures.ended_twice}\n"
        f"from the last sign of life to the next attempt: {waits}; {figures.seconds:.0f} s in all"
    )


def _worker(folder: Path) -> "subprocess.Popen[bytes]":
    facts = connection.settings_dict
    server = f"{facts['USER']}:{facts['PASSWORD']}@{facts['HOST']}:{facts['PORT'] or 5432}"
    url = f"sqlite:///{facts['NAME']}" if connection.vendor == "sqlite" else f"postgres://{server}/{facts['NAME']}"
    own = {"SOJOURN_MODE": "test", "DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": url}
    return subprocess.Popen(  # noqa: S603  (our own interpreter and command)
        [sys.executable, "manage.py", "work", "--verbosity", "0", "--lease", str(LEASE)],
        cwd=settings.BASE_DIR,
        env=os.environ | own | {"VAR_DIR": str(folder)},
    )


def _is_any_left() -> bool:
    return Job.objects.unfinished().exists() or Job.objects.failed().exists()


def _take_up_what_was_given_up() -> int:
    """Takes up failed jobs again, as people would at the desk."""
    failed = list(Job.objects.failed())
    for job in failed:
        take_up_again(job)
    return len(failed)


def _kill_one(running: "list[subprocess.Popen[bytes]]", folder: Path) -> None:
    """Kills the oldest worker while it runs a job, and starts another in its place."""
    worker = running[0]
    while not Lease.objects.filter(holder__contains=f":{worker.pid} ").exists() and Job.objects.unfinished().exists():
        time.sleep(0.02)
    time.sleep(random.uniform(0, MOMENTS))  # noqa: S311  (no secret)
    worker.kill()
    worker.wait()
    running[:] = [*running[1:], _worker(folder)]


if __name__ == "__main__":
    main()
