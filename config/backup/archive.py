"""The archive as a file: tar in gzip, which any system can open.

Names in it are checked and never used as paths to unpack to.
"""

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

from config.backup.manifest import DATABASE, MANIFEST, UPLOADS, ArchivedFile

PIECE = 1 << 20
# Most uploads (office files, pictures) are compressed already. A higher level takes longer and gains nothing.
LEVEL = 4


class Archive:
    """An archive that is being written."""

    def __init__(self, tar: tarfile.TarFile, moment: float) -> None:
        self._tar = tar
        self._moment = moment
        self.files: list[ArchivedFile] = []

    def add(self, name: str, body: IO[bytes], size: int) -> ArchivedFile:
        """Adds a file of `size` bytes. Raises OSError if the body is shorter."""
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime, entry.mode = size, self._moment, 0o600
        reader = _Digesting(body)
        self._tar.addfile(entry, reader)
        kept = ArchivedFile(name, size, reader.digest.hexdigest())
        self.files.append(kept)
        return kept

    def close_with(self, manifest: bytes) -> None:
        self.add(MANIFEST, BytesIO(manifest), len(manifest))


class _Digesting:
    """A reader that computes the digest of the bytes that pass through it."""

    def __init__(self, body: IO[bytes]) -> None:
        self._body = body
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._body.read(size)
        self.digest.update(piece)
        return piece


@contextmanager
def writing(stream: IO[bytes], *, moment: float) -> Iterator[Archive]:
    """Opens an archive for writing. `moment` is the modification time of its files, in seconds since 1970.

    The stream need not seek.
    """
    with (
        gzip.GzipFile(fileobj=stream, mode="wb", compresslevel=LEVEL, filename="", mtime=moment) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        yield Archive(tar, moment)


@contextmanager
def opened(path: Path) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    """Iterates over name and body of each file; read the body before the next.

    Raises CommandError if it is no backup of ours.
    """
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
    copy_and_digest(tar.fileobj, None)  # read to the very end, where gzip checks its checksum


def copy_and_digest(body: Any, target: IO[bytes] | None) -> tuple[int, str]:
    """Copies the body to the target, if there is one. Returns the number of bytes and their SHA-256 digest."""
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
