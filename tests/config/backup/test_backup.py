"""The commands of docs/backup.md, run as they are written, and the archives that they make."""

import json
import os
import re
import subprocess
import sys
import tarfile
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections, transaction
from django.db.migrations.recorder import MigrationRecorder

from config import VERSION
from config.backup.digests import table_digests
from config.backup.making import back_up
from config.backup.manifest import Manifest
from config.backup.restoring import restore
from tests.config.backup import sites
from tests.factories import rows
from tours.models import City, CityName, Document, Event

pytestmark = pytest.mark.django_db(transaction=True)


def run(what: str, **environment: str) -> None:
    manual = (settings.BASE_DIR / "docs/backup.md").read_text()
    (block,) = re.findall(rf"^```sh {what}\n(.*?)^```$", manual, re.MULTILINE | re.DOTALL)
    commands = block.replace(".venv/bin/python", sys.executable)
    subprocess.run(  # noqa: S603  (our own manual)
        ["/bin/sh", "-euc", commands], env=os.environ | environment, check=True, cwd=settings.BASE_DIR
    )


def backed_up(path: Path) -> Manifest:
    """Makes a backup of the suite's database."""
    with path.open("xb") as stream:
        return back_up(stream, using="default", folder=path.parent, say=len)


def manifest_of(path: Path) -> Any:
    """The manifest, read without the code under test."""
    with tarfile.open(path) as archive:
        body = archive.extractfile("manifest.json")
        assert body
        return json.load(body)


def names(path: Path) -> list[str]:
    with tarfile.open(path) as archive:
        return archive.getnames()


@pytest.mark.slow
def test_restored_site_serves_the_same_bytes_and_goes_on(tmp_path: Path, empty: dict[str, Any]) -> None:
    addresses = sites.full_site()
    before = sites.served(addresses)
    common = {"BACKUP": str(tmp_path), "MEDIA_DIR": str(settings.MEDIA_ROOT)}
    run("back up", **common, DATABASE_URL=sites.address(connection.settings_dict))
    folder = tmp_path / "restored"
    database = {"DATABASE_URL": sites.address(empty), "MEDIA_DIR": str(folder / "media")}
    run("restore", **common | database, VAR_DIR=str(folder))
    expected = [True, before, *sites.published_again()]
    assert sites.asked(addresses, database=sites.address(empty), folder=folder) == expected
    assert [status for status, _tag, _digest in before] == [200] * len(addresses)


def test_archive_ends_with_its_manifest(tmp_path: Path) -> None:
    sites.full_site()
    path = tmp_path / "a.tar.gz"
    call_command("backup", str(path), stderr=StringIO())
    note = Document.objects.get()
    upload = f"uploads/files/{note.digest[:2]}/{note.digest}/note.pdf"
    manifest = manifest_of(path)
    assert names(path) == ["database", upload, "manifest.json"]
    assert manifest["files"][1] == {"name": upload, "size": len(sites.PDF), "sha256": note.digest}
    assert manifest["digests"]["tours_event"]["rows"] == 1
    assert (manifest["format"], manifest["engine"], manifest["software"]) == (1, connection.vendor, "0.1.0")
    assert ["tours", "0001_initial"] in manifest["migrations"]
    assert (manifest["missing"], manifest["broken"]) == ([], [])
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.glob(".*")) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    path.write_text("the backup of yesterday")
    with pytest.raises(CommandError, match=r"a\.tar\.gz is there already, and a backup is never overwritten\."):
        call_command("backup", str(path))
    assert path.read_text() == "the backup of yesterday"


def test_folder_that_is_not_there_is_an_error_of_one_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"No such file or directory: '.*/nowhere/"):
        call_command("backup", str(tmp_path / "nowhere" / "a.tar.gz"))


