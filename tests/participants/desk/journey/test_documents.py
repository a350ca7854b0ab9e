"""The desk's pages of documents for travel."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from cryptography.fernet import Fernet
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django import Settings

from backstage.models import AuditEntry
from participants.models import Delegate, TravelDocument
from participants.travel.documents.keeping import open_document
from tests.factories import rows
from tests.participants import makers
from tests.participants.travel.documents.document_makers import document, facts
from tests.refusals import is_not_found
from tests.tours.admin.conftest import browser_of
from tours.models import Country, Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
TYPED = {
    "kind": "passport",
    "surname": "Primerova",
    "given_names": "Ana",
    "birth_date": "1975-05-03",
    "nationality": "hr",
    "number": " P7654321 ",
    "expires_on": "2093-01-01",
    "issued_by": "Rijeka police",
}
PDF = b"%PDF-1.7\nscan\n"


@pytest.fixture
def event() -> Event:
    return makers.published_event(starts=date(2090, 9, 4), ends=date(2090, 9, 8))


@pytest.fixture
def ana(event: Event) -> Delegate:
    by = rows.operator()
    return makers.accepted(makers.delegation(event, by=by, city=rows.rijeka()), by=by, name="Ana Primer")


@pytest.fixture
def registrar(event: Event) -> Client:
    return browser_of(rows.colleague(RoleKind.REGISTRAR, at=event))


def of(row: Delegate, route: str = "travel_document") -> str:
    return reverse(f"participants:{route}", args=[row.event.uid, row.pk])


def all_of(event: Event) -> str:
    return reverse("participants:travel_documents", args=[event.uid])


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", strip_tags(answer.content.decode()))


def looks() -> list[tuple[str, str]]:
    found = AuditEntry.objects.filter(action=AuditEntry.Action.ACCESS).order_by("pk")
    return list(found.values_list("object_repr", "reason"))


def test_what_is_typed_is_sealed_and_not_shown(registrar: Client, ana: Delegate) -> None:
    answer = registrar.post(of(ana), {**TYPED, "scan": SimpleUploadedFile("a.pdf", PDF)}, follow=True)
    assert answer.redirect_chain == [(of(ana), 302)]
    assert open_document(ana, by=None, purpose="Look") == facts()
    page = text(registrar.get(of(ana)))
    assert ["is sealed." in text(answer), "There is a scan of it." in page, "P7654321" in page] == [True, True, False]


@pytest.mark.parametrize(("typed", "code"), [("Serbia", "RS"), ("kosovo", "XK"), ("xk", "XK"), ("Bosnia", "BA")])
def test_nationality_is_typed_as_a_name_or_as_two_letters(
    registrar: Client, ana: Delegate, typed: str, code: str
) -> None:
    """A name cut to two letters would be another country."""
    Country.objects.get_or_create(code="XK", defaults={"name": "Kosovo"})
    assert registrar.post(of(ana), {**TYPED, "nationality": typed}).status_code == 302
    assert open_document(ana, by=None, purpose="Look").nationality == code


def test_document_is_shown_to_who_says_for_what(registrar: Client, ana: Delegate) -> None:
    document(ana, scan=PDF)
    answer = registrar.post(of(ana, "show_travel_document"), {"purpose": "Visa letter"})
    assert (answer.status_code, "P7654321" in text(answer), "no-store" in answer["Cache-Control"]) == (200, True, True)
    scan = registrar.post(of(ana, "save_travel_scan"), {"purpose": "Visa letter"})
    assert (scan.content, scan["Content-Type"], "no-store" in scan["Cache-Control"]) == (PDF, "application/pdf", True)
    assert scan["Content-Disposition"] == 'attachment; filename="Ana Primer - Scan.pdf"'
    assert looks() == [("Ana Primer", "Visa letter")] * 2


def test_without_a_purpose_nothing_is_shown(registrar: Client, ana: Delegate) -> None:
    document(ana, scan=PDF)
    for route in ("show_travel_document", "save_travel_scan"):
        answer = registrar.post(of(ana, route), {"purpose": " "})
        assert (answer.status_code, "P7654321" in text(answer), looks()) == (400, False, [])
    assert registrar.get(of(ana, "show_travel_document")).status_code == 405


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"nationality": "HRV"}, "No country of this name is known. Write its two letters, such as HR."),
        ({"nationality": "5A"}, "No country of this name is known. Write its two letters, such as HR."),
        ({"number": ""}, "This field is required."),
        ({"expires_on": "2090-09-07"}, "This document ends before the event does, on 8 September 2090."),
        ({"expires_on": "2090-10-01"}, "This document ends within six months after the event"),
        ({"scan": SimpleUploadedFile("a.pdf", b"MZ")}, "Choose a PDF or a picture (JPEG, PNG or WebP)."),
        ({"kept": "another"}, "A colleague has changed this document since the page was shown."),
    ],
)
def test_wrong_input_is_said_and_stays(registrar: Client, ana: Delegate, wrong: dict[str, Any], says: str) -> None:
    answer = registrar.post(of(ana), {**TYPED, **wrong})
    assert (answer.status_code, says in text(answer)) == (400, True)
    assert ('value="Primerova"' in answer.content.decode(), TravelDocument.objects.count()) == (True, 0)


def test_end_soon_after_the_event_is_confirmed_where_it_is_asked(registrar: Client, ana: Delegate) -> None:
    soon, box = {**TYPED, "expires_on": "2090-10-01"}, 'name="confirmed"'
    pages = [registrar.get(of(ana)), registrar.post(of(ana), soon)]
    assert [box in page.content.decode() for page in pages] == [False, True]
    assert registrar.post(of(ana), {**soon, "confirmed": "on"}).status_code == 302


def test_document_is_deleted(registrar: Client, ana: Delegate) -> None:
    document(ana)
    answers = [registrar.post(of(ana, "forget_travel_document")).status_code for _again in range(2)]
    assert (answers, TravelDocument.objects.count()) == ([302, 404], 0)


def test_page_says_who_has_one_and_who_lacks_one(registrar: Client, event: Event, ana: Delegate) -> None:
    assert ana.delegation
    vera = makers.accepted(ana.delegation, by=rows.operator(), name="Vera Primer")
    makers.proposed(makers.delegation(event, by=rows.operator()), by=rows.operator(), name="Not chosen yet")
    document(ana, scan=PDF)
    page = registrar.get(all_of(event)).content.decode()
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    cells = [
        [strip_tags(cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in body.split("</tr>")
    ]
    kept = TravelDocument.objects.get().changed_at
    assert cells[:-1] == [
        ["Ana Primer", "Rijeka", f"since {kept.day} {kept:%b %Y}, with a scan", "Open: Ana Primer"],
        [vera.name, "Rijeka", "none", "Type it in: Vera Primer"],
    ]


def test_all_are_ticked_at_once(registrar: Client, event: Event, ana: Delegate) -> None:
    document(ana)
    pages = [registrar.get(all_of(event) + query).content.decode() for query in ("", "?all=1")]
    assert [page.count(" checked") for page in pages] == [0, 1]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_list_is_for_somebody_and_noted_at_each(registrar: Client, event: Event, ana: Delegate, kind: str) -> None:
    assert ana.delegation
    vera = makers.accepted(ana.delegation, by=rows.operator(), name="Vera Primer")
    document(ana)
    document(vera, number="=1+1", surname="Zadnja")
    chosen = {"people": [ana.pk, vera.pk], "recipient": "Hotel Uran", "purpose": "Register of guests", "file": kind}
    answer = registrar.post(all_of(event), chosen)
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    assert [row[7] for row in _table(answer.content, kind)] == [
        "Number",
        "P7654321",
        "'=1+1" if kind == "csv" else "=1+1",
    ]
    assert looks() == [(name, "Hotel Uran: Register of guests") for name in ("Ana Primer", "Vera Primer")]


def _table(body: bytes, kind: str) -> list[Any]:
    if kind == "csv":
        return [line.split(";") for line in body.decode("utf-8-sig").splitlines()]
    page: Any = openpyxl.load_workbook(BytesIO(body)).active
    return list(page.iter_rows(values_only=True))


def test_list_without_people_recipient_or_purpose_is_refused(registrar: Client, event: Event, ana: Delegate) -> None:
    document(ana)
    answer = registrar.post(all_of(event), {"people": [ana.pk], "file": "csv", "recipient": "Hotel Uran"})
    assert (answer.status_code, looks(), 'value="Hotel Uran"' in answer.content.decode()) == (400, [], True)
    nobody = registrar.post(all_of(event), {"people": [ana.pk + 99], "file": "csv", "recipient": "A", "purpose": "B"})
    assert "No document is kept any more of somebody whom you chose. Choose again." in text(nobody)


def test_lost_key_is_said(registrar: Client, event: Event, ana: Delegate, settings: Settings) -> None:
    document(ana)
    settings.TRAVEL_KEYS = [Fernet.generate_key().decode()]
    lost = "The key that sealed this document is not here. Put it back into TRAVEL_KEYS, or ask for the document again."
    shown = registrar.post(of(ana, "show_travel_document"), {"purpose": "Visa"})
    listed = registrar.post(all_of(event), {"people": [ana.pk], "recipient": "A", "purpose": "B", "file": "csv"})
    for answer in (shown, listed):
        assert (answer.status_code, f"Ana Primer: {lost}" in text(answer), looks()) == (400, True, [])


def test_pages_say_that_there_are_no_keys(registrar: Client, event: Event, ana: Delegate, settings: Settings) -> None:
    settings.TRAVEL_KEYS = []
    words = "The keys of documents for travel are not set on this site, so none can be kept or shown."
    answers = [registrar.get(all_of(event)), registrar.get(of(ana)), registrar.post(of(ana), TYPED)]
    assert [(answer.status_code, words in text(answer)) for answer in answers] == [
        (200, True),
        (200, True),
        (400, True),
    ]


@pytest.mark.parametrize(
    "route", ["travel_document", "show_travel_document", "save_travel_scan", "forget_travel_document"]
)
def test_person_of_another_event_is_not_found(registrar: Client, event: Event, route: str) -> None:
    by = rows.operator()
    other = makers.accepted(makers.delegation(makers.published_event(), by=by), by=by)
    address = reverse(f"participants:{route}", args=[event.uid, other.pk])
    assert is_not_found(registrar.post(address, {"purpose": "Visa"}))


def test_liaison_of_the_host_finds_none_of_it(event: Event, ana: Delegate) -> None:
    document(ana)
    host = browser_of(rows.colleague(RoleKind.HOST, at=event))
    assert [is_not_found(host.get(all_of(event))), is_not_found(host.get(of(ana)))] == [True, True]
    assert is_not_found(host.post(of(ana, "show_travel_document"), {"purpose": "Visa"}))
