"""A file that is named after what is redacted gets another name, in rows, versions, addresses and the storage."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from backstage.models import AuditEntry
from tests.factories import rows
from tours.editions.preview import preview
from tours.editions.publishing import agenda_of
from tours.editions.redaction.redacting import found_text, redact_person, redact_text
from tours.models import Document, Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def with_document(name: str, title: str = "Slides", **facts: Any) -> Event:
    event = rows.event(**facts)
    file = SimpleUploadedFile(name, b"%PDF-1.7\n")
    row = Document(event=event, title=title, file=file)
    row.full_clean()
    row.save()
    return event


def stored(media: Path) -> list[str]:
    return [path.name for path in media.glob("files/**/*.pdf")]


def test_document_named_after_a_text_is_served_under_another_name(
    media: Path, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    event, by = with_document("Talk of Đorđe ČAČAK.pdf"), rows.coordinator()
    rows.publish(event, by=by)
    assert found_text(event, text="Đorđe Čačak")[:2] == (1, 1)
    with django_capture_on_commit_callbacks(execute=True):
        redact_text(event, text="Đorđe Čačak", by=by, reason="Asked for")
    (document,) = agenda_of(event.editions.get()).event.documents
    assert (document.file_name, Document.objects.get().file_name, stored(media)) == ("talk-of.pdf",) * 2 + (
        ["talk-of.pdf"],
    )
    served = client.get(f"/events/{event.slug}/documents/{document.digest}/talk-of.pdf")
    assert b"".join(served) == b"%PDF-1.7\n"
    assert "cacak" not in repr(list(AuditEntry.objects.filter(event_key=event.pk).values("changes", "object_repr")))
    assert preview(event).is_empty


def test_file_that_another_event_names_so_stays_there(media: Path, django_capture_on_commit_callbacks: Any) -> None:
    event, other, by = with_document("cacak.pdf"), with_document("cacak.pdf"), rows.coordinator()
    rows.publish(event, by=by)
    with django_capture_on_commit_callbacks(execute=True):
        redact_text(event, text="Čačak", by=by, reason="Asked for")
    assert [row.file_name for row in Document.objects.order_by("event")] == ["file.pdf", "cacak.pdf"]
    assert sorted(stored(media)) == ["cacak.pdf", "file.pdf"]
    assert (media / str(other.documents.get().file)).read_bytes() == b"%PDF-1.7\n"


def test_document_named_after_a_person_is_renamed_with_them() -> None:
    event, by = with_document("zdenka-babic-2017.pdf"), rows.coordinator()
    part = rows.speaker(rows.item(event), "Zdenka Babić")
    rows.publish(event, by=by)
    assert part.person
    redact_person(event, person_uid=str(part.person.uid), by=by, reason="Asked for")
    (document,) = agenda_of(event.editions.get()).event.documents
    assert (document.file_name, Document.objects.get().file_name) == ("2017.pdf", "2017.pdf")
