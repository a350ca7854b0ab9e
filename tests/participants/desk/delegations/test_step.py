"""The desk's page of each step of a delegation."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from backstage.models import AuditEntry
from participants.delegations import answering
from participants.desk.delegations.steps import STEPS
from participants.models import Delegate, Delegation, SupportingFile
from tests.factories import rows
from tests.participants import makers
from tests.participants.desk.delegations.pages import messages_of, problems
from tests.refusals import is_not_found
from tests.tours.admin.conftest import browser_of
from tours.models import ParticipatingCity
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db

TOLD = {"reason": "They called", "told": "telephone"}


def address(of: Delegation, step: str) -> str:
    return f"/desk/delegations/{of.pk}/{step}/"


def registrar(of: Delegation) -> Client:
    return browser_of(rows.colleague(RoleKind.REGISTRAR, at=of.participation.event))


@pytest.fixture
def rijeka() -> Delegation:
    return makers.delegation(makers.published_event(), by=rows.coordinator(), city=rows.rijeka())


def test_each_step_of_the_invitation_is_taken_and_told(rijeka: Delegation) -> None:
    browser, found = registrar(rijeka), []
    for step in ("accept", "close", "reopen", "decline", "cancel", "invite-again"):
        answer = browser.post(address(rijeka, step), TOLD, follow=True)
        assert answer.redirect_chain == [(f"/desk/delegations/{rijeka.pk}/", 302)]
        rijeka.refresh_from_db()
        found.append((rijeka.state, messages_of(answer)))
    assert found == [
        ("accepted", ["Rijeka has accepted the invitation."]),
        ("closed", ["Rijeka can put no further names forward."]),
        ("reopened", ["Rijeka can put names forward again."]),
        ("declined", ["Rijeka has declined the invitation."]),
        ("cancelled", ["The invitation of Rijeka is taken back."]),
        ("invited", ["Rijeka is invited again. No letter went out yet."]),
    ]


def test_answer_notes_who_answered_how_it_was_told_why_and_what_they_wrote(rijeka: Delegation) -> None:
    browser = registrar(rijeka)
    letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.4 letter")
    browser.post(address(rijeka, "accept"), TOLD | {"replied_by": "Ana Primer", "file": letter})
    rijeka.refresh_from_db()
    entry = AuditEntry.objects.filter(content_type__model="delegation").latest("pk")
    file = SupportingFile.objects.get()
    assert (rijeka.replied_by, rijeka.told, entry.reason) == ("Ana Primer", "telephone", "They called")
    assert (file.delegation, file.delegate, file.kind, file.file_name) == (rijeka, None, "wish", "letter.pdf")


def test_focal_point_is_suggested_as_who_answered(rijeka: Delegation) -> None:
    rijeka.focal_point = makers.focal_point(rijeka.participation.event, rows.rijeka())
    rijeka.save()
    assert registrar(rijeka).get(address(rijeka, "decline")).context["form"]["replied_by"].value() == "Ana Primer"


def test_file_of_another_type_is_refused_and_nothing_is_done(rijeka: Delegation) -> None:
    file = SimpleUploadedFile("letter.exe", b"MZ")
    page = registrar(rijeka).post(address(rijeka, "accept"), TOLD | {"replied_by": "Ana", "file": file})
    rijeka.refresh_from_db()
    assert (page.status_code, list(page.context["form"].errors), rijeka.state) == (400, ["file"], "invited")
    assert page.context["form"]["replied_by"].value() == "Ana"


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("reopen", "Rijeka is in the state “Invited”, and cannot get from there to “Open again”."),
        ("close", "Rijeka is in the state “Invited”, and cannot get from there to “Closed”."),
        ("invite-again", "Rijeka is in the state “Invited”, and cannot get from there to “Invited”."),
    ],
)
def test_step_that_the_state_does_not_allow_says_so(rijeka: Delegation, step: str, sentence: str) -> None:
    browser = registrar(rijeka)
    page = browser.get(address(rijeka, step))
    assert (page.status_code, page.context["why_not"], "<button" in _main(page)) == (200, sentence, False)
    refused = browser.post(address(rijeka, step), TOLD)
    assert (refused.status_code, problems(refused)) == (400, [sentence])
    assert refused.context["form"]["reason"].value() == "They called"


def test_delegation_that_declined_puts_no_names_forward(rijeka: Delegation) -> None:
    answering.decline_invitation(rijeka, by=rows.coordinator())
    browser = registrar(rijeka)
    sentence = "Rijeka cannot put names forward now: the state of its invitation is “Declined”."
    assert browser.get(address(rijeka, "propose")).context["why_not"] == sentence
    page = browser.post(address(rijeka, "propose"), {"name": "Iva Primer", "capacity": "delegate"})
    assert (page.status_code, problems(page), Delegate.objects.count()) == (400, [sentence], 0)


def test_who_has_a_place_keeps_the_city_from_declining(rijeka: Delegation) -> None:
    makers.accepted(rijeka, by=rows.coordinator())
    page = registrar(rijeka).post(address(rijeka, "decline"), TOLD)
    assert (page.status_code, problems(page)) == (400, ["1 person of Rijeka has a place. Withdraw them first."])


def test_name_is_put_forward_on_behalf_of_the_city(rijeka: Delegation) -> None:
    makers.proposed(rijeka, by=rows.coordinator())
    sent = {"name": " Đorđe Čačak ", "capacity": "head", "rank": "", "merits": "Knows parks", **TOLD}
    answer = registrar(rijeka).post(address(rijeka, "propose"), sent, follow=True)
    assert messages_of(answer) == ["The name is put forward by Rijeka."]
    made = Delegate.objects.latest("pk")
    facts = (made.name, made.capacity, made.rank, made.reason, made.state, made.person)
    assert facts == ("Đorđe Čačak", "head", 2, "Knows parks", "proposed", None)
    assert AuditEntry.objects.filter(content_type__model="delegate").latest("pk").reason == "They called"


def test_file_of_a_name_is_kept_with_both(rijeka: Delegation) -> None:
    letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.4 letter")
    registrar(rijeka).post(address(rijeka, "propose"), {"name": "Iva", "capacity": "delegate", "file": letter})
    file = SupportingFile.objects.get()
    assert (file.delegation, str(file.delegate)) == (rijeka, "Iva")


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"name": ""}, ["name"]),
        ({"name": "\u200b"}, ["name"]),
        ({"name": "x" * 201}, ["name"]),
        ({"capacity": "mayor"}, ["capacity"]),
        ({"rank": "0"}, ["rank"]),
        ({"rank": "40000"}, ["rank"]),
        ({"merits": "x" * 9000}, ["merits"]),
        ({"told": "link"}, ["told"]),
        ({"capacity": "head"}, ["__all__"]),
    ],
)
def test_mistake_in_a_name_is_told(rijeka: Delegation, facts: dict[str, str], fields: list[str]) -> None:
    makers.proposed(rijeka, by=rows.coordinator(), capacity="head")
    sent = {"name": "Iva", "capacity": "delegate"} | facts
    page = registrar(rijeka).post(address(rijeka, "propose"), sent)
    assert (page.status_code, list(page.context["form"].errors), Delegate.objects.count()) == (400, fields, 1)


def test_seats_are_set_but_never_below_taken(rijeka: Delegation) -> None:
    makers.accepted(rijeka, by=rows.coordinator())
    browser = registrar(rijeka)
    assert browser.get(address(rijeka, "seats")).context["form"]["seats"].value() == 2
    refused = browser.post(address(rijeka, "seats"), {"seats": "0"})
    assert (refused.status_code, problems(refused)) == (
        400,
        ["1 seat of Rijeka is taken, so it needs that one."],
    )
    browser.post(address(rijeka, "seats"), {"seats": "5"})
    assert ParticipatingCity.objects.get().seats == 5


def test_seat_goes_to_another_delegation_of_the_event_only(rijeka: Delegation) -> None:
    by = rows.coordinator()
    other = makers.delegation(rijeka.participation.event, by=by, city=rows.belgrade())
    elsewhere = makers.delegation(makers.published_event(), by=by)
    browser = registrar(rijeka)
    assert [
        str(label) for _key, label in browser.get(address(rijeka, "move-seat")).context["form"].fields["to"].choices
    ] == [
        "Choose a delegation",
        "Belgrade",
    ]
    for forged in (elsewhere.pk, rijeka.pk, "x", "9" * 40, ""):
        page = browser.post(address(rijeka, "move-seat"), {"to": forged})
        assert (page.status_code, list(page.context["form"].errors)) == (400, ["to"])
    browser.post(address(rijeka, "move-seat"), {"to": other.pk})
    seats = ParticipatingCity.objects.order_by("pk").values_list("seats", flat=True)
    assert list(seats) == [1, 3, 2]


def test_what_is_agreed_is_changed(rijeka: Delegation) -> None:
    event = rijeka.participation.event
    iva = makers.focal_point(event, rows.rijeka(), name="Iva Primer")
    makers.focal_point(event, rows.belgrade())
    makers.focal_point(event, rows.rijeka(), name="Gone", main=False, ended=iva.since)
    browser = registrar(rijeka)
    choices = browser.get(address(rijeka, "facts")).context["form"].fields["focal_point"].choices
    assert [str(label) for _key, label in choices] == ["No focal point", "Iva Primer"]
    sent: dict[str, Any] = {"nominate_by": "2026-03-01", "extra": "2", "language": "ko", "focal_point": iva.pk}
    answer = browser.post(address(rijeka, "facts"), sent | TOLD, follow=True)
    assert messages_of(answer) == ["What is agreed with Rijeka is changed."]
    rijeka.refresh_from_db()
    facts = (str(rijeka.nominate_by), rijeka.confirm_by, rijeka.extra, rijeka.language, rijeka.focal_point)
    assert facts == ("2026-03-01", None, 2, "ko", iva)
    again = browser.post(address(rijeka, "facts"), sent | {"confirm_by": "2026-02-01"})
    assert problems(again) == ["The day for the confirmation cannot be before the day for the names."]


@pytest.mark.parametrize("step", STEPS)
def test_others_take_no_step(rijeka: Delegation, step: str) -> None:
    event = rijeka.participation.event
    before = (rijeka.state, rijeka.participation.seats)
    for kind in (RoleKind.VIEWER, RoleKind.EDITOR):
        browser = browser_of(rows.colleague(kind, at=event))
        assert browser.get(address(rijeka, step)).status_code == 403
        assert browser.post(address(rijeka, step), TOLD).status_code == 403
    elsewhere = rows.colleague(RoleKind.COORDINATOR, at=rows.event())
    for user in (rows.stranger(), elsewhere):
        assert is_not_found(browser_of(user).post(address(rijeka, step), TOLD))
    rijeka.refresh_from_db()
    assert (rijeka.state, rijeka.participation.seats) == before


@pytest.mark.parametrize("step", ["win", "ACCEPT", "accept-", "seats\0"])
def test_unknown_step_is_not_found(rijeka: Delegation, step: str) -> None:
    assert is_not_found(registrar(rijeka).get(address(rijeka, step)))


def test_addresses_are_those_agreed(rijeka: Delegation) -> None:
    for step in STEPS:
        assert reverse("participants:delegation_step", args=[rijeka.pk, step]) == address(rijeka, step)


def test_steps_ask_for_the_token_of_the_page(rijeka: Delegation) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(rows.coordinator())
    assert browser.post(address(rijeka, "accept"), TOLD).status_code == 403


def _main(page: Any) -> str:
    return str(page.content.decode().split("<main")[1])
