"""Outputs of editions, kept as files under keys that name everything they depend on.

A kept output is never stale, so nothing is ever invalidated: whatever changes an output changes its key. Any machine
can draw it again, so the folder is safe to delete. Files lie under the edition's digest, so that a redaction can purge
them.
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
"""Replaces the digest for an output that is drawn from many editions."""
NO_ROOMS = {"tests", "bench"}
"""Packages beside the rooms whose code draws no output."""


@dataclass(frozen=True)
class Output:
    """The key of a kept output: an edition's digest, the output's name, and all other facts that shape its bytes.

    For an output of more than one edition, EVERY_EVENT or an event's UID replaces the digest.
    """

    digest: str
    name: str
    facts: tuple[str, ...] = ()

    @cached_property
    def token(self) -> str:
        """Identifies the bytes: it is part of the file's name and of the entity tag."""
        parts = (self.digest, self.name, *self.facts, *_site_facts(), get_language() or "", renderer_digest())
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]

    @property
    def is_kept(self) -> bool:
        return os.path.exists(self.path(gzipped=False))  # half the time of Path.exists, at every request

    def path(self, *, gzipped: bool) -> Path:
        file = f"{self.token}-{self.name}{'.gz' if gzipped else ''}"
        return Path(f"{settings.KEPT_DIR}/{self.digest[:2]}/{self.digest}/{file}")


def kept(output: Output, draw: Callable[[], bytes], *, gzipped: bool) -> bytes:
    """The output's bytes. They are drawn and kept first if needed. Two concurrent calls keep the same bytes."""
    path = output.path(gzipped=gzipped)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        body = draw()
    packed = gzip.compress(body, compresslevel=6, mtime=0)
    keep({output.path(gzipped=True): packed, output.path(gzipped=False): body})
    return packed if gzipped else body


def keep(files: Mapping[Path, bytes]) -> None:
    """Writes the files in their order, each one completely or not at all.

    A full disk is logged as a warning, so that the output just drawn is still sent.
    """
    try:
        for path, body in files.items():
            _write(path, body)
    except OSError:
        names = ", ".join(path.name for path in files)
        logger.warning("Cannot keep %s in %s; it is drawn anew each time.", names, settings.KEPT_DIR, exc_info=True)


def purge(digests: Iterable[str]) -> None:
    """Deletes all outputs of editions with these digests, or of what replaces a digest."""
    for digest in digests:
        shutil.rmtree(Path(settings.KEPT_DIR) / digest[:2] / digest, ignore_errors=True)


def _site_facts() -> tuple[str, ...]:
    return (settings.BASE_URL, settings.SITE_NAME, settings.OFFICE_EMAIL)


def _write(path: Path, body: bytes) -> None:
    """Writes through a temporary file, so that no reader ever finds half a file."""
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
    """The digest of all that turns a value into bytes: sources, templates, built static files, installed libraries.

    It is computed once a process, in about 20 ms. A new release starts new processes.
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
    """The Python sources of every room, and the templates and translations.

    Rooms are found by walking the folders, so that a new room is included from its first day.
    """
    base = Path(settings.BASE_DIR)
    for room in _rooms(base):
        yield from (path for path in room.rglob("*.py") if "migrations" not in path.relative_to(room).parts)
    yield from (base / "templates").rglob("*.html")
    yield from (base / "locale").rglob("*.mo")


def _rooms(base: Path) -> Iterator[Path]:
    """The packages beside `manage.py`, without those that draw no output."""
    packages = (path.parent for path in base.glob("*/__init__.py"))
    return (package for package in packages if package.name not in NO_ROOMS)
