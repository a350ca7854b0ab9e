"""The digest of all that turns a value into bytes, so that a new release draws its outputs anew."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from django.conf import settings

NO_ROOMS = {"tests", "bench"}
"""Packages beside the rooms whose code draws no output."""


@cache
def renderer_digest() -> str:
    """The digest of sources, templates, built static files and installed libraries.

    It is computed once a process, in about 20 ms. A new release starts new processes.
    """
    digest = hashlib.sha256()
    for path in sorted(_sources()):
        digest.update(path.relative_to(settings.BASE_DIR).as_posix().encode())
        digest.update(path.read_bytes())
    for name in sorted(f"{library.name}=={library.version}" for library in distributions()):
        digest.update(name.encode())
    digest.update(_static_manifest())
    return digest.hexdigest()


def _static_manifest() -> bytes:
    """The names of the built static files; nothing where they are not built, or cannot be read."""
    try:
        return (Path(settings.STATIC_ROOT) / "staticfiles.json").read_bytes()
    except OSError:
        return b""


def _sources() -> Iterator[Path]:
    """The Python sources of every room and the data beside them, and the templates and translations.

    Rooms are found by walking the folders, so that a new room is included from its first day.
    """
    base = Path(settings.BASE_DIR)
    for room in _rooms(base):
        files = (*room.rglob("*.py"), *room.rglob("*.txt"))
        yield from (path for path in files if "migrations" not in path.relative_to(room).parts)
    yield from (base / "templates").rglob("*.html")
    yield from (base / "locale").rglob("*.mo")


def _rooms(base: Path) -> Iterator[Path]:
    """The packages beside `manage.py`, without those that draw no output."""
    packages = (path.parent for path in base.glob("*/__init__.py"))
    return (package for package in packages if package.name not in NO_ROOMS)
