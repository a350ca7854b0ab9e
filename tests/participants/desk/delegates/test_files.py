"""A file about a delegate is stored and handed out as it came: nothing here unpacks it."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from participants.models import Delegation, SupportingFile
from tests.participants import makers
from tests.participants.desk.delegates.reading import page_of, step_of
from tests.tours.admin.conftest import browser_of

pytestmark = pytest.mark.django_db
PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


def bomb(kind: str) -> bytes:
    """20 MB of zeros in 20 KB."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>" * 100)
        archive.writestr("_rels/.rels", "<Relationships/>" * 100)
        archive.writestr(PARTS[kind], bytes(20_000_000))
    return packed.getvalue()


@pytest.mark.parametrize("kind", list(PARTS))
def test_packed_bomb_is_never_unpacked(
    registrar: User, ours: Delegation, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, desk, sent = makers.proposed(ours, by=registrar), browser_of(registrar), bomb(kind)

    def unpack(*_any: object, **_more: object) -> None:
        raise AssertionError("It is unpacked.")

    monkeypatch.setattr(ZipFile, "open", unpack)
    answer = desk.post(step_of(row, "reserve"), {"file": SimpleUploadedFile(f"letter.{kind}", sent)})
    assert answer["Location"] == page_of(row)
    stored = SupportingFile.objects.get()
    assert (stored.size, stored.file_name) == (len(sent), f"letter.{kind}")
    assert desk.get(page_of(row)).status_code == 200
    handed = desk.get(f"/desk/people-files/{stored.pk}/")
    assert (handed.getvalue(), handed["Content-Disposition"][:10]) == (sent, "attachment")