@pytest.mark.slow
def test_archive_can_go_to_standard_output(tmp_path: Path) -> None:
    rows.event()
    path = tmp_path / "a.tar.gz"
    with path.open("wb") as stream:
        command = [sys.executable, "manage.py", "backup", "-"]
        environment = {"DATABASE_URL": sites.address(connection.settings_dict), "VAR_DIR": str(tmp_path)}
        subprocess.run(  # noqa: S603  (our own command)
            command, env=os.environ | environment, stdout=stream, check=True, cwd=settings.BASE_DIR
        )
    assert manifest_of(path)["digests"]["tours_event"]["rows"] == 1


def test_uploads_that_are_missing_or_broken_are_named_and_the_rest_is_kept(tmp_path: Path, site: str) -> None:
    event = rows.event()
    for number in range(3):
        _document(event, f"n{number}")
    broken, missing, whole = Document.objects.order_by("title")
    Path(settings.MEDIA_ROOT, str(broken.file.name)).write_bytes(b"%PDF-1.7 fallen apart")
    Path(settings.MEDIA_ROOT, str(missing.file.name)).unlink()
    path = tmp_path / "a.tar.gz"
    with pytest.raises(CommandError) as told_so:
        call_command("backup", str(path), stderr=StringIO())
    assert told_so.value.returncode == 3
    assert str(told_so.value).splitlines()[1:] == [
        f"  missing: {missing.file.name}",
        f"  changed since it was stored: {broken.file.name}",
    ]
    default_storage.delete(str(whole.file.name))
    restore(path, using=site, replace=False, say=len)
    assert _bytes(whole) == b"%PDF-1.7\nn2"
    assert _bytes(broken) == b"%PDF-1.7 fallen apart"


def _bytes(document: Document) -> bytes:
    return Path(settings.MEDIA_ROOT, str(document.file.name)).read_bytes()


def _document(event: Event, words: str) -> None:
    document = Document(
        event=event, title=words, file=SimpleUploadedFile(f"{words}.pdf", f"%PDF-1.7\n{words}".encode())
    )
    document.full_clean()
    document.save()


def test_file_that_an_edition_alone_still_names_is_kept(tmp_path: Path) -> None:
    sites.full_site()
    note = Document.objects.get()
    note.delete()
    path = tmp_path / "a.tar.gz"
    backed_up(path)
    assert names(path)[1] == f"uploads/{note.file.name}"


@contextmanager
def writers(number: int) -> Iterator[None]:
    """Threads that add a city and its name in one transaction, again and again, until the block ends."""
    done = threading.Event()
    threads = [threading.Thread(target=_write, args=(who, done)) for who in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        done.set()
        for thread in threads:
            thread.join()


def _write(who: int, done: threading.Event) -> None:
    turn = 0
    while not done.is_set():
        turn += 1
        with transaction.atomic():
            made = City.objects.create(country_id="KR", name=f"{who} {turn}", slug=f"{who}-{turn}", zone="Asia/Seoul")
            CityName.objects.create(city=made, text=f"서울 {turn}", language="ko", script="Hang")
    connection.close()


@pytest.mark.slow
def test_backup_under_writers_is_of_one_moment(tmp_path: Path, site: str) -> None:
    rows.country()
    path = tmp_path / "a.tar.gz"
    with writers(3):
        while City.objects.count() < 30:
            pass
        before = City.objects.count()
        manifest = backed_up(path)
        within = manifest.digests["tours_city"].rows
        while City.objects.count() <= within:
            pass
    restore(path, using=site, replace=False, say=len)
    assert before <= within
    assert manifest.digests["tours_cityname"].rows == within
    assert table_digests(site) == manifest.digests
    connections[site].check_constraints()


def test_database_older_than_the_software_is_refused(tmp_path: Path) -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("sessions", "0001_initial")
    try:
        with pytest.raises(CommandError, match="older than the software"):
            call_command("backup", str(tmp_path / "a.tar.gz"))
    finally:
        recorder.record_applied("sessions", "0001_initial")
    assert list(tmp_path.iterdir()) == []


def test_version_is_that_of_the_project() -> None:
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    assert project["version"] == VERSION
