"""The job that the bench of the worker kills. It leaves signs of life in a file of its own, outside any transaction."""

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
    """Begins where the attempt before was."""
    file = Path(folder) / str(job.pk)
    _leave(file, job.attempt, "begins")
    for step in range(job.done, STEPS):
        time.sleep(seconds)
        report(job, done=step + 1, total=STEPS)
        _leave(file, job.attempt, "goes on")
    _leave(file, job.attempt, "ends")


def signs(folder: Path) -> list[list[Sign]]:
    """Of each job that was ever begun."""
    return [[_sign(line) for line in file.read_text().splitlines()] for file in sorted(folder.iterdir())]


def _leave(file: Path, attempt: int, what: str) -> None:
    with file.open("a") as lines:
        lines.write(f"{attempt}|{what}|{time.time()}\n")


def _sign(line: str) -> Sign:
    attempt, what, at = line.split("|")
    return Sign(int(attempt), what == "ends", float(at))
