"""The city confirms its names, with a signed letter where the event asks for one."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from participants.models import Invitation, SupportingFile
from tests.participants.focal_point.worlds import accepted_with, at, browser, standing
from tests.tours.pdf.reading import lines

pytestmark = pytest.mark.django_db


def scan(content: bytes = b"%PDF-1.7 signed") -> SimpleUploadedFile:
    return SimpleUploadedFile("signed.pdf", content, "application/pdf")


def test_letter_is_filled_in_with_the_names() -> None:
    ours = accepted_with("Ana Primer", "Eva Primer")
    answer = browser().get(at("letter", ours))
    said = lines(answer.content)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "private, no-store")
    assert [line for line in said if "Primer" in line] == ["Ana Primer 1 Delegate", "Eva Primer 2 Delegate"]


def test_signed_letter_is_kept_and_the_names_are_confirmed() -> None:
    ours = accepted_with("Ana Primer")
    Invitation.objects.create(event=ours.participation.event, asks_endorsement=True)
    client = browser()
    assert client.post(at("confirm", ours), {"typed": "Zdenka"}).status_code == 400
    client.post(at("confirm", ours), {"typed": "Zdenka", "file": scan()})
    assert standing(ours) == [("Ana Primer", "endorsed")]
    assert SupportingFile.objects.values_list("kind", "file_name", "delegation").get() == (
        "endorsement",
        "signed.pdf",
        ours.pk,
    )


def test_file_survives_an_error() -> None:
    ours, client = accepted_with("Ana Primer"), browser()
    page = client.post(at("confirm", ours), {"typed": "", "file": scan()})
    kept = re.search(r'name="file-kept" value="([^"]+)"', page.content.decode())
    assert (page.status_code, bool(kept), standing(ours)) == (400, True, [("Ana Primer", "proposed")])
    client.post(at("confirm", ours), {"typed": "Zdenka", "file-kept": kept[1] if kept else ""})
    assert (SupportingFile.objects.count(), standing(ours)) == (1, [("Ana Primer", "endorsed")])


def test_file_of_another_type_is_refused_and_nothing_is_confirmed() -> None:
    ours = accepted_with("Ana Primer")
    page = browser().post(at("confirm", ours), {"typed": "Zdenka", "file": scan(b"MZ program")})
    assert (page.status_code, standing(ours)) == (400, [("Ana Primer", "proposed")])
