"""Restores a site from a backup: either all of it, or nothing is changed."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError, connections
from django.utils.translation import gettext as _

from config.backup import postgres, sqlite
from config.backup.archive import copy_and_digest, opened
from config.backup.digests import differing_tables, table_digests
from config.backup.manifest import DATABASE, MANIFEST, ArchivedFile, Manifest, decode_manifest
from config.backup.schemas import FIRST_LAYOUT, first_layout, holds_tables, unknown_migrations
from config.backup.uploads import put_upload

REFUSE_WHILE_IN_USE = {"sqlite": sqlite.refuse_while_in_use, "postgresql": postgres.refuse_while_in_use}
RESTORING = {"sqlite": sqlite.restored, "postgresql": postgres.restored}


def restore(path: Path, *, using: str, replace: bool, say: Callable[[str], object]) -> Manifest:
    """Restores the archive.

    If anything is wrong with it or the database, raises CommandError and leaves the site as it was.
    """
    if not replace and holds_tables(using):
        raise CommandError(
            _("There is a database already. To replace it with the backup, and lose its contents, add --replace.")
        )
    REFUSE_WHILE_IN_USE[connections[using].vendor](using)
    with TemporaryDirectory(dir=_beside_the_database(using), prefix=".restore-") as folder:
        database = Path(folder) / DATABASE
        manifest = unpack(path, database)
        _refuse_what_does_not_fit(manifest, using)
        say(_("The archive is whole: %(files)d files.") % {"files": len(manifest.files)})
        with RESTORING[manifest.engine](using, database) as alias:
            _refuse_other_rows(manifest, alias)
            say(_("All %(tables)d tables are the same.") % {"tables": len(manifest.digests)})
            _put_uploads(path, manifest)
    return manifest


def unpack(path: Path, database: Path) -> Manifest:
    """Reads the whole archive, writes the copy of the database to `database`, and compares every file with the
    manifest.
    """
    manifest, found = None, []
    with opened(path) as entries, database.open("xb") as target:
        for name, body in entries:
            if name == MANIFEST:
                manifest = decode_manifest(body.read())
            else:
                found.append(ArchivedFile(name, *copy_and_digest(body, target if name == DATABASE else None)))
    if manifest is None or DATABASE not in {kept.name for kept in found}:
        raise CommandError(_("The archive is not complete: it ends before its manifest, or has no database."))
    damaged = sorted({kept.name for kept in {*found} ^ {*manifest.files}})
    if damaged:
        raise CommandError(
            _("The archive is damaged. Not as its manifest says: %(names)s") % {"names": ", ".join(damaged)}
        )
    return manifest


def _refuse_what_does_not_fit(manifest: Manifest, using: str) -> None:
    if manifest.engine != connections[using].vendor:
        raise CommandError(
            _(
                "The backup is of %(theirs)s and this site runs on %(ours)s."
                " Restore it to %(theirs)s, then bring it here with `manage.py move`."
            )
            % {"theirs": manifest.engine, "ours": connections[using].vendor}
        )
    if FIRST_LAYOUT in map(tuple, manifest.migrations):
        raise CommandError(first_layout(_("The database in this archive")))
    unknown = unknown_migrations(manifest.migrations)
    if unknown:
        raise CommandError(
            _("The backup was made by a newer version of the software (%(version)s), which has: %(names)s")
            % {"version": manifest.software, "names": ", ".join(unknown)}
        )


def _refuse_other_rows(manifest: Manifest, using: str) -> None:
    try:
        found = table_digests(using, manifest.tables)
    except (DatabaseError, ValueError) as damage:
        facts = {"error": str(damage).strip()}
        raise CommandError(_("Nothing was restored. The database in the archive: %(error)s") % facts) from damage
    if other := differing_tables(manifest.digests, found):
        raise CommandError(_("Nothing was restored. These tables differ: %(names)s") % {"names": ", ".join(other)})


def _put_uploads(path: Path, manifest: Manifest) -> None:
    digests = {kept.name: kept.sha256 for kept in manifest.files}
    with opened(path) as entries:
        for name, body in entries:
            if name not in {MANIFEST, DATABASE}:
                put_upload(name, body, sha256=digests[name])


def _beside_the_database(using: str) -> Path:
    """A folder on the same disk as SQLite's file, so that one rename can put the copy in its place.

    VAR_DIR on PostgreSQL.
    """
    facts = connections[using].settings_dict
    return Path(facts["NAME"]).resolve().parent if connections[using].vendor == "sqlite" else Path(settings.VAR_DIR)
