"""Workers in separate processes on the suite's database."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

PATIENCE = 120.0
Start = Callable[..., "subprocess.Popen[str]"]


def database_url() -> str:
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    return f"postgres://{facts['USER']}:{facts['PASSWORD']}@{facts['HOST']}:{facts['PORT'] or 5432}/{facts['NAME']}"


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts `manage.py work` with these options, in its own session.

    Processes that still run at the end are killed.
    """
    started: list[subprocess.Popen[str]] = []
    own = {"DATABASE_URL": database_url(), "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}

    def start(*options: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(  # noqa: S603  (our own interpreter and command)
            [sys.executable, "manage.py", "work", *options],
            cwd=settings.BASE_DIR,
            env=os.environ | own,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    with heeding_ctrl_c():
        yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@contextmanager
def heeding_ctrl_c() -> Iterator[None]:
    """Processes that begin within heed Ctrl-C. A suite that runs in the background ignores it, and its children would too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def wait_for(condition: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, "What was waited for did not come."
        time.sleep(0.05)


def wait_until_stopping(worker: "subprocess.Popen[str]") -> None:
    """Waits until the worker has heeded its first signal: from then on the next one ends it at once (proc(5), `SigCgt`)."""

    def is_stopping() -> bool:
        caught = re.search(r"^SigCgt:\s*(\w+)$", Path(f"/proc/{worker.pid}/status").read_text(), re.MULTILINE)
        assert caught, "The kernel names the signals that a process catches."
        return not int(caught[1], 16) >> (signal.SIGTERM - 1) & 1

    wait_for(is_stopping)
