"""Uploading documents and pictures."""

import struct
import zlib
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.factories import rows
from tests.refusals import is_not_found
from tests.tours.admin.pages import errors, shown
from tours.models import Document, Event, Picture

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%a logistics note\n"
NO_PICTURE = "Upload a valid image. The file you uploaded was either not an image or a corrupted image."
NOT_TAKEN = "This kind of file is not accepted. Use PDF, an office document or a picture."


def drawn(kind: str, size: tuple[int, int] = (4, 3)) -> bytes:
    file = BytesIO()
    Image.new("1", size).save(file, kind)
    return file.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 30,000 points wide and high."""
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b"")]
    packed = (struct.pack(">I", len(b)) + n + b + struct.pack(">I", zlib.crc32(n + b)) for n, b in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def document(browser: Client, body: bytes, name: str = "note.pdf", **facts: Any) -> dict[str, Any]:
    page = shown(browser, "/admin/tours/document/add/")
    return page | {"title": "Logistics note", "file": SimpleUploadedFile(name, body), **facts}


def picture(browser: Client, body: bytes, **facts: Any) -> Any:
    page = shown(browser, "/admin/tours/picture/add/")
    fields = page | {"alternative": "A hall", "file": SimpleUploadedFile("hall.png", body), **facts}
    return browser.post("/admin/tours/picture/add/", fields)


def test_document_is_known_by_its_bytes(desk: Client) -> None:
    fields = document(desk, PDF, name="Упутство за пут.PDF", event=rows.event().pk)
    assert desk.post("/admin/tours/document/add/", fields).status_code == 302
    stored = Document.objects.get()
    with stored.file.open() as file:
        assert file.read() == PDF
    assert (stored.digest, stored.media_type, stored.size) == (sha256(PDF).hexdigest(), "application/pdf", len(PDF))
    assert stored.file_name == "uputstvo-za-put.pdf"


def test_page_of_a_document_says_where_those_of_a_programme_stand(desk: Client) -> None:
    field = desk.get("/admin/tours/document/add/").context["adminform"].form.fields["programme"]
    assert str(field.help_text) == "A document of the programme that is for everyone is shown on the Brochures page."


def test_document_is_uploaded_on_the_page_of_its_event(desk: Client) -> None:
    event = rows.event()
    address = reverse("admin:tours_event_change", args=[event.pk])
    upload = {"documents-0-title": "Note", "documents-0-file": SimpleUploadedFile("note.pdf", PDF)}
    assert desk.post(address, shown(desk, address) | upload).status_code == 302
    assert event.documents.get().digest == sha256(PDF).hexdigest()
    wrong = {"documents-1-title": "Page", "documents-1-file": SimpleUploadedFile("page.pdf", b"<html>")}
    assert errors(desk.post(address, shown(desk, address) | wrong)) == [NOT_TAKEN]


def test_new_file_takes_the_place_of_the_old_and_leaves_its_bytes(desk: Client) -> None:
    desk.post("/admin/tours/document/add/", document(desk, PDF, event=rows.event().pk))
    row = Document.objects.get()
    old, storage = str(row.file), row.file.storage
    address = reverse("admin:tours_document_change", args=[row.pk])
    desk.post(address, shown(desk, address) | {"file": SimpleUploadedFile("note.pdf", PDF + b"2")})
    row.refresh_from_db()
    assert row.digest == sha256(PDF + b"2").hexdigest()
    with storage.open(old) as file:
        assert file.read() == PDF


def test_page_of_a_document_leads_to_its_file(desk: Client) -> None:
    desk.post("/admin/tours/document/add/", document(desk, PDF, event=rows.event().pk))
    row = Document.objects.get()
    address = f"/admin/tours/document/{row.pk}/file/"
    page = desk.get(f"/admin/tours/document/{row.pk}/change/").content.decode()
    assert f'<a href="{address}">note.pdf (PDF, 1 KB)</a>' in page
    assert "files/" not in page
    response = desk.get(address)
    assert (b"".join(response), response["Content-Type"]) == (PDF, "application/pdf")


def test_page_of_a_picture_shows_it(desk: Client) -> None:
    picture(desk, drawn("PNG", (800, 400)))
    row = Picture.objects.get()
    address = f"/admin/tours/picture/{row.pk}/file/"
    page = desk.get(f"/admin/tours/picture/{row.pk}/change/").content.decode()
    assert f'<img src="{address}" width="400" height="200" alt="A hall">' in page
    response = desk.get(address)
    assert (b"".join(response), response["Content-Type"]) == (
        drawn("PNG", (800, 400)),
        "image/png",
    )


@pytest.mark.parametrize("key", ["0", "abc", "9" * 40, "%00"])
def test_file_of_no_row_is_not_found(desk: Client, key: str) -> None:
    assert is_not_found(desk.get(f"/admin/tours/document/{key}/file/"))


def test_file_that_is_gone_from_the_storage_is_not_found(desk: Client) -> None:
    desk.post("/admin/tours/document/add/", document(desk, PDF, event=rows.event().pk))
    row = Document.objects.get()
    row.file.storage.delete(str(row.file))
    assert is_not_found(desk.get(f"/admin/tours/document/{row.pk}/file/"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<script>alert(1)</script>", NOT_TAKEN),
        (b"MZ\x90\x00" + b"\0" * 100, NOT_TAKEN),
        (drawn("GIF"), NOT_TAKEN),
        (b"PK\x03\x04", NOT_TAKEN),
        (b"", "The submitted file is empty."),
        (PDF + b"0" * 25_000_000, "The file is larger than 25 MB. Make it smaller, or link to it."),
    ],
    ids=["script", "program", "GIF", "half an archive", "empty", "too large"],
)
def test_documents_of_other_kinds_are_refused(desk: Client, body: bytes, expected: str) -> None:
    response = desk.post("/admin/tours/document/add/", document(desk, body, event=rows.event().pk))
    assert (response.status_code, errors(response)) == (200, [expected])
    assert not Document.objects.exists()


def test_text_in_place_of_a_file_is_refused(desk: Client) -> None:
    response = desk.post(
        "/admin/tours/document/add/", document(desk, PDF, event=rows.event().pk) | {"file": "note.pdf"}
    )
    assert errors(response) == ["This field is required."]


def test_document_belongs_to_one_of_two(desk: Client) -> None:
    expected = ["A document belongs to an event or to a programme: choose one of the two."]
    both: dict[str, Any] = {"event": rows.event().pk, "programme": rows.programme().pk}
    for owners in ({}, both):
        response = desk.post("/admin/tours/document/add/", document(desk, PDF, **owners))
        assert errors(response) == expected


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_picture_is_measured(desk: Client, kind: str) -> None:
    assert picture(desk, drawn(kind)).status_code == 302
    stored = Picture.objects.get()
    assert (stored.width, stored.height, stored.media_type) == (4, 3, f"image/{kind.lower()}")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"no picture", NO_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", NO_PICTURE),
        (drawn("PNG")[:30], NO_PICTURE),
        (drawn("JPEG")[:10], NO_PICTURE),
        (bomb(), NO_PICTURE),
        (PDF, NO_PICTURE),
        (drawn("GIF"), NOT_TAKEN),
        (drawn("PNG", (8000, 5001)), "The picture has more than 40 million pixels. Make it smaller."),
    ],
    ids=["text", "SVG", "half a PNG", "half a JPEG", "bomb", "PDF", "GIF", "too many points"],
)
def test_what_is_no_picture_is_refused(desk: Client, body: bytes, expected: str) -> None:
    response = picture(desk, body)
    assert (response.status_code, errors(response)) == (200, [expected])
    assert not Picture.objects.exists()


def test_picture_in_use_is_not_deleted(desk: Client) -> None:
    picture(desk, drawn("PNG"))
    used = Picture.objects.get()
    event: Event = rows.event(picture=used)
    assert desk.post(reverse("admin:tours_picture_delete", args=[used.pk]), {"post": "yes"}).status_code == 200
    assert Event.objects.get(pk=event.pk).picture == used
