"""What `restore` refuses, and that the site is then as it was."""

import gzip
import hashlib
import io
import sqlite3
import tarfile
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
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from config.backup import manifest as manifests
from config.backup.making import back_up
from config.backup.restoring import restore
from config.databases import beside
from config.digests import table_digests
from tests.config import sites
from tests.factories import rows
from tours.models import Document, Event

pytestmark = pytest.mark.django_db(transaction=True)
Entries = dict[str, bytes]


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Of a site with one event."""
    rows.event(title="Kept")
    path = tmp_path / "backup.tar.gz"
    with path.open("xb") as stream:
        back_up(stream, using="default", folder=tmp_path, say=len)
    return path


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


def told(entries: Entries, **facts: Any) -> Entries:
    """With other facts in the manifest."""
    return entries | {manifests.MANIFEST: msgspec.json.encode(msgspec.json.decode(entries[manifests.MANIFEST]) | facts)}


def refused(path: Path, site: str, match: str, *, replace: bool = False) -> None:
    before = connections[site].introspection.table_names()
    with pytest.raises(CommandError, match=match):
        restore(path, using=site, replace=replace, say=len)
    assert connections[site].introspection.table_names() == before


def test_database_with_tables_is_kept_unless_it_is_to_give_way(backup: Path, site: str) -> None:
    restore(backup, using=site, replace=False, say=len)
    Event.objects.using(site).update(title="Written since")
    connections[site].close()
    refused(backup, site, "There is a database already")
    assert Event.objects.using(site).get().title == "Written since"
    connections[site].close()
    restore(backup, using=site, replace=True, say=len)
    assert Event.objects.using(site).get().title == "Kept"
    assert table_digests(site) == table_digests("default")


def test_database_in_use_is_not_replaced(backup: Path, site: str, empty: dict[str, Any]) -> None:
    restore(backup, using=site, replace=False, say=len)
    with beside(empty, alias="server") as server:
        Event.objects.using(server).get()  # and then idle, as a server is at night
        refused(backup, site, "in use|Others are connected", replace=True)
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


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/evil",
        "evil",
        "uploads/../../evil",
        "uploads/./evil",
        "uploads",
        "uploads//evil",
        "uploads/a\\evil",
        "uploads/a\nevil",
        "database/evil",
    ],
)
def test_archive_with_a_name_of_no_backup_is_refused(backup: Path, site: str, tmp_path: Path, name: str) -> None:
    before = sorted(tmp_path.rglob("*"))
    hostile = packed(backup, {name: b"evil", **opened(backup)})
    refused(hostile, site, "which no backup holds")
    assert sorted(path for path in tmp_path.rglob("*") if not path.name.startswith("sojourn.sqlite3")) == before


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_archive_with_anything_but_files_is_refused(tmp_path: Path, site: str, kind: bytes) -> None:
    path = tmp_path / "hostile.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo("database")
        entry.type, entry.linkname = kind, "/etc/passwd"
        archive.addfile(entry)
    refused(path, site, "which no backup holds")


def test_archive_with_a_file_twice_is_refused(backup: Path, site: str) -> None:
    entries = opened(backup)
    with gzip.open(backup, "rb") as stream:
        once = stream.read()
    twice = packed(backup.with_name("first.tar.gz"), {"database": entries["database"]})
    with gzip.open(twice, "rb") as stream:
        first = stream.read().rstrip(b"\0")
    padded = first + b"\0" * (-len(first) % 512)
    backup.write_bytes(gzip.compress(padded + once))
    refused(backup, site, "“database”, which no backup holds")


@pytest.mark.parametrize("left", [0, 100, 0.5, 0.999])
def test_archive_that_was_cut_short_is_refused(backup: Path, site: str, left: float) -> None:
    whole = backup.read_bytes()
    backup.write_bytes(whole[: left if isinstance(left, int) else int(len(whole) * left)])
    refused(backup, site, "cannot be read: it is damaged, incomplete or no backup")


def test_archive_without_its_end_is_refused(backup: Path, site: str) -> None:
    refused(packed(backup, {"database": opened(backup)["database"]}), site, "not complete")


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"database": b"SQLite format 3\0"}, "Not as its manifest says: database"),
        ({"uploads/files/x.pdf": b"more"}, "Not as its manifest says: uploads/files/x.pdf"),
        ({manifests.MANIFEST: b"{}"}, "no backup of this software"),
        ({manifests.MANIFEST: b'{"format": 1}'}, "no backup of this software"),
        ({manifests.MANIFEST: b"\xff\xfe"}, "no backup of this software"),
        ({manifests.MANIFEST: b'{"format": 2, "all": "is new"}'}, "of format 2, which a newer version"),
    ],
)
def test_archive_that_is_not_as_it_says_is_refused(backup: Path, site: str, change: Entries, match: str) -> None:
    refused(packed(backup, opened(backup) | change), site, match)


def test_file_that_is_missing_from_the_archive_is_named(backup: Path, site: str) -> None:
    entries = opened(backup)
    more = [*msgspec.json.decode(entries[manifests.MANIFEST])["files"], {"name": "uploads/a", "size": 0, "sha256": ""}]
    refused(packed(backup, told(entries, files=more)), site, "Not as its manifest says: uploads/a")


def test_backup_of_the_other_database_is_refused(backup: Path, site: str) -> None:
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    path = packed(backup, told(opened(backup), engine=other))
    refused(path, site, f"The backup is of {other} and this site runs on {connection.vendor}")


def test_backup_of_a_newer_release_is_refused(backup: Path, site: str) -> None:
    path = packed(backup, told(opened(backup), migrations=[["tours", "0099_seats_for_all"]], software="9.9"))
    refused(path, site, r"newer version of the software \(9\.9\), which has: tours\.0099_seats_for_all")


def test_database_that_is_not_as_the_digests_say_does_not_take_the_place(backup: Path, site: str) -> None:
    restore(backup, using=site, replace=False, say=len)
    Event.objects.using(site).update(title="Written since")
    connections[site].close()
    entries = opened(backup)
    digests = msgspec.json.decode(entries[manifests.MANIFEST])["digests"]
    digests["tours_event"]["digest"] = "0" * 64
    path = packed(backup, told(entries, digests=digests))
    refused(path, site, "Nothing was restored. These tables differ: tours_event", replace=True)
    assert Event.objects.using(site).get().title == "Written since"


def test_dump_that_fails_leaves_the_database_as_it_was(backup: Path, site: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's copy is a file.")
    restore(backup, using=site, replace=False, say=len)
    entries = opened(backup)
    broken = entries["database"][: len(entries["database"]) // 2]
    files = [{"name": "database", "size": len(broken), "sha256": hashlib.sha256(broken).hexdigest()}]
    path = packed(backup, told(entries | {"database": broken}, files=files))
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
    """The models of a release that had none."""

    @staticmethod
    def get_models(**options: bool) -> list[type[Model]]:
        return [model for model in apps.get_models(**options) if model is not Session]


def test_backup_of_an_older_release_is_brought_up_to_date(
    backup: Path, site: str, empty: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    restore(backup, using=site, replace=False, say=len)
    call_command("migrate", "sessions", "zero", database=site, verbosity=0)
    monkeypatch.setattr("config.digests.apps", WithoutSessions)
    monkeypatch.setattr("config.backup.making.refuse_waiting_migrations", len)
    older = backup.with_name("older.tar.gz")
    with older.open("xb") as stream:
        back_up(stream, using=site, folder=backup.parent, say=len)
    connections[site].close()
    said = sites.managed("restore", "--replace", str(older), database=sites.address(empty), folder=backup.parent)
    assert "The backup is older than the software" in said
    assert "django_session" in connections[site].introspection.table_names()
    assert ("sessions", "0001_initial") in MigrationRecorder(connections[site]).applied_migrations()
