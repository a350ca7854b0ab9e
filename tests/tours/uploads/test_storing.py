import io
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import InMemoryStorage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import Settings

from tests.factories import rows
from tests.tours.pictures import photographs
from tours.models import Document, Picture
from tours.pictures.cleaning import cleaned
from tours.uploads.storing import open_whole

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF\n"


def document(content: bytes = PDF, name: str = "Логистика note.PDF") -> Document:
    made = Document(event=rows.event(), title="Logistics note", file=SimpleUploadedFile(name, content))
    made.full_clean()
    made.save()
    return made


def test_file_is_known_by_its_bytes_and_named_in_ascii() -> None:
    made = document()
    assert (made.file_name, made.media_type, made.size) == ("logistika-note.pdf", "application/pdf", len(PDF))
    assert made.file.name == f"files/{made.digest[:2]}/{made.digest}/logistika-note.pdf"
    with open_whole(made.digest, made.file_name) as stored:
        assert stored.read() == PDF


def test_same_bytes_are_stored_once() -> None:
    assert document().file.name == document().file.name


@pytest.mark.parametrize("content", [b"<html><script>alert(1)</script>", b"MZ\x90\x00" + b"\x00" * 100, b"", b"plain"])
def test_type_is_told_from_the_bytes_and_not_from_the_name(content: bytes) -> None:
    with pytest.raises(ValidationError) as refused:
        document(content, name="programme.pdf")
    assert set(refused.value.message_dict) == {"file"}


def test_too_large_a_file_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValidationError) as refused:
        document(PDF + b"\0" * 25_000_000)
    assert refused.value.message_dict == {"file": ["The file is larger than 25 MB. Make it smaller, or link to it."]}


def test_picture_keeps_its_measures() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30)).save(buffer, "PNG")
    picture = Picture(alternative="A hall", file=SimpleUploadedFile("hall.png", buffer.getvalue()))
    picture.full_clean()
    picture.save()
    assert (picture.width, picture.height, picture.media_type) == (40, 30, "image/png")


class ObjectStorage(InMemoryStorage):
    """Like a bucket: it knows no paths of files, and notes what is written."""

    def __init__(self, bucket_name: str = "") -> None:
        super().__init__()
        self.bucket_name = bucket_name
        self.written: list[str] = []

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        self.written.append(super().save(name, content, max_length))
        return self.written[-1]


@pytest.fixture
def bucket(settings: Settings) -> ObjectStorage:
    own = {"BACKEND": f"{__name__}.ObjectStorage", "OPTIONS": {"bucket_name": "uploads"}}
    settings.STORAGES = {**settings.STORAGES, "default": own}
    return cast("ObjectStorage", storages["default"])


def test_uploads_lie_where_the_settings_say_and_once(bucket: ObjectStorage, settings: Settings) -> None:
    made = document()
    document()
    assert (bucket.bucket_name, bucket.written) == ("uploads", [made.file.name])
    assert not Path(settings.MEDIA_ROOT).exists()
    assert (made.file.size, made.file.storage.exists(str(made.file.name))) == (len(PDF), True)
    made.file.delete(save=False)
    assert not bucket.exists(f"files/{made.digest[:2]}/{made.digest}/logistika-note.pdf")


def test_picture_in_another_storage_keeps_its_measures(bucket: ObjectStorage) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30)).save(buffer, "PNG")
    picture = Picture(alternative="A hall", file=SimpleUploadedFile("hall.png", buffer.getvalue()))
    picture.full_clean()
    picture.save()
    assert (picture.width, picture.height, bucket.written) == (40, 30, [picture.file.name])


def test_document_is_served_from_another_storage(bucket: ObjectStorage, client: Client) -> None:
    made = document()
    assert made.event
    rows.publish(made.event)
    address = f"/events/{made.event.slug}/documents/{made.digest}/{made.file_name}"
    answer = client.get(address)
    assert answer.getvalue() == PDF
    assert (answer["Content-Length"], answer["Content-Type"]) == (str(len(PDF)), "application/pdf")
    bucket.delete(made.file.name or "")
    assert client.get(address).status_code == 404


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:10])


