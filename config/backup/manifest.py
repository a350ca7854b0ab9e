"""The manifest, which describes an archive. It is the last file in it, so an archive that was cut short has none."""

from datetime import datetime
from pathlib import PurePosixPath

import msgspec
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from config.backup.digests import Shape, TableDigest
from config.backup.values import CANONICAL

FORMAT = 1
"""The number of the format. Increase it with every change that older software cannot read."""
MANIFEST = "manifest.json"
DATABASE = "database"
UPLOADS = PurePosixPath("uploads")


class ArchivedFile(msgspec.Struct, frozen=True):
    """A file in the archive, with its size in bytes."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The manifest.

    `missing` and `broken` name uploads that were missing or damaged already when the backup was made.
    """

    format: int = FORMAT
    software: str
    made_at: datetime
    engine: str
    migrations: list[tuple[str, str]]
    tables: list[Shape]
    digests: dict[str, TableDigest]
    files: list[ArchivedFile]
    missing: list[str]
    broken: list[str]


class _AnyFormat(msgspec.Struct):
    format: int


def encode_manifest(manifest: Manifest) -> bytes:
    return msgspec.json.format(msgspec.json.encode(manifest))


def decode_manifest(data: bytes) -> Manifest:
    try:
        number = msgspec.json.decode(data, type=_AnyFormat).format
        if number > FORMAT:
            raise CommandError(
                _(
                    "The backup is of format %(format)d, which a newer version of the software wrote: restore it with that."
                )
                % {"format": number}
            )
        manifest = msgspec.json.decode(data, type=Manifest)
        if strange := {column.kind for table in manifest.tables for column in table.columns} - CANONICAL.keys():
            raise msgspec.ValidationError(f"Unknown kinds: {strange}")
        return manifest
    except msgspec.MsgspecError as malformed:
        raise CommandError(_("The archive is no backup of this software: its manifest cannot be read.")) from malformed
