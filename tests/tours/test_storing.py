import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.factories import rows
from tours.models import Document, Picture
from tours.storing import open_stored

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
    with open_stored(made.digest, made.file_name) as stored:
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
