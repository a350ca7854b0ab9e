"""Files of drawn outputs: each is written completely or not at all, and is known by its end to be whole.

A disk that fails never takes an answer down: what cannot be read is drawn anew, and what cannot be written is sent
nevertheless.
"""

import logging
import os
import stat
import sys
import tempfile
import time
import zlib
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

logger = logging.getLogger(__name__)

MARK = b"sojourn2"
END = len(MARK) + 12
"""The bytes that every file has after its body: the mark, and the body's length and checksum (CRC-32)."""
DRAFT = "."
"""How the names of files begin that are being written."""
SILENCE = 600
"""For how many seconds a process does not repeat a warning."""
_warned: dict[tuple[str, str], float] = {}


def read(path: Path) -> bytes | None:
    """The body. None if it has to be drawn: the file is missing, cannot be read, was damaged, or was written by others."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # a pipe in its place would be waited for without end
    except OSError:
        return None
    try:
        length = os.fstat(handle).st_size - END
        if length >= 0:
            body = os.read(handle, length)
            if os.read(handle, END) == _end(body):
                return body
    except OSError:
        return None
    finally:
        os.close(handle)
    warn("A damaged file is drawn anew", path.name)
    return None


def keep(files: Mapping[Path, bytes]) -> None:
    """Writes the files in their order. A disk that is full or not writable is logged as a warning."""
    try:
        for path, body in files.items():
            _write(path, body)
    except OSError:
        names = ", ".join(path.name for path in files)
        warn("What is drawn cannot be kept, and is drawn anew each time", names)


def warn(problem: str, about: str) -> None:
    """Logs the problem, with the error in hand. Each process says the same only once in SILENCE seconds."""
    now, key = time.monotonic(), (problem, str(settings.KEPT_DIR))
    if now < _warned.get(key, now):
        return
    _warned[key] = now + SILENCE
    logger.warning("%s: %s in %s.", problem, about, settings.KEPT_DIR, exc_info=sys.exception())


def _end(body: bytes) -> bytes:
    return MARK + len(body).to_bytes(8) + zlib.crc32(body).to_bytes(4)


def _write(path: Path, body: bytes, *, tries: int = 3) -> None:
    """Writes the file, again if its folder is dropped meanwhile."""
    try:
        _make_folder(path.parent)
        _replace(path, body)
    except FileNotFoundError:
        if tries == 1:
            raise
        _write(path, body, tries=tries - 1)


def _make_folder(folder: Path) -> None:
    """Makes the folder and those above it. The group may read them, whatever the umask is."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    folder.chmod(folder.stat().st_mode | stat.S_IRGRP | stat.S_IXGRP)


def _replace(path: Path, body: bytes) -> None:
    """Writes through a temporary file, so that no reader finds half a file.

    It need not be on the disk before it gets its name: what a power cut leaves behind the name does not fit its end.
    """
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=DRAFT)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines((body, _end(body)))
            os.fchmod(handle, stat.S_IRUSR | stat.S_IWUSR | stat.S_IRGRP)
        os.replace(draft, path)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise
