"""What `restore` refuses. The site is unchanged afterwards."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from config.backup import manifest as manifests
from config.backup.digests import table_digests
from config.backup.making import back_up
from config.backup.restoring import restore
from config.databases import temporary_connection
from tests.config.backup import sites
from tests.config.backup.archives import opened, packed, with_manifest
from tests.factories import rows
from tours.models import Document, Event

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of a site with one event."""
    rows.event(title="Kept")
    path = tmp_path / "backup.tar.gz"
    with path.open("xb") as stream:
        back_up(stream, using="default", folder=tmp_path, say=len)
    return path


def refused(path: Path, site: str, match: str, *, replace: bool = False) -> None:
    before = connections[site].introspection.table_names()
    with pytest.raises(CommandError, match=match):
        restore(path, using=site, replace=replace, say=len)
    assert connections[site].introspection.table_names() == before


def test_database_with_tables_is_kept_without_replace(backup: Path, site: str) -> None:
    restore(backup, using=site, replace=False, say=len)
    Event.objects.using(site).update(title="Written since")
    connections[site].close()
    refused(backup, site, "There is a database already")
    assert Event.objects.using(site).get().title == "Written since"
    connections[site].close()
    restore(backup, using=site, replace=True, say=len)
    assert Event.objects.using(site).get().title == "Kept"
    assert table_digests(site) == table_digests("default")
    assert sites.has_statistics(site)


