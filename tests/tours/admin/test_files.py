"""Uploading documents and pictures."""

import re
import struct
import zlib
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.factories import rows
from tests.refusals import is_not_found
from tests.tours.admin.pages import errors, errors_in, shown
from tours.models import Document, Event, Picture
from tours.uploads.unsaved import forget_unsaved

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
    assert errors_in(desk, address, shown(desk, address) | wrong) == [NOT_TAKEN]


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


def sent_again(response: Any) -> dict[str, Any]:
    """What the refused page would send: what was typed, and the keys of the files that are kept."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    fields = {
        bound.html_name: bound.value() for form in forms for bound in form if isinstance(bound.value(), str | int)
    }
    kept = re.findall(r'name="([^"]+-kept)" value="([^"]+)"', response.content.decode())
    return fields | dict(kept)


def kept_files() -> list[Path]:
    return [path for path in (Path(settings.MEDIA_ROOT) / "unsaved").rglob("*") if path.is_file()]


@pytest.fixture
def _no_uploads(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.usefixtures("_no_uploads")
def test_file_that_was_chosen_is_kept_while_the_form_is_corrected(desk: Client) -> None:
    page = "/admin/tours/document/add/"
    refused = desk.post(page, document(desk, PDF, title="", event=rows.event().pk))
    assert "“note.pdf” is chosen, and is kept until you save." in refused.content.decode()
    assert desk.post(page, sent_again(refused) | {"title": "Note"}).status_code == 302
    with Document.objects.get().file.open() as file:
        assert file.read() == PDF
    assert Document.objects.get().file_name == "note.pdf"


@pytest.mark.usefixtures("_no_uploads")
def test_form_is_shown_again_where_a_chosen_file_cannot_be_kept(desk: Client, caplog: pytest.LogCaptureFixture) -> None:
    (Path(settings.MEDIA_ROOT) / "unsaved").write_text("")
    page = "/admin/tours/document/add/"
    refused = desk.post(page, document(desk, PDF, title="", event=rows.event().pk))
    assert (errors(refused), "note.pdf" in refused.content.decode()) == (["This field is required."], False)
    assert [record.name for record in caplog.records] == ["tours.uploads.unsaved"]


@pytest.mark.usefixtures("_no_uploads")
def test_picture_that_was_chosen_is_kept_however_often_the_form_is_refused(desk: Client) -> None:
    refused = picture(desk, drawn("PNG"), alternative="")
    refused = desk.post("/admin/tours/picture/add/", sent_again(refused))
    assert desk.post("/admin/tours/picture/add/", sent_again(refused) | {"alternative": "A hall"}).status_code == 302
    assert (Picture.objects.get().width, len(kept_files())) == (4, 1)


@pytest.mark.usefixtures("_no_uploads")
def test_file_is_kept_where_a_colleague_changed_the_event_meanwhile(desk: Client) -> None:
    event = rows.event()
    address = reverse("admin:tours_event_change", args=[event.pk])
    upload = {"documents-0-title": "Note", "documents-0-file": SimpleUploadedFile("note.pdf", PDF)}
    mine = shown(desk, address) | upload
    Event.objects.update(summary="Of a colleague")
    refused = desk.post(address, mine)
    assert desk.post(address, sent_again(refused)).status_code == 302
    assert (Document.objects.get().title, Event.objects.get().summary) == ("Note", "Of a colleague")


@pytest.mark.parametrize("damaged", [PDF[:-1], PDF[:-1] + b"?"])
@pytest.mark.usefixtures("_no_uploads")
def test_kept_file_that_was_damaged_is_asked_for_again_and_replaced(desk: Client, damaged: bytes) -> None:
    page, event = "/admin/tours/document/add/", rows.event()
    again = sent_again(desk.post(page, document(desk, PDF, title="", event=event.pk)))
    [path] = kept_files()
    path.write_bytes(damaged)
    assert errors_in(desk, page, again | {"title": "Note"}) == ["This field is required."]
    assert Document.objects.count() == 0
    desk.post(page, document(desk, PDF, title="", event=event.pk))
    assert path.read_bytes() == PDF
    assert desk.post(page, again | {"title": "Note"}).status_code == 302


@pytest.mark.usefixtures("_no_uploads")
def test_another_file_or_none_takes_the_place_of_one_that_is_kept(desk: Client) -> None:
    page, event = "/admin/tours/document/add/", rows.event()
    again = sent_again(desk.post(page, document(desk, PDF, title="", event=event.pk))) | {"title": "Note"}
    assert errors_in(desk, page, again | {"file-left-out": "on"}) == ["This field is required."]
    desk.post(page, again | {"file": SimpleUploadedFile("other.pdf", PDF + b"2")})
    assert Document.objects.get().file_name == "other.pdf"


@pytest.mark.usefixtures("_no_uploads")
def test_file_that_was_refused_itself_is_not_kept_nor_is_a_forged_key_taken(desk: Client) -> None:
    page, event = "/admin/tours/document/add/", rows.event()
    refused = desk.post(page, document(desk, b"MZ", name="a.exe", event=event.pk))
    assert ("-kept" in refused.content.decode(), kept_files()) == (False, [])
    forged = shown(desk, page) | {"title": "Note", "event": event.pk, "file-kept": "unsaved/x"}
    assert errors_in(desk, page, forged) == ["This field is required."]


@pytest.mark.usefixtures("_no_uploads")
def test_looking_at_a_form_keeps_nothing_and_what_nobody_saved_is_forgotten(desk: Client) -> None:
    desk.get("/admin/tours/document/add/")
    assert kept_files() == []
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False):
        desk.post("/admin/tours/document/add/", document(desk, PDF, title="", event=rows.event().pk))
    assert len(kept_files()) == 1
    assert [forget_unsaved(datetime(2026, 3, day, 11, tzinfo=UTC)) for day in (2, 3, 4)] == [0, 1, 0]
    assert kept_files() == []
