"""The job that is killed by the benchmark of the worker. It writes signs of life to a file, outside any transaction."""

import time
from pathlib import Path
from typing import NamedTuple

from backstage.jobs.jobs import job, report
from backstage.models import Job

STEPS = 4


class Sign(NamedTuple):
    attempt: int
    is_end: bool
    at: float


@job
def take_steps(job: Job, folder: str, seconds: float) -> None:
    """Continues from the progress of the attempt before."""
    file = Path(folder) / str(job.pk)
    _leave(file, job.attempt, "begins")
    for step in range(job.done, STEPS):
        time.sleep(seconds)
        report(job, done=step + 1, total=STEPS)
        _leave(file, job.attempt, "goes on")
    _leave(file, job.attempt, "ends")


def signs(folder: Path) -> list[list[Sign]]:
    """The signs of life of each job that ever began."""
    return [[_sign(line) for line in file.read_text().splitlines()] for file in sorted(folder.iterdir())]


def _leave(file: Path, attempt: int, what: str) -> None:
    with file.open("a") as lines:
        lines.write(f"{attempt}|{what}|{time.time()}\n")


def _sign(line: str) -> Sign:
    attempt, what, at = line.split("|")
    return Sign(int(attempt), what == "ends", float(at))
