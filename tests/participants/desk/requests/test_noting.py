"""Noting a request on behalf of a city or delegate."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from backstage.models import AuditEntry
from participants.models import ChangeRequest, Delegate, Delegation, SupportingFile
from tests.participants import makers
from tests.participants.makers import published_event
from tours.models import Event

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF\n"


def address_of(event: Event, query: str = "") -> str:
    return reverse("participants:note_request", args=[event.uid]) + query


def at(delegation: Delegation) -> str:
    return address_of(delegation.participation.event, f"?delegation={delegation.pk}")


def said(**facts: Any) -> dict[str, Any]:
    return {"kind": "withdrawal", "text": "Elections.", "asked_by": "Ana Primer", "told": "telephone"} | facts


def messages_of(page: Any) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def test_delegation_is_chosen_first(event: Event, ours: Delegation, mayor: Delegate, browser: Client) -> None:
    page = browser.get(address_of(event))
    assert list(page.context["delegations"]) == [ours]
    form = browser.get(at(ours)).context["form"]
    assert list(form.fields["delegate"].queryset) == [mayor]
    assert form.fields["told"].choices[:2] == [("", "Choose how"), ("mail", "By e-mail")]
    assert browser.post(address_of(event)).status_code == 400


def test_after_the_freeze_a_request_is_noted_with_its_file(
    ours: Delegation, mayor: Delegate, registrar: User, browser: Client
) -> None:
    letter = SimpleUploadedFile("letter.pdf", PDF, "application/pdf")
    answer = browser.post(at(ours), said(delegate=mayor.pk, file=letter), follow=True)
    row = ChangeRequest.objects.get()
    assert answer.redirect_chain == [(reverse("participants:request", args=[row.pk]), 302)]
    assert messages_of(answer) == ["The request is noted. Nothing changes until it is granted."]
    assert (row.kind, row.delegate, row.text, row.asked_by, row.told) == (
        "withdrawal", mayor, "Elections.", "Ana Primer", "telephone",
    )  # fmt: skip
    assert [(file.delegate, file.kind) for file in SupportingFile.objects.all()] == [(mayor, "wish")]
    assert answer.context["files"] == [SupportingFile.objects.get()]
    entry = AuditEntry.objects.filter(content_type__model="changerequest").get()
    assert (entry.actor, entry.told) == (registrar, "telephone")
    again = browser.post(at(ours), said(delegate=mayor.pk, text="Illness."), follow=True)
    assert messages_of(again) == ["The request is noted. It replaces what was asked for before and not decided yet."]
    assert ChangeRequest.objects.get().text == "Illness."


def test_before_the_freeze_it_is_done(ours: Delegation, mayor: Delegate, browser: Client) -> None:
    Delegation.objects.update(freeze_on=timezone.now().date() + timedelta(days=2))
    answer = browser.post(at(ours), said(delegate=mayor.pk), follow=True)
    assert messages_of(answer) == ["It is done, as the last day for changes is not over. Đorđe Čačak: Withdrawn."]
    further = browser.post(at(ours), said(kind="new_name", name="서울 Primer"), follow=True)
    assert messages_of(further) == ["It is done, as the last day for changes is not over. 서울 Primer: Proposed."]
    assert not ChangeRequest.objects.exists()


@pytest.mark.parametrize("kind", ["name", "substitute", "new_name", "other"])
def test_each_kind_can_be_noted(ours: Delegation, mayor: Delegate, browser: Client, kind: str) -> None:
    facts = said(kind=kind, delegate=mayor.pk, name="Deputy Primer")
    assert browser.post(at(ours), facts).status_code == 302
    assert [row.kind for row in ChangeRequest.objects.all()] == [kind]


def test_what_is_missing_is_said_and_nothing_typed_is_lost(ours: Delegation, mayor: Delegate, browser: Client) -> None:
    page = browser.post(at(ours), said(kind="name", asked_by="", told=""))
    assert page.status_code == 400
    assert page.context["form"].errors == {
        "asked_by": ["This field is required."],
        "told": ["This field is required."],
        "delegate": ["Choose the person whom the request is about."],
        "name": ["Type the new name."],
    }
    assert "Elections.</textarea>" in page.content.decode()
    same = browser.post(at(ours), said(kind="name", delegate=mayor.pk, name=mayor.name))
    assert same.context["form"].non_field_errors() == ["The name is spelt like this already. Type the other spelling."]


def test_file_of_another_type_is_refused_and_nothing_is_noted(
    ours: Delegation, mayor: Delegate, browser: Client
) -> None:
    script = SimpleUploadedFile("run.exe", b"MZ", "application/octet-stream")
    page = browser.post(at(ours), said(delegate=mayor.pk, file=script))
    assert (page.status_code, ChangeRequest.objects.count(), SupportingFile.objects.count()) == (400, 0, 0)


def test_others_delegations_and_people_are_not_found(
    event: Event, ours: Delegation, registrar: User, browser: Client
) -> None:
    there = makers.delegation(published_event(), by=registrar)
    stranger = makers.proposed(there, by=registrar)
    queries = [f"?delegation={there.pk}", f"?delegate={stranger.pk}", "?delegation=" + "9" * 17]
    assert [browser.get(address_of(event, query)).status_code for query in queries] == [404, 404, 404]
    forged = browser.post(at(ours), said(delegate=stranger.pk))
    assert (forged.status_code, list(forged.context["form"].errors)) == (400, ["delegate"])
    assert [browser.get(address_of(event, query)).status_code for query in ("?delegation=abc", "?delegate=²")] == [
        200,
        200,
    ]
