"""What stands in a passport is found nowhere outside its sealed row, whatever is done with it."""

import gzip
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import got_request_exception
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.views.debug import ExceptionReporter
from pytest_django import Settings

from config.backup.making import back_up
from participants.models import Delegate
from participants.travel.documents import sealing
from participants.travel.documents.masking import masked_of
from participants.travel.documents.scans import MOST_BYTES
from tests.factories import rows
from tests.participants import makers
from tests.participants.privacy.searching import places_of
from tests.participants.visits import proven_visitor
from tests.tours.admin.conftest import browser_of

NUMBER, SURNAME, SCAN = "QX7749201", "Zzyzxova", b"%PDF-1.7 Jjqqwwzz"
WORDS = (NUMBER, SURNAME, "Jjqqwwzz", "1961-02-03", "3 February 1961")
TYPED = {
    "kind": "passport",
    "surname": SURNAME,
    "birth_date": "1961-02-03",
    "nationality": "HR",
    "number": NUMBER,
    "expires_on": "2093-01-01",
}


def holds(text: str | bytes) -> list[str]:
    body = text.encode() if isinstance(text, str) else text
    return [word for word in WORDS if word.encode().lower() in body.lower()]


@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_passport_is_found_elsewhere(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path, settings: Settings
) -> None:
    by = rows.operator()
    ana = makers.accepted(makers.delegation(makers.published_event(ends="2090-09-08"), by=by), by=by, name="Ana Primer")
    browser = browser_of(by)
    browser.raise_request_exception = False
    _use(browser, ana)
    _use_by_link(ana)
    read = {page: browser.get(page) for page in _pages(ana)}
    assert {(answer.status_code, *holds(answer.content)) for answer in read.values()} == {(200,)}
    assert [holds(report) for report in _reports_of_an_error(browser, ana, monkeypatch)] == [[], [], []]
    assert (holds(caplog.text), places_of(WORDS)) == ([], [])
    caplog.clear()  # the error was wanted
    assert [holds(body) for body in _copies(tmp_path)] == [[], []]


def _use(browser: Client, ana: Delegate) -> None:
    """All that puts it before somebody's eyes. What is refused comes back in the form, and nowhere else."""
    address = _of(ana, "travel_document")
    answers = [
        browser.post(address, {**TYPED, "scan": _scan()}),
        browser.post(address, {**TYPED, "expires_on": "2011-01-01", "scan": _scan()}),
        browser.post(_of(ana, "show_travel_document"), {"purpose": "Visa"}),
        browser.post(_of(ana, "save_travel_scan"), {"purpose": "Visa"}),
        *(_list(browser, ana, kind) for kind in ("csv", "xlsx")),
        browser.post(reverse("participants:export_person", args=[ana.person.uid if ana.person else ""])),
    ]
    assert [answer.status_code for answer in answers] == [302, 400, 200, 200, 200, 200, 200]
    assert [bool(holds(_unpacked(answer.content))) for answer in answers] == [False, *[True] * 6]
    assert [answer["Cache-Control"] for answer in answers if "no-store" not in answer["Cache-Control"]] == []


def _use_by_link(ana: Delegate) -> None:
    """The same by the delegate's personal link, from a phone."""
    phone, address = proven_visitor(ana), reverse("participants:my_document")
    typed = TYPED | {"nationality": "Croatia", "kept": ""}
    refused = phone.post(address, {**typed, "expires_on": "2011-01-01", "scan": _scan()})
    assert (refused.status_code, holds(refused.content)[:2]) == (400, [NUMBER, SURNAME])
    kept = masked_of(ana)
    again = phone.post(address, {**typed, "kept": kept.tag if kept else "", "scan": _scan()}, follow=True)
    assert (again.redirect_chain, holds(again.content)) == ([(address, 302)], [])
    files = [phone.post(reverse(f"participants:{name}")) for name in ("save_my_scan", "my_data_file")]
    assert [(answer.status_code, bool(holds(answer.content))) for answer in files] == [(200, True)] * 2


def _scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("passport.pdf", SCAN)


def _list(browser: Client, ana: Delegate, kind: str) -> Any:
    chosen = {"people": [ana.pk], "recipient": "Hotel", "purpose": "Guests", "file": kind}
    return browser.post(reverse("participants:travel_documents", args=[ana.event.uid]), chosen)


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"PK"):
        return body
    with ZipFile(BytesIO(body)) as archive:
        return b"".join(map(archive.read, archive.namelist()))


def _pages(ana: Delegate) -> list[str]:
    of_event = ("travel_documents", "delegates", "selection", "selection_pdf", "selection_xlsx", "run_sheet_pdf")
    pages = [reverse(f"participants:{name}", args=[ana.event.uid]) for name in of_event]
    uid = ana.person.uid if ana.person else ""
    pages += [reverse(f"participants:{name}", args=[uid]) for name in ("privacy", "export_person")]
    pages += [_of(ana, "travel_document"), reverse("participants:delegate", args=[ana.pk])]
    return [*pages, reverse("tours:audit"), reverse("participants:retention"), f"/events/{ana.event.slug}/"]


def _of(ana: Delegate, route: str) -> str:
    return reverse(f"participants:{route}", args=[ana.event.uid, ana.pk])


def _reports_of_an_error(browser: Client, ana: Delegate, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The page that says so, and what Django would write to those who run the site."""
    reports: list[str] = []

    def report(request: Any, **_facts: Any) -> None:
        reporter = ExceptionReporter(request, *sys.exc_info())
        reports.extend([reporter.get_traceback_text(), reporter.get_traceback_html()])

    def fail() -> None:
        raise RuntimeError("The disk is full")

    monkeypatch.setattr(sealing, "_seals", fail)
    got_request_exception.connect(report)
    try:
        answer = browser.post(_of(ana, "travel_document"), TYPED)
    finally:
        got_request_exception.disconnect(report)
    assert (answer.status_code, len(reports), "The disk is full" in reports[0]) == (500, 2, True)
    return [answer.content.decode(), *reports]


def _copies(folder: Path) -> list[bytes]:
    """A backup, and the file of the database with all that was deleted in it."""
    path = folder / "backup.tar.gz"
    with path.open("xb") as stream:
        back_up(stream, using="default", folder=folder, say=len)
    name = str(connection.settings_dict["NAME"])
    files = sorted(Path(name).parent.glob(f"{Path(name).name}*")) if connection.vendor == "sqlite" else []
    return [gzip.decompress(path.read_bytes()), b"".join(file.read_bytes() for file in files)]


def test_scan_stays_in_memory_on_its_way(settings: Settings) -> None:
    """Beside it the request carries what was typed."""
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE >= MOST_BYTES + 100_000
