"""Outputs of editions, kept as files under keys that name everything they depend on.

A kept output is never stale, so nothing is ever invalidated: what changes an output changes its key. Any machine can draw it
again, so the folder is safe to delete. Files lie under the edition's digest, so that a redaction can purge them.
"""

import gzip
import hashlib
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import distributions
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

logger = logging.getLogger(__name__)

EVERY_EVENT = "events"
"""Stands for the digest of an output that is drawn from many editions."""
NO_ROOMS = {"tests", "bench"}
"""Packages beside the rooms that draw nothing."""


@dataclass(frozen=True)
class Output:
    """What a kept output is drawn from: an edition's digest, which output it is, and all else that shapes its bytes.

    In the digest's place stands EVERY_EVENT, or an event's UID, for what is drawn from more than one edition.
    """

    digest: str
    name: str
    facts: tuple[str, ...] = ()

    @cached_property
    def token(self) -> str:
        """Names these very bytes: the file's name, and the entity tag."""
        parts = (self.digest, self.name, *self.facts, *_site_facts(), get_language() or "", renderer_digest())
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]

    @property
    def is_kept(self) -> bool:
        return os.path.exists(self.path(gzipped=False))  # half the time of Path.exists, at every request

    def path(self, *, gzipped: bool) -> Path:
        file = f"{self.token}-{self.name}{'.gz' if gzipped else ''}"
        return Path(f"{settings.KEPT_DIR}/{self.digest[:2]}/{self.digest}/{file}")


def kept(output: Output, draw: Callable[[], bytes], *, gzipped: bool) -> bytes:
    """The output's bytes, drawn and kept first if they are not there yet. Two who draw at once keep the same bytes."""
    path = output.path(gzipped=gzipped)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        body = draw()
    packed = gzip.compress(body, compresslevel=6, mtime=0)
    keep({output.path(gzipped=True): packed, output.path(gzipped=False): body})
    return packed if gzipped else body


def keep(files: Mapping[Path, bytes]) -> None:
    """In their order, each whole or not at all. A full disk is a warning: it must not take down what has just been drawn."""
    try:
        for path, body in files.items():
            _write(path, body)
    except OSError:
        names = ", ".join(path.name for path in files)
        logger.warning("Cannot keep %s in %s; it is drawn anew each time.", names, settings.KEPT_DIR, exc_info=True)


def purge(digests: Iterable[str]) -> None:
    """Forgets all that was drawn from editions with these digests, or is kept under what stands for one."""
    for digest in digests:
        shutil.rmtree(Path(settings.KEPT_DIR) / digest[:2] / digest, ignore_errors=True)


def _site_facts() -> tuple[str, ...]:
    return (settings.BASE_URL, settings.SITE_NAME, settings.OFFICE_EMAIL)


def _write(path: Path, body: bytes) -> None:
    """Appears whole or not at all: a reader never finds half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        os.replace(draft, path)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise


@cache
def renderer_digest() -> str:
    """Of all that turns a value into bytes: our sources and templates, the built static files, the libraries installed.

    Read once a process, some twenty milliseconds; a new release starts new processes.
    """
    digest = hashlib.sha256()
    for path in sorted(_sources()):
        digest.update(path.relative_to(settings.BASE_DIR).as_posix().encode())
        digest.update(path.read_bytes())
    for name in sorted(f"{library.name}=={library.version}" for library in distributions()):
        digest.update(name.encode())
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    digest.update(manifest.read_bytes() if manifest.exists() else b"")
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    """Those of every room, found by walking, so that a new room counts from its first day; and the templates and translations."""
    base = Path(settings.BASE_DIR)
    for room in _rooms(base):
        yield from (path for path in room.rglob("*.py") if "migrations" not in path.relative_to(room).parts)
    yield from (base / "templates").rglob("*.html")
    yield from (base / "locale").rglob("*.mo")


def _rooms(base: Path) -> Iterator[Path]:
    """The packages beside `manage.py`, without those that no output is drawn by."""
    packages = (path.parent for path in base.glob("*/__init__.py"))
    return (package for package in packages if package.name not in NO_ROOMS)
