"""Jobs for the tests and for workers that they start. Each writes what it did to a file, outside any transaction."""

import os
import signal
import time
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import OperationalError
from django_tasks import TaskContext, task

from backstage.jobs.jobs import job, report
from backstage.models import Job


def note(folder: str, words: str) -> None:
    with (Path(folder) / "done").open("a") as file:
        file.write(f"{words}\n")


def noted(folder: Path) -> list[str]:
    file = folder / "done"
    return file.read_text().splitlines() if file.exists() else []


@job
def leave_a_note(job: Job, folder: str, words: str = "done") -> None:
    note(folder, words)


@job
def take_steps(job: Job, folder: str, steps: int, seconds: float) -> None:
    """Continues from the progress of the attempt before."""
    note(folder, f"attempt {job.attempt} begins at {job.done}")
    for step in range(job.done, steps):
        time.sleep(seconds)
        report(job, done=step + 1, total=steps, note=f"Step {step + 1}")
    note(folder, f"attempt {job.attempt} ends")


@job
def wait_to_be_let_go(job: Job, folder: str) -> None:
    note(folder, "begins")
    while not (Path(folder) / "let go").exists():
        time.sleep(0.05)
    note(folder, "ends")


def let_go(folder: Path) -> None:
    (folder / "let go").touch()


@job
def refuse(job: Job) -> None:
    raise ValidationError("The list has no names in it.")


@job
def stumble(job: Job) -> None:
    raise RuntimeError("a secret of the software")


@job
def find_the_database_away(job: Job) -> None:
    raise OperationalError("server closed the connection unexpectedly")


@job
def die(job: Job) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@task(takes_context=True)
def plain(context: TaskContext, words: str) -> str:
    """A task that is no job."""
    return f"{words}, attempt {context.attempt}"


@task
def end_the_process() -> None:
    raise SystemExit(3)