def test_database_in_use_is_not_replaced(
    backup: Path, site: str, empty: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.backup.postgres.GRACE", 0)
    restore(backup, using=site, replace=False, say=len)
    with temporary_connection(empty, alias="server") as server:
        Event.objects.using(server).get()  # and then idle, as a server is at night
        refused(backup, site, "in use|Others are connected", replace=True)
    monkeypatch.undo()
    restore(backup, using=site, replace=True, say=len)


def test_file_that_is_no_database_can_be_replaced(backup: Path, site: str, empty: dict[str, Any]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no such file.")
    path = Path(empty["NAME"])
    path.write_bytes(b"fallen apart " * 1000)
    with pytest.raises(CommandError, match="There is a database already"):
        restore(backup, using=site, replace=False, say=len)
    restore(backup, using=site, replace=True, say=len)
    assert Event.objects.using(site).get().title == "Kept"


def test_journal_of_the_old_database_is_not_applied_to_the_new_one(
    backup: Path, site: str, empty: dict[str, Any]
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no such file.")
    path = Path(empty["NAME"])
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(path)) as other:
        old.execute("PRAGMA journal_mode=WAL")
        old.execute("CREATE TABLE old (id INTEGER)")
        old.commit()
        other.execute("SELECT * FROM old").fetchall()
        journal = Path(f"{path}-wal").read_bytes()
    Path(f"{path}-wal").write_bytes(journal)  # as after a power cut
    restore(backup, using=site, replace=True, say=len)
    assert "old" not in connections[site].introspection.table_names()
    assert table_digests(site) == table_digests("default")


def test_backup_of_the_other_database_is_refused(backup: Path, site: str) -> None:
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    path = packed(backup, with_manifest(opened(backup), engine=other))
    refused(path, site, f"The backup is of {other} and this site runs on {connection.vendor}")


def test_backup_of_a_newer_release_is_refused(backup: Path, site: str) -> None:
    path = packed(backup, with_manifest(opened(backup), migrations=[["tours", "0099_seats_for_all"]], software="9.9"))
    refused(path, site, r"newer version of the software \(9\.9\), which has: tours\.0099_seats_for_all")


def test_backup_from_before_the_first_release_is_refused(backup: Path, site: str) -> None:
    path = packed(backup, with_manifest(opened(backup), migrations=[["accounts", "0001_users"]], software="0.1"))
    refused(path, site, r"^The database in this archive is from before the first release")


def test_database_that_contradicts_its_digests_is_not_restored(backup: Path, site: str) -> None:
    restore(backup, using=site, replace=False, say=len)
    Event.objects.using(site).update(title="Written since")
    connections[site].close()
    entries = opened(backup)
    digests = msgspec.json.decode(entries[manifests.MANIFEST])["digests"]
    digests["tours_event"]["digest"] = "0" * 64
    path = packed(backup, with_manifest(entries, digests=digests))
    refused(path, site, "Nothing was restored. These tables differ: tours_event", replace=True)
    assert Event.objects.using(site).get().title == "Written since"


def test_empty_database_stays_empty_where_the_backup_contradicts_its_digests(backup: Path, site: str) -> None:
    entries = opened(backup)
    digests = msgspec.json.decode(entries[manifests.MANIFEST])["digests"]
    digests["tours_event"]["rows"] = 2
    path = packed(backup.with_name("other.tar.gz"), with_manifest(entries, digests=digests))
    refused(path, site, "Nothing was restored. These tables differ: tours_event")
    connections[site].close()
    restore(backup, using=site, replace=False, say=len)
    assert table_digests(site) == table_digests("default")


def test_database_that_cannot_be_read_is_not_restored(backup: Path, site: str) -> None:
    entries = opened(backup)
    tables = [{"table": "tours_seat", "key": ["id"], "columns": [{"name": "id", "kind": "BigAutoField"}]}]
    refused(
        packed(backup, with_manifest(entries, tables=tables)),
        site,
        "Nothing was restored. The database in the archive: .*tours_seat",
    )


def test_server_that_does_not_answer_gives_one_clear_sentence(backup: Path, empty: dict[str, Any]) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server.")
    with (
        temporary_connection(empty | {"PORT": "1"}, alias="site") as site,
        pytest.raises(OperationalError, match="Connection refused"),
    ):
        restore(backup, using=site, replace=False, say=len)


def test_dump_that_fails_leaves_the_database_as_it_was(backup: Path, site: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's copy is a file.")
    restore(backup, using=site, replace=False, say=len)
    entries = opened(backup)
    broken = entries["database"][: len(entries["database"]) // 2]
    files = [{"name": "database", "size": len(broken), "sha256": hashlib.sha256(broken).hexdigest()}]
    path = packed(backup, with_manifest(entries | {"database": broken}, files=files))
    refused(path, site, "pg_restore: error", replace=True)
    assert table_digests(site) == table_digests("default")


def test_extensions_are_not_lost_with_the_old_tables(backup: Path, site: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has none.")
    restore(backup, using=site, replace=False, say=len)
    with connections[site].cursor() as cursor:
        cursor.execute("CREATE EXTENSION citext")
    refused(backup, site, r"extensions in its schema “public” \(citext\)", replace=True)


def test_uploads_that_are_there_stay_and_broken_ones_are_replaced(tmp_path: Path, site: str) -> None:
    sites.full_site()
    path = tmp_path / "a.tar.gz"
    with path.open("xb") as stream:
        back_up(stream, using="default", folder=tmp_path, say=len)
    stored = Path(settings.MEDIA_ROOT, str(Document.objects.get().file.name))
    before = stored.stat().st_ino
    restore(path, using=site, replace=False, say=len)
    assert stored.stat().st_ino == before
    connections[site].close()
    stored.write_bytes(b"fallen apart")
    restore(path, using=site, replace=True, say=len)
    assert stored.read_bytes() == sites.PDF


class WithoutSessions:
    """The app registry without the session model, as in a release that had none."""

    @staticmethod
    def get_models(**options: bool) -> list[type[Model]]:
        return [model for model in apps.get_models(**options) if model is not Session]


@pytest.mark.slow
def test_backup_of_an_older_release_is_brought_up_to_date(
    backup: Path, site: str, empty: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    restore(backup, using=site, replace=False, say=len)
    call_command("migrate", "sessions", "zero", database=site, verbosity=0)
    monkeypatch.setattr("config.backup.digests.apps", WithoutSessions)
    monkeypatch.setattr("config.backup.making.refuse_waiting_migrations", len)
    older = backup.with_name("older.tar.gz")
    with older.open("xb") as stream:
        back_up(stream, using=site, folder=backup.parent, say=len)
    connections[site].close()
    output = sites.managed("restore", "--replace", str(older), database=sites.address(empty), folder=backup.parent)
    assert "The backup is older than the software" in output
    assert "django_session" in connections[site].introspection.table_names()
    assert ("sessions", "0001_initial") in MigrationRecorder(connections[site]).applied_migrations()
