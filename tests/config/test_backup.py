"""The commands that docs/operations.md gives for backing up and restoring, run as they stand."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.test import Client

from tests.factories import rows
from tours.models import Document, Edition

pytestmark = pytest.mark.django_db(transaction=True)
DATABASE = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
RESTORED = f"restored_{os.getpid()}"
OUTPUTS = ["/events/week/", "/events/week/changes/", "/events/week/programme.ics", "/events/week/programme.pdf"]
ASKING = """
import django, json, sys
django.setup()
from tests.config.test_backup import guarded, served
print(json.dumps([guarded(), served(sys.argv[1:])]))
"""


def served(addresses: list[str]) -> list[list[object]]:
    """Status, entity tag and the digest of the bytes at each address."""
    browser = Client(headers={"Host": "localhost"})
    answers = [browser.get(address) for address in addresses]
    return [
        [answer.status_code, answer.get("ETag"), hashlib.sha256(answer.getvalue()).hexdigest()] for answer in answers
    ]


def guarded() -> bool:
    """Whether the database refuses to change an edition: triggers are part of the copy."""
    try:
        return not Edition.objects.update(digest="0" * 64)
    except DatabaseError:
        return True


def run(what: str, **environment: str) -> None:
    manual = (settings.BASE_DIR / "docs/operations.md").read_text()
    (block,) = re.findall(rf"^```sh {what} {DATABASE}\n(.*?)^```$", manual, re.MULTILINE | re.DOTALL)
    commands = block.replace(".venv/bin/python", sys.executable)
    subprocess.run(["/bin/sh", "-euc", commands], env=os.environ | environment, check=True)  # noqa: S603  (our own manual)


@pytest.fixture
def databases(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The addresses of the suite's database and of an empty one; those of SQLite are told by VAR_DIR alone."""
    if DATABASE == "SQLite":
        (tmp_path / "sojourn.sqlite3").symlink_to(connection.settings_dict["NAME"])
        yield "", ""
        return
    if not shutil.which("pg_restore"):
        pytest.skip("No pg_restore here: the backup of PostgreSQL is not tried.")
    facts = connection.settings_dict
    site = f"postgres://{facts['USER']}:{facts['PASSWORD']}@{facts['HOST']}:{facts['PORT'] or 5432}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {RESTORED}")
        yield f"{site}/{facts['NAME']}", f"{site}/{RESTORED}"
        cursor.execute(f"DROP DATABASE {RESTORED} WITH (FORCE)")


def test_restored_site_serves_the_same_bytes(tmp_path: Path, databases: tuple[str, str]) -> None:
    event = rows.full_event(12, slug="week", title="Недеља паметних градова")
    note = Document(event=event, title="Note", file=SimpleUploadedFile("note.pdf", b"%PDF-1.7\n%%EOF\n"))
    note.full_clean()
    note.save()
    rows.publish(event)
    addresses = [*OUTPUTS, f"/events/week/documents/{note.digest}/note.pdf"]
    before = served(addresses)
    folders = {"BACKUP": str(tmp_path / "backup"), "restored": str(tmp_path / "restored")}
    for folder in folders.values():
        Path(folder).mkdir()
    run("back up", VAR_DIR=str(tmp_path), BACKUP=folders["BACKUP"], DATABASE_URL=databases[0])
    run("restore", VAR_DIR=folders["restored"], BACKUP=folders["BACKUP"], DATABASE_URL=databases[1])
    environment = {
        "VAR_DIR": folders["restored"],
        "BUILT_DIR": str(settings.BUILT_DIR),
        "DATABASE_URL": databases[1],
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "SOJOURN_MODE": "test",
    }
    asking = [sys.executable, "-c", ASKING, *addresses]
    answer = subprocess.run(  # noqa: S603  (our own interpreter and code)
        asking, cwd=settings.BASE_DIR, env=os.environ | environment, check=True, capture_output=True
    )
    assert json.loads(answer.stdout) == [True, before]
    assert [status for status, _tag, _digest in before] == [200] * len(addresses)
