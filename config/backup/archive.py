"""The archive as a file: tar in gzip, which any system can open. It is read by name and never unpacked where its names lead."""

import gzip
import hashlib
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from config.backup.manifest import DATABASE, MANIFEST, UPLOADS, Kept

PIECE = 1 << 20
# Most of what is packed, office files and pictures, is compressed already: a higher level takes longer and gains nothing.
LEVEL = 4


class Archive:
    """One that is being written."""

    def __init__(self, tar: tarfile.TarFile, moment: float) -> None:
        self._tar = tar
        self._moment = moment
        self.files: list[Kept] = []

    def add(self, name: str, body: IO[bytes], size: int) -> Kept:
        """Raises OSError where the body is shorter than it is said to be."""
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime, entry.mode = size, self._moment, 0o600
        reader = _Digesting(body)
        self._tar.addfile(entry, reader)
        kept = Kept(name, size, reader.digest.hexdigest())
        self.files.append(kept)
        return kept

    def close_with(self, manifest: bytes) -> None:
        self.add(MANIFEST, BytesIO(manifest), len(manifest))


class _Digesting:
    """Takes the digest of what is read through it."""

    def __init__(self, body: IO[bytes]) -> None:
        self._body = body
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._body.read(size)
        self.digest.update(piece)
        return piece


@contextmanager
def writing(stream: IO[bytes], *, moment: float) -> Iterator[Archive]:
    """`moment` is what the files say they were changed at. The stream need not be one that can be wound back."""
    with (
        gzip.GzipFile(fileobj=stream, mode="wb", compresslevel=LEVEL, filename="", mtime=moment) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        yield Archive(tar, moment)


@contextmanager
def opened(path: Path) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    """Gives name and bytes of each file, to be read before the next. Raises CommandError for an archive that is not one of ours."""
    try:
        with tarfile.open(path, "r:gz") as tar:
            yield _entries(tar)
    except (gzip.BadGzipFile, tarfile.TarError, EOFError, zlib.error) as damage:
        raise CommandError(
            _("%(file)s cannot be read: it is damaged, incomplete or no backup.") % {"file": path}
        ) from damage
    except OSError as trouble:
        raise CommandError(str(trouble)) from trouble


def _entries(tar: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    seen: set[str] = set()
    for entry in tar:
        body = tar.extractfile(entry) if entry.isreg() and _expected(entry.name) else None
        if body is None or entry.name in seen:
            raise CommandError(_("The archive holds “%(name)s”, which no backup holds.") % {"name": entry.name})
        seen.add(entry.name)
        yield entry.name, body
    copied(tar.fileobj, None)  # to the very end, where gzip tells whether all of it was right


def copied(body: Any, target: IO[bytes] | None) -> tuple[int, str]:
    """How many bytes there were, and their digest. Without a target they are only read."""
    digest, size = hashlib.sha256(), 0
    while piece := body.read(PIECE):
        digest.update(piece)
        size += len(piece)
        if target:
            target.write(piece)
    return size, digest.hexdigest()


def _expected(name: str) -> bool:
    path = PurePosixPath(name)
    return name in {MANIFEST, DATABASE} or (
        path.is_relative_to(UPLOADS)
        and len(path.parts) > 1
        and ".." not in path.parts
        and str(path) == name
        and name.isprintable()
        and "\\" not in name
    )
