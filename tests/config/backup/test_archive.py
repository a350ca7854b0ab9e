"""An archive that is no backup of ours is refused before anything is changed."""

import gzip
import hashlib
import tarfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from django.core.management.base import CommandError

from config.backup.archive import writing
from config.backup.manifest import MANIFEST, ArchivedFile, Manifest, encode_manifest
from config.backup.restoring import unpack
from tests.config.backup.archives import Entries, opened, packed, with_manifest

DATABASE = b"rows of a site " * 1000


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    path = tmp_path / "backup.tar.gz"
    with path.open("xb") as stream, writing(stream, moment=0) as archive:
        archive.add("database", BytesIO(DATABASE), len(DATABASE))
        archive.close_with(encode_manifest(_manifest(archive.files.copy())))
    return path


def _manifest(files: list[ArchivedFile]) -> Manifest:
    return Manifest(
        software="0.1.0",
        made_at=datetime(2017, 9, 4, tzinfo=UTC),
        engine="sqlite",
        migrations=[("tours", "0001_initial")],
        tables=[],
        digests={},
        files=files,
        missing=[],
        broken=[],
    )


def refused(path: Path, match: str) -> None:
    with TemporaryDirectory() as folder, pytest.raises(CommandError, match=match):
        unpack(path, Path(folder) / "database")


def test_archive_is_read_as_it_was_written(backup: Path, tmp_path: Path) -> None:
    kept = ArchivedFile("database", len(DATABASE), hashlib.sha256(DATABASE).hexdigest())
    assert unpack(backup, tmp_path / "database") == _manifest([kept])
    assert (tmp_path / "database").read_bytes() == DATABASE


def test_files_are_for_their_owner_alone_when_they_are_unpacked(backup: Path) -> None:
    with tarfile.open(backup) as archive:
        assert {entry.name: oct(entry.mode) for entry in archive} == {"database": "0o600", "manifest.json": "0o600"}


def test_file_shorter_than_its_given_size_is_an_error(tmp_path: Path) -> None:
    with (tmp_path / "a").open("xb") as stream, pytest.raises(OSError, match="unexpected end of data"):  # noqa: SIM117
        with writing(stream, moment=0) as archive:
            archive.add("database", BytesIO(b"12"), 3)


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
def test_archive_with_an_unexpected_name_is_refused(backup: Path, tmp_path: Path, name: str) -> None:
    before = sorted(tmp_path.rglob("*"))
    hostile = packed(backup, {name: b"evil", **opened(backup)})
    refused(hostile, "which no backup holds")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_archive_with_anything_but_files_is_refused(tmp_path: Path, kind: bytes) -> None:
    path = tmp_path / "hostile.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo("database")
        entry.type, entry.linkname = kind, "/etc/passwd"
        archive.addfile(entry)
    refused(path, "which no backup holds")


def test_archive_with_a_file_twice_is_refused(backup: Path) -> None:
    entries = opened(backup)
    with gzip.open(backup, "rb") as stream:
        once = stream.read()
    twice = packed(backup.with_name("first.tar.gz"), {"database": entries["database"]})
    with gzip.open(twice, "rb") as stream:
        first = stream.read().rstrip(b"\0")
    padded = first + b"\0" * (-len(first) % 512)
    backup.write_bytes(gzip.compress(padded + once))
    refused(backup, "“database”, which no backup holds")


@pytest.mark.parametrize("left", [0, 100, 0.5, 0.999])
def test_archive_that_was_cut_short_is_refused(backup: Path, left: float) -> None:
    whole = backup.read_bytes()
    backup.write_bytes(whole[: left if isinstance(left, int) else int(len(whole) * left)])
    refused(backup, "cannot be read: it is damaged, incomplete or no backup")


def test_archive_without_its_end_is_refused(backup: Path) -> None:
    refused(packed(backup, {"database": opened(backup)["database"]}), "not complete")


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"database": b"SQLite format 3\0"}, "Not as its manifest says: database"),
        ({"uploads/files/x.pdf": b"more"}, "Not as its manifest says: uploads/files/x.pdf"),
        ({MANIFEST: b"{}"}, "no backup of this software"),
        ({MANIFEST: b'{"format": 1}'}, "no backup of this software"),
        ({MANIFEST: b"\xff\xfe"}, "no backup of this software"),
        ({MANIFEST: b'{"format": 2, "all": "is new"}'}, "of format 2, which a newer version"),
    ],
)
def test_archive_that_contradicts_its_manifest_is_refused(backup: Path, change: Entries, match: str) -> None:
    refused(packed(backup, opened(backup) | change), match)


@pytest.mark.parametrize(
    ("table", "kind"), [("a; DROP TABLE b", "CharField"), ('a"b', "CharField"), ("a", "VectorField")]
)
def test_table_that_no_backup_has_is_refused(backup: Path, table: str, kind: str) -> None:
    tables = [{"table": table, "key": ["id"], "columns": [{"name": "id", "kind": kind}]}]
    refused(packed(backup, with_manifest(opened(backup), tables=tables)), "no backup of this software")


def test_file_that_is_missing_from_the_archive_is_named(backup: Path) -> None:
    entries = opened(backup)
    more = [*msgspec.json.decode(entries[MANIFEST])["files"], {"name": "uploads/a", "size": 0, "sha256": ""}]
    refused(packed(backup, with_manifest(entries, files=more)), "Not as its manifest says: uploads/a")
