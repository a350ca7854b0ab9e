"""Runs the site on databases beside the suite's own, and compares what it serves."""

import hashlib
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connections
from django.test import Client

from accounts.models import User
from accounts.models.sessions import SessionStore
from tests.factories import rows
from tours.models import Document, Edition, Event, PublishedEvent

MOMENT = datetime(2017, 9, 4, 8, 30, 0, 1, tzinfo=UTC)
OUTPUTS = ["/events/week/", "/events/week/changes/", "/events/week/programme.ics", "/events/week/programme.pdf"]
PDF = b"%PDF-1.7\n%%EOF\n"
ASKING = """
import django, json, sys
django.setup()
from tests.config.backup import sites
print(json.dumps([sites.guarded(), sites.served(sys.argv[1:]), *sites.published_again()]))
"""


def full_site() -> list[str]:
    """Makes rows with values that databases store differently. Returns the addresses of their pages."""
    event = rows.full_event(12, slug="week", title="Недеља паметних градова · 서울 · Đakovo")
    note = Document(event=event, title="Note", file=SimpleUploadedFile("note.pdf", PDF))
    note.full_clean()
    note.save()
    rows.publish(event)
    rows.item(event, title="Обед\twith “quotes” and a \\")
    rows.publish(event, note="Again, with “quotes”")
    Event.objects.update(created_at=MOMENT, updated_at=MOMENT.replace(microsecond=999_999))
    PublishedEvent.objects.get().cities.update(names=["서울", None, {"b": 1.50, "a": [True, 12345678901234567890]}])
    LogEntry.objects.create(
        user=User.objects.all()[0], object_repr="", action_flag=ADDITION, content_type=None, change_message="…"
    )
    for _session in range(3):
        SessionStore().save()
    Event.objects.create(**_another_event()).delete()  # the number it had is not given again
    return [*OUTPUTS, f"/events/week/documents/{note.digest}/note.pdf"]


def _another_event() -> dict[str, Any]:
    event = Event.objects.all()[0]
    facts = ("kind", "starts", "ends", "zone", "programme", "host_city")
    return {"title": "Gone", "slug": f"gone-{uuid4().hex}"} | {name: getattr(event, name) for name in facts}


def address(facts: dict[str, Any]) -> str:
    """The address of the database as a DATABASE_URL."""
    if facts["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{facts['NAME']}"
    return f"postgres://{facts['USER']}:{facts['PASSWORD']}@{facts['HOST']}:{facts['PORT'] or 5432}/{facts['NAME']}"


def asked(addresses: list[str], *, database: str, folder: Path, media: str = "") -> Any:
    """Asks a site process on that database: whether editions are guarded, what is served, and which numbers come next."""
    uploads = {"MEDIA_DIR": media} if media else {}
    return json.loads(_run(["-c", ASKING, *addresses], database, folder, **uploads).stdout)


def managed(*command: str, database: str, folder: Path, media: str = "") -> str:
    """Runs `manage.py` on that database and returns both of its outputs."""
    uploads = {"MEDIA_DIR": media} if media else {}
    process = _run(["manage.py", *command], database, folder, **uploads)
    return process.stderr + process.stdout


def _run(arguments: list[str], database: str, folder: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    environment = {
        "VAR_DIR": str(folder),
        "BUILT_DIR": str(settings.BUILT_DIR),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "SOJOURN_MODE": "test",
    }
    return subprocess.run(  # noqa: S603  (our own interpreter and code)
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=os.environ | environment | more,
        check=True,
        capture_output=True,
        text=True,
    )


def served(addresses: list[str]) -> list[list[object]]:
    """Status, entity tag and the digest of the bytes at each address."""
    browser = Client(headers={"Host": "localhost"})
    answers = [browser.get(address) for address in addresses]
    return [
        [answer.status_code, answer.get("ETag"), hashlib.sha256(answer.getvalue()).hexdigest()] for answer in answers
    ]


def guarded() -> bool:
    """Whether the database refuses to change an edition, because its triggers were copied too."""
    try:
        return not Edition.objects.update(digest="0" * 64)
    except DatabaseError:
        return True


def published_again() -> list[int]:
    """The primary keys of a new event and its edition, which show that numbering continues."""
    event = Event.objects.create(**_another_event())
    return [event.pk, rows.publish(event, by=User.objects.all()[0]).pk]


def has_statistics(using: str) -> bool:
    """Whether PostgreSQL plans queries by what the tables hold; SQLite needs none."""
    if connections[using].vendor != "postgresql":
        return True
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stats WHERE tablename = 'django_migrations'")
        return bool(cursor.fetchone()[0])
