"""Passport and data: a code of the last half hour opens them; what is sealed is shown masked, and nothing is noted of reading."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from backstage.models import AuditEntry
from participants.models import ChangeRequest, LinkSession, TravelDocument
from participants.travel.documents.keeping import open_document
from tests.factories import rows
from tests.participants import makers
from tests.participants.delegate import worlds
from tests.participants.travel import makers as journey
from tests.participants.travel.documents.document_makers import document
from tests.participants.visits import proven_visitor

pytestmark = pytest.mark.django_db
DOCUMENT, REMOVE, SCAN, DATA, FILE, DELETION = (
    reverse(f"participants:{name}")
    for name in ("my_document", "remove_my_document", "save_my_scan", "my_data", "my_data_file", "ask_for_deletion")
)
PDF = b"%PDF-1.7\n"


def typed(**facts: Any) -> dict[str, Any]:
    return {
        "kind": "passport",
        "surname": "Čačak",
        "birth_date": "1975-05-03",
        "nationality": "Croatia",
        "number": "P7654321",
        "expires_on": "2093-01-01",
        "kept": "",
    } | facts


@pytest.mark.parametrize(("path", "back"), [(DOCUMENT, DOCUMENT), (REMOVE, DOCUMENT), (SCAN, DOCUMENT), (FILE, DATA)])
def test_code_of_an_hour_ago_is_too_old_and_a_new_one_leads_to_a_page(path: str, back: str) -> None:
    client = proven_visitor(worlds.delegate())
    assert client.get(back).status_code == 200
    LinkSession.objects.update(proven_at=timezone.now() - timedelta(hours=1))
    answer = client.post(path) if path != DOCUMENT else client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, reverse("participants:prove_d", query={"next": back}))


def test_document_is_sealed_and_shown_masked() -> None:
    row = worlds.delegate()
    client = proven_visitor(row)
    client.post(DOCUMENT, typed(scan=SimpleUploadedFile("p.pdf", PDF)))
    entries = AuditEntry.objects.count()
    body = client.get(DOCUMENT).content.decode()
    assert ["•••••321" in body, "P7654321" in body, "Čačak</dd>" in body] == [True, False, False]
    assert AuditEntry.objects.count() == entries
    assert open_document(row, by=rows.operator(), purpose="Visa").number == "P7654321"
    kept = AuditEntry.objects.filter(content_type__model="traveldocument").earliest("pk")
    assert (kept.by_link, kept.actor) == ("Đorđe Čačak", None)


def test_scan_beside_an_error_is_asked_for_once_more_and_kept_nowhere() -> None:
    client = proven_visitor(worlds.delegate())
    page = client.post(DOCUMENT, typed(number="", scan=SimpleUploadedFile("p.pdf", PDF)))
    assert (page.status_code, "Choose the scan once more" in page.content.decode()) == (400, True)


def test_own_scan_is_saved_as_a_file_and_the_look_is_noted() -> None:
    row = worlds.delegate()
    client = proven_visitor(row)
    client.post(DOCUMENT, typed(scan=SimpleUploadedFile("p.html", PDF)))
    assert f'action="{SCAN}"' in client.get(DOCUMENT).content.decode()
    answer = client.post(SCAN)
    headers = ("Content-Type", "X-Content-Type-Options", "Cache-Control", "Content-Disposition")
    assert (answer.status_code, answer.content) == (200, PDF)
    assert [answer[name] for name in headers] == [
        "application/pdf",
        "nosniff",
        "private, no-store",
        "attachment; filename=\"Dorde Cacak - Scan.pdf\"; filename*=UTF-8''%C4%90or%C4%91e%20%C4%8Ca%C4%8Dak%20-%20Scan.pdf",
    ]
    look = AuditEntry.objects.get(action=AuditEntry.Action.ACCESS)
    assert (look.by_link, look.actor, look.reason) == ("Đorđe Čačak", None, "Saved by the delegate")


def test_without_a_scan_there_is_nothing_to_save() -> None:
    row = worlds.delegate()
    document(row)
    client = proven_visitor(row)
    assert SCAN not in client.get(DOCUMENT).content.decode()
    answer = client.post(SCAN, follow=True)
    assert (answer.redirect_chain, "No scan of this document is kept." in answer.content.decode()) == (
        [(DOCUMENT, 302)],
        True,
    )
    assert AuditEntry.objects.filter(action=AuditEntry.Action.ACCESS).count() == 0


def test_document_that_ends_soon_is_asked_about_and_nothing_is_lost() -> None:
    row = worlds.delegate()
    soon = (row.event.ends + timedelta(days=30)).isoformat()
    answer = proven_visitor(row).post(DOCUMENT, typed(expires_on=soon))
    body = answer.content.decode()
    assert (answer.status_code, TravelDocument.objects.count()) == (400, 0)
    assert ["ends within six months" in body, 'value="P7654321"' in body] == [True, True]


def test_document_is_deleted() -> None:
    row = worlds.delegate()
    document(row)
    client = proven_visitor(row)
    assert [client.post(REMOVE).status_code, client.post(REMOVE).status_code] == [302, 404]
    assert TravelDocument.objects.count() == 0


def test_without_keys_the_page_says_so(settings: Settings) -> None:
    row = worlds.delegate()
    document(row)
    settings.TRAVEL_KEYS = []
    client = proven_visitor(row)
    body = client.get(DOCUMENT).content.decode()
    assert ["No document can be kept on this site now." in body, '<input type="file"' in body] == [True, False]
    assert client.post(DOCUMENT, typed()).status_code == 400


def test_file_holds_all_that_is_known_with_the_document_opened_for_them() -> None:
    row = worlds.delegate()
    document(row, scan=PDF)
    journey.needs(row, diet="vegan")
    answer = proven_visitor(row).post(FILE)
    facts = json.loads(answer.content)
    [kept] = facts["documents"]
    assert (kept["number"], facts["needs"][0]["diet"]) == ("P7654321", "Vegan")
    assert kept["scan"] == "data:application/pdf;base64,JVBERi0xLjcK"
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
    look = AuditEntry.objects.filter(action=AuditEntry.Action.ACCESS).get()
    assert (look.by_link, look.actor) == ("Đorđe Čačak", None)


def test_page_says_what_goes_when() -> None:
    row = worlds.delegate()
    body = proven_visitor(row).get(DATA).content.decode()
    last = row.event.ends
    told = [f"{last + timedelta(days=14):%-d %B %Y}", f"{last.day} {last:%B} {last.year + 7}"]
    assert [day in body for day in told] == [True, True]


def test_deletion_is_asked_for_once_and_says_what_is_kept(mailoutbox: list[EmailMessage]) -> None:
    row = worlds.delegate()
    assert row.person
    worlds.contact(row)
    gone = timezone.localdate() - timedelta(days=100)
    former = makers.published_event(starts=gone, ends=gone, title="Former week")
    journey.coming(former, person=row.person)
    client = proven_visitor(row)
    assert "Former week: until" in client.get(DELETION).content.decode()
    refused = client.post(DELETION)
    for _twice in range(2):
        client.post(DELETION, {"sure": "on"})
    found = ChangeRequest.objects.get()
    assert (refused.status_code, found.delegate_id, found.text) == (400, row.pk, "Please delete my personal data.")
    assert {mail.to[0] for mail in mailoutbox} == {"own@example.org"}
