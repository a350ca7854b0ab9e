"""A backup holds documents for travel sealed, and no key. Whoever restores it is told what cannot be opened."""

from datetime import UTC, datetime
from io import StringIO
from types import SimpleNamespace

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from pytest_django import Settings

from config.backup.redacting_again import RedactedAgain
from tests.participants.travel.documents.test_rotating import documents

pytestmark = pytest.mark.django_db
COMMAND = "config.management.commands.restore"


def test_restore_says_how_many_no_key_here_opens(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = SimpleNamespace(missing=[], broken=[], made_at=datetime(2017, 9, 4, tzinfo=UTC), digests={}, files=[1])
    monkeypatch.setattr(f"{COMMAND}.restore", lambda *_args, **_facts: archive)
    monkeypatch.setattr(f"{COMMAND}.redact_again", lambda _say: RedactedAgain(0, ()))
    documents(2)
    assert "Documents for travel" not in _restored()
    settings.TRAVEL_KEYS = [Fernet.generate_key().decode()]
    words = "Documents for travel that no key here opens: 2. Put the keys of then into TRAVEL_KEYS, or ask for the documents"
    assert words in _restored()


def _restored() -> str:
    said = StringIO()
    call_command("restore", "backup.tar.gz", stdout=StringIO(), stderr=said)
    return said.getvalue()
