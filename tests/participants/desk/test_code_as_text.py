"""Names and reasons that are code somewhere are text everywhere: on pages, in files, in mails and in what is handed out."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from backstage.grounds import Grounds
from participants.models import ChangeRequest, Delegate, DelegateContact, Delegation, FocalPoint, SupportingFile
from participants.nominations import deciding
from tests.factories import rows
from tests.html_checker import complaints
from tests.participants import makers
from tours.models import City, Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
MARKUP = '<script>alert(1)</script>"\'{{7*7}}{% now "Y" %}'
HEADER = "Ana\r\nBcc: spy@example.org\r\n\r\nHello"
FORMULA = '=HYPERLINK("http://evil.example","Ana")'
TURNED = "\u202eanA\u2066\u200b\ufeff Primer"
LONG = "W" * 200
NAMES = (MARKUP, HEADER, FORMULA, TURNED, LONG)


@pytest.fixture(scope="module")
def event(shared_rows: Path) -> Event:
    """A delegation whose focal point and names are code, all with a place but the last."""
    by, home = rows.operator(), rows.city("Town of code")
    event = makers.published_event()
    delegation = makers.delegation(event, by=by, city=home, seats=len(NAMES))
    delegation.focal_point = FocalPoint.objects.create(
        programme=event.programme, city=home, name=HEADER[:200], email="point@example.org"
    )
    delegation.save()
    City.objects.filter(pk=home.pk).update(name=MARKUP)
    for at, name in enumerate(NAMES):
        row = makers.proposed(delegation, by=by, name=name, reason=name)
        if at < len(NAMES) - 1:
            deciding.accept(row, by=by, grounds=Grounds(reason=name))
        DelegateContact.objects.create(delegate=row, email=f"delegate-{at}@example.org")
        ChangeRequest.objects.create(
            event=event, delegation=delegation, delegate=row, kind="name", name=name, text=name, asked_by=name
        )
    return event


@pytest.fixture(scope="module")
def browser(event: Event) -> Client:
    browser = Client()
    browser.force_login(rows.colleague(RoleKind.COORDINATOR, at=event.programme))
    return browser


@pytest.fixture(autouse=True)
def _shared_folder(shared_rows: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = shared_rows


OF_EVENT = (
    "arrivals",
    "delegates",
    "delegations",
    "note_request",
    "remind",
    "requests",
    "selection",
    "tell",
    "invitation",
)


def pages(event: Event) -> dict[str, str]:
    delegation = Delegation.objects.get(participation__event=event)
    first, last = event.delegates.order_by("pk")[0], event.delegates.order_by("pk").last()
    assert last
    assert first.person
    found = {name: reverse(f"participants:{name}", args=[event.uid]) for name in OF_EVENT}
    found |= {name: reverse(f"participants:{name}", args=[delegation.pk]) for name in ("delegation", "correct_address")}
    found |= {name: reverse(f"participants:{name}", args=[first.pk]) for name in ("delegate", "move")}
    found |= {name: reverse(f"participants:{name}", args=[first.person.uid]) for name in ("privacy", "erase_person")}
    found["substitute"] = reverse("participants:substitute", args=[first.pk], query={"coming": last.pk})
    found["accept"] = reverse("participants:delegate_step", args=[last.pk, "accept"], query={"q": MARKUP})
    found["request"] = reverse("participants:request", args=[ChangeRequest.objects.earliest("pk").pk])
    found["cards"] = reverse("participants:cards", query={"q": "script"})
    found["merge"] = reverse("participants:merge_cards", query={"card": [first.person.uid, last.person.uid]})  # type: ignore[union-attr]
    found["focal points"] = reverse("participants:focal_points", args=[event.programme.slug])
    found["paste"] = reverse("participants:paste", args=[event.uid])
    found["audit"] = "/desk/audit/"
    return found


PAGES = (
    *OF_EVENT,
    *("delegation", "correct_address", "delegate", "move", "privacy", "erase_person", "substitute", "accept"),
    *("request", "cards", "merge", "focal points", "paste", "audit"),
)


@pytest.mark.parametrize("name", PAGES)
def test_page_tells_code_as_text(event: Event, browser: Client, name: str) -> None:
    page = browser.get(pages(event)[name])
    html = page.content.decode()
    assert (page.status_code, "<script>alert" in html) == (200, False)
    assert "private" in page["Cache-Control"]
    assert "no-store" in page["Cache-Control"]


@pytest.mark.slow
def test_pages_with_code_are_valid(event: Event, browser: Client, tmp_path: Path) -> None:
    files = []
    for number, address in enumerate(pages(event).values()):
        files.append(tmp_path / f"{number}.html")
        files[-1].write_bytes(browser.get(address).content)
    assert complaints(files) == []


def test_pasted_code_is_shown_as_text(event: Event, browser: Client) -> None:
    text = "\n".join(f"{name}\tx" for name in (MARKUP, FORMULA, TURNED, LONG))
    page = browser.post(reverse("participants:paste", args=[event.uid]), {"text": text, "becomes": "proposed"})
    html = page.content.decode()
    assert (page.status_code, "<script>alert" in html) == (200, False)


def test_workbook_holds_text_and_no_formula(event: Event, browser: Client) -> None:
    page = browser.get(reverse("participants:selection_xlsx", args=[event.uid]))
    cells = [cell for row in openpyxl.load_workbook(BytesIO(page.content)).active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert {cell.data_type for cell in cells} == {"s", "n", "inlineStr"}
    assert [cell.quotePrefix for cell in cells if cell.value == FORMULA] == [True, True]
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("name", ["selection_pdf", "confirmation"])
def test_documents_are_drawn_and_kept_by_nobody(event: Event, browser: Client, name: str) -> None:
    key = event.uid if name == "selection_pdf" else Delegation.objects.get(participation__event=event).pk
    page = browser.get(reverse(f"participants:{name}", args=[key]))
    assert (page.status_code, page.content[:5]) == (200, b"%PDF-")
    assert "no-store" in page["Cache-Control"]
    assert re.fullmatch(r"attachment; filename=[\x20-\x7e]+", page["Content-Disposition"])


def test_export_holds_the_name_as_it_is(event: Event, browser: Client) -> None:
    person = event.delegates.get(name=MARKUP).person
    assert person
    page = browser.get(reverse("participants:export_person", args=[person.uid]))
    assert MARKUP in json.dumps(json.loads(page.content), ensure_ascii=False).replace('\\"', '"')
    assert (page["Content-Type"], "no-store" in page["Cache-Control"]) == ("application/json", True)


def test_mails_have_no_header_that_somebody_typed(event: Event, browser: Client) -> None:
    page = browser.get(reverse("participants:tell", args=[event.uid]))
    mails = [mail.mail.key for telling in page.context["tellings"] for mail in telling.mails]
    sent = {"shown": page.context["digest"], "seen": page.context["seen"], "mail": mails}
    assert browser.post(reverse("participants:tell", args=[event.uid]), sent).status_code == 302
    assert len(mail.outbox) == len(NAMES)
    for letter in mail.outbox:
        message = letter.message()
        assert (message["Bcc"], "\n" in letter.subject, len(letter.recipients())) == (None, False, 1)
        assert [line for line in letter.body.splitlines() if line.startswith("Bcc:")] == []


FILES = {
    "program": ("letter.pdf", b"MZ\x90\x00" + b"\x00" * 200),
    "drawing with a script": ("letter.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
    "web page": ("letter.pdf", b"<html><script>alert(1)</script></html>"),
    "empty": ("letter.pdf", b""),
    "archive": ("letter.docx", b"PK\x03\x04" + b"\x00" * 200),
    "broken picture": ("letter.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50),
    "too large": ("letter.pdf", b"%PDF-1.7" + b"\x00" * 25_000_000),
}


@pytest.mark.parametrize("what", FILES)
def test_file_that_is_refused_leaves_what_was_typed(event: Event, browser: Client, what: str) -> None:
    row = Delegate.objects.get(event=event, name=LONG)
    address = reverse("participants:delegate_step", args=[row.pk, "decline"])
    sent = {"reason": "Typed before", "told": "mail", "file": SimpleUploadedFile(*FILES[what])}
    page = browser.post(address, sent)
    row.refresh_from_db()
    assert (page.status_code, row.state, SupportingFile.objects.count()) == (400, "proposed", 0)
    assert 'value="Typed before"' in page.content.decode()


@pytest.mark.parametrize("name", ["..\\..\\a.pdf", 'a"; x=<b>.pdf', "=\u202efdp.exe.pdf", f"{LONG * 2}.pdf"])
def test_file_name_is_tidied_and_saved_rather_than_shown(event: Event, browser: Client, name: str) -> None:
    row = Delegate.objects.get(event=event, name=LONG)
    address = reverse("participants:delegate_step", args=[row.pk, "decline"])
    browser.post(address, {"file": SimpleUploadedFile(name, b"%PDF-1.7 letter")})
    [file] = SupportingFile.objects.all()
    assert re.fullmatch(r"[a-z0-9-]+\.pdf", file.file_name)
    page = browser.get(reverse("participants:file", args=[file.pk]))
    assert page["Content-Disposition"] == f'attachment; filename="{file.file_name}"'
    assert (page["Cache-Control"], page["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    assert page.getvalue() == b"%PDF-1.7 letter"


def test_no_log_line_names_anybody(event: Event, browser: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    row = event.delegates.get(name=FORMULA)
    browser.post(reverse("participants:delegate_step", args=[row.pk, "contact"]), {"own_email": "anaprimer"})
    browser.post(reverse("participants:delegates", args=[event.uid], query={"q": "anaprimer"}), {"reason": "anaprimer"})
    browser.get(reverse("participants:delegates", args=[event.uid], query={"state": "anaprimer"}))
    requests = [record.getMessage() for record in caplog.records if record.name.startswith("django.request")]
    assert len(requests) == 3
    assert [line for line in requests if "anaprimer" in line] == []
