"""Outputs of editions, kept as files under keys that name everything they depend on.

A kept output is never stale, so nothing is ever invalidated: whatever changes an output changes its key. Any machine
can draw it again, so the folder is safe to delete. Files lie under the renderer, and there under the edition's digest:
so a worker drops those of former releases, and a redaction purges those of an edition.
"""

import gzip
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from tours.serving.kept_files import keep, read, warn
from tours.serving.renderers import renderer_digest
from tours.serving.turns import one_of_few, only_one

EVERY_EVENT = "events"
"""Replaces the digest for an output that is drawn from many editions. A new one replaces those of the same name."""

PICTURES = "pictures"
"""Replaces the digest for a picture in a size: its name begins with the digest of the stored file."""


@dataclass(frozen=True)
class Output:
    """The key of a kept output: an edition's digest, the output's name, and all other facts that shape its bytes.

    For an output of more than one edition, an event's UID, EVERY_EVENT or another word replaces the digest.
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

    @property
    def is_compressed(self) -> bool:
        """PDFs and pictures are compressed already, so they are never gzipped."""
        return self.name.endswith((".pdf", ".png", ".jpg", ".webp"))

    @property
    def kind(self) -> str:
        """PDFs and pictures take up to a hundred times as long as other outputs, which do not wait for them."""
        if self.name.endswith(".pdf"):
            return "pdf"
        return "picture" if self.name.endswith((".jpg", ".webp")) else "other"

    def path(self, *, gzipped: bool) -> Path:
        file = f"{self.token}-{self.name}{'.gz' if gzipped else ''}"
        return Path(f"{settings.KEPT_DIR}/{renderer_folder()}/{self.digest}/{file}")


def renderer_folder() -> str:
    """The name of the folder of all that this release draws."""
    return renderer_digest()[:16]


def kept(output: Output, draw: Callable[[], bytes], *, gzipped: bool) -> bytes:
    """The output's bytes. If needed they are drawn and kept first: by one request, while others wait. Raises Busy."""
    path = output.path(gzipped=gzipped)
    body = read(path)
    if body is None:
        with only_one(output.token):
            body = read(path)
            if body is None:
                with one_of_few(output.kind):
                    body = _draw(output, draw, gzipped=gzipped)
    return body


def _draw(output: Output, draw: Callable[[], bytes], *, gzipped: bool) -> bytes:
    body = draw()
    if output.is_compressed:
        keep({output.path(gzipped=False): body})
        return body
    packed = gzip.compress(body, compresslevel=6, mtime=0)
    keep({output.path(gzipped=True): packed, output.path(gzipped=False): body})
    return packed if gzipped else body


def purge(digests: Iterable[str]) -> None:
    """Deletes all outputs of editions with these digests, or of what replaces a digest, of every renderer."""
    root = Path(settings.KEPT_DIR)
    for digest in digests:
        for folder in root.glob(f"*/{digest}"):
            _purge(folder)


def purge_pictures(digests: Iterable[str]) -> None:
    """Deletes all sizes of the pictures with these digests, of every renderer."""
    for digest in digests:
        for file in Path(settings.KEPT_DIR).glob(f"*/{PICTURES}/*-{digest}-*"):
            _purge(file)


def _purge(path: Path) -> None:
    """Deletes the file, or the folder with all in it. What cannot be deleted is told, and stops no other."""
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError:
        warn("What was redacted cannot be deleted", str(path))


def _site_facts() -> tuple[str, ...]:
    return (settings.BASE_URL, settings.SITE_NAME, settings.OFFICE_EMAIL)
