"""Reads and writes archives independently of the software, so that tests can change them."""

import io
import tarfile
from pathlib import Path
from typing import Any

import msgspec

from config.backup.manifest import MANIFEST

Entries = dict[str, bytes]


def opened(path: Path) -> Entries:
    with tarfile.open(path) as archive:
        return {entry.name: archive.extractfile(entry).read() for entry in archive}  # type: ignore[union-attr]  # all files


def packed(path: Path, entries: Entries) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, body in entries.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(body)
            archive.addfile(entry, io.BytesIO(body))
    return path


def with_manifest(entries: Entries, **facts: Any) -> Entries:
    """The entries with other facts in the manifest."""
    return entries | {MANIFEST: msgspec.json.encode(msgspec.json.decode(entries[MANIFEST]) | facts)}
