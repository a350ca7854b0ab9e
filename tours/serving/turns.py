"""Turns at drawing, for all processes of a machine: what several ask for is drawn by one, and only so much at once.

A turn is a lock on a file (flock): it ends with the process that holds it, however that ends.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files import locks
from django.utils.translation import gettext as _

from tours.serving.kept_files import warn

LONG_WAIT, SHORT_WAIT = 30.0, 10.0
"""For how many seconds a request waits: one of each process long, all others shortly, so that threads stay free."""
FIRST_PAUSE, LONGEST_PAUSE = 0.005, 0.1
_long_wait = threading.BoundedSemaphore()


class Busy(Exception):  # noqa: N818  (it says how the machine is, not that something broke)
    """What is asked for is still being drawn, or too much else is. The answer is 503, with Retry-After."""

    def __str__(self) -> str:
        return _("This is being prepared, which takes a moment.")


@contextmanager
def only_one(token: str) -> Iterator[None]:
    """Lets one at a time draw the output with this token. Raises Busy.

    There are 4096 files of locks. Two outputs may share one, and then wait for each other.
    """
    with _locked([f"output-{token[:3]}"]):
        yield


@contextmanager
def one_of_few(kind: str) -> Iterator[None]:
    """Lets DRAWINGS_AT_ONCE draw outputs of this kind at a time. Raises Busy."""
    with _locked([f"{kind}-{number}" for number in range(settings.DRAWINGS_AT_ONCE)]):
        yield


@contextmanager
def _locked(names: Sequence[str]) -> Iterator[None]:
    """Holds one of the locks. Where there can be none, it goes on without: better to draw twice than not at all."""
    with ExitStack() as held:
        try:
            folder = Path(settings.LOCKS_DIR)
            folder.mkdir(parents=True, exist_ok=True)
            _wait_for([held.enter_context((folder / name).open("ab")) for name in names])
        except OSError:
            warn("Requests cannot wait for each other", "the locks")
        yield


def _wait_for(files: Sequence[IO[bytes]]) -> None:
    """Waits until one of the files is locked. Raises Busy."""
    if _lock_one(files):
        return
    is_long = _long_wait.acquire(blocking=False)
    try:
        _keep_trying(files, LONG_WAIT if is_long else SHORT_WAIT)
    finally:
        if is_long:
            _long_wait.release()


def _keep_trying(files: Sequence[IO[bytes]], seconds: float) -> None:
    ends, pause = time.monotonic() + seconds, FIRST_PAUSE
    while time.monotonic() < ends:
        time.sleep(pause)
        if _lock_one(files):
            return
        pause = min(pause * 2, LONGEST_PAUSE)
    raise Busy


def _lock_one(files: Sequence[IO[bytes]]) -> bool:
    return any(locks.lock(file, locks.LOCK_EX | locks.LOCK_NB) for file in files)
