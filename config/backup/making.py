"""Makes a backup while the site keeps running."""

from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, NamedTuple

from django.db import connections
from django.utils import timezone
from django.utils.translation import gettext as _

from config import VERSION
from config.backup import postgres, sqlite
from config.backup.archive import writing
from config.backup.digests import Shape, TableDigest, shapes, table_digests
from config.backup.manifest import DATABASE, Manifest, encode_manifest
from config.backup.schemas import applied_migrations, refuse_waiting_migrations
from config.backup.uploads import add_uploads, named_uploads

COPYING = {"sqlite": sqlite.copy, "postgresql": postgres.copy}


class _State(NamedTuple):
    """What the manifest says about the database at one moment."""

    migrations: list[tuple[str, str]]
    tables: list[Shape]
    digests: dict[str, TableDigest]
    uploads: list[str]


def back_up(stream: IO[bytes], *, using: str, folder: Path, say: Callable[[str], object]) -> Manifest:
    """Writes the archive to the stream. `folder` must have room for a temporary copy of the database. Raises
    CommandError.

    Uploads are copied after the database. A file is stored before a row names it, and never changed, so none is missed.
    """
    refuse_waiting_migrations(using)
    made_at = timezone.now()
    with TemporaryDirectory(dir=folder, prefix=".backup-") as work:
        database = Path(work) / DATABASE
        vendor = connections[using].vendor
        state = COPYING[vendor](using, database, _state)
        say(_("The database is copied: %(bytes)d bytes.") % {"bytes": database.stat().st_size})
        with writing(stream, moment=int(made_at.timestamp())) as archive:
            with database.open("rb") as body:
                archive.add(DATABASE, body, database.stat().st_size)
            say(_("Uploads to pack: %(files)d.") % {"files": len(state.uploads)})
            damage = add_uploads(archive, state.uploads)
            manifest = Manifest(
                software=VERSION,
                made_at=made_at.astimezone(UTC),
                engine=vendor,
                migrations=state.migrations,
                tables=state.tables,
                digests=state.digests,
                files=archive.files.copy(),
                missing=damage.missing,
                broken=damage.broken,
            )
            archive.close_with(encode_manifest(manifest))
    return manifest


def _state(using: str) -> _State:
    tables = shapes(using)
    return _State(
        migrations=applied_migrations(using),
        tables=tables,
        digests=table_digests(using, tables),
        uploads=named_uploads(using),
    )