def change(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1] + b"?")


def misplace(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("fault", [Path.unlink, cut, change, misplace])
@pytest.mark.parametrize("kind", ["document", "brochure", "picture"])
def test_file_that_is_not_what_was_uploaded_is_not_found_and_told(
    client: Client, settings: Settings, caplog: pytest.LogCaptureFixture, kind: str, fault: Callable[[Path], None]
) -> None:
    address, file = uploaded(kind)
    assert client.get(address).getvalue()
    fault(Path(settings.MEDIA_ROOT) / file)
    answer = client.get(address)
    assert (answer.status_code, answer.get("Cache-Control")) == (404, None)
    assert [record.levelname for record in caplog.records if record.name == "tours.serving.files"] == ["WARNING"]


def uploaded(kind: str) -> tuple[str, str]:
    """The address of a published file, and where it is stored."""
    if kind == "picture":
        buffer = io.BytesIO()
        Image.new("RGB", (40, 30)).save(buffer, "PNG")
        picture = Picture(alternative="A hall", file=SimpleUploadedFile("hall.png", buffer.getvalue()))
        picture.full_clean()
        picture.save()
        event = rows.event(picture=picture)
        rows.publish(event)
        return f"/events/{event.slug}/pictures/{picture.digest}/{picture.file_name}", str(picture.file.name)
    made = document()
    if kind == "brochure":
        assert made.event
        made.programme, made.event = made.event.programme, None
        made.programme.is_own = True
        made.programme.save()
        made.save()
        return f"/brochures/{made.digest}/{made.file_name}", str(made.file.name)
    assert made.event
    rows.publish(made.event)
    return f"/events/{made.event.slug}/documents/{made.digest}/{made.file_name}", str(made.file.name)


@pytest.mark.parametrize("fault", [cut, change, misplace])
def test_upload_replaces_a_file_that_was_damaged(settings: Settings, fault: Callable[[Path], None]) -> None:
    stored = Path(settings.MEDIA_ROOT) / str(document().file.name)
    fault(stored)
    again = document()
    assert (Path(settings.MEDIA_ROOT) / str(again.file.name), stored.read_bytes()) == (stored, PDF)


def test_upload_is_on_the_disk_before_its_row_names_it(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(Path(f"/proc/self/fd/{handle}").readlink()))
    stored = Path(settings.MEDIA_ROOT) / str(document().file.name)
    assert synced == [stored, *stored.parents[:4]]
    assert synced[-1] == Path(settings.MEDIA_ROOT)


def test_what_is_not_stored_is_a_missing_file(bucket: ObjectStorage) -> None:
    with pytest.raises(FileNotFoundError):
        open_whole("ab" * 32, "note.pdf")


def test_photograph_is_clean_before_its_digest_is_taken() -> None:
    """Whether it comes as a picture or as a document."""
    source = photographs.jpeg(6)
    clean = cleaned(source, "image/jpeg")
    picture = Picture(alternative="A hall", file=SimpleUploadedFile("hall.jpg", source))
    picture.full_clean()
    picture.save()
    assert (picture.width, picture.height) == (32, 64)
    for row in (picture, document(source, "hall.jpg")):
        assert (row.digest, row.size) == (sha256(clean).hexdigest(), len(clean))
        with open_whole(row.digest, row.file_name) as stored:
            assert stored.read() == clean


def test_huge_picture_is_refused_as_a_document_too() -> None:
    buffer = io.BytesIO()
    Image.new("1", (8000, 5001)).save(buffer, "PNG")
    with pytest.raises(ValidationError) as refused:
        document(buffer.getvalue(), "hall.png")
    assert refused.value.message_dict == {"file": ["The picture has more than 40 million pixels. Make it smaller."]}
