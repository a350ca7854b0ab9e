"""Moving a person to another delegation at the desk."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from backstage.models import AuditEntry
from participants.delegations import answering
from participants.models import Delegate, Delegation
from tests.participants import makers
from tours.models import Event

pytestmark = pytest.mark.django_db


def address_of(row: Delegate) -> str:
    return reverse("participants:move", args=[row.pk])


def messages_of(page: Any) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def test_person_moves_with_reason_and_both_counters(
    event: Event, mayor: Delegate, ours: Delegation, registrar: User, browser: Client
) -> None:
    other = makers.delegation(event, by=registrar)
    declined = makers.delegation(event, by=registrar)
    answering.decline_invitation(declined, by=registrar)
    page = browser.get(address_of(mayor))
    assert list(page.context["form"].fields["to"].queryset) == [other]
    assert f"{other}: 2 of 2 seats free" in page.content.decode()
    done = browser.post(address_of(mayor), {"to": other.pk, "reason": "Elected there."}, follow=True)
    assert messages_of(done) == [f"Đorđe Čačak is now of this delegation: {other}."]
    mayor.refresh_from_db()
    assert (mayor.delegation, makers.taken(ours), makers.taken(other)) == (other, 0, 1)
    assert AuditEntry.objects.filter(object_repr=mayor.name).order_by("-pk")[0].reason == "Elected there."


def test_full_delegation_and_forged_ones_are_refused(
    event: Event, mayor: Delegate, registrar: User, browser: Client
) -> None:
    full = makers.delegation(event, by=registrar, seats=1)
    makers.accepted(full, by=registrar)
    elsewhere = makers.delegation(makers.published_event(), by=registrar)
    page = browser.post(address_of(mayor), {"to": full.pk, "reason": "Kept."})
    [refusal] = page.context["form"].non_field_errors()
    assert refusal == (
        f"All seats of {full} are taken. Keep this person as a reserve, or first withdraw somebody or give the delegation"
        " another seat."
    )
    assert 'value="Kept."' in page.content.decode()
    forged = browser.post(address_of(mayor), {"to": elsewhere.pk})
    assert (forged.status_code, forged.context["form"].errors) == (
        400,
        {"to": ["Choose a delegation of this event."]},
    )


def test_page_without_another_delegation_says_so(mayor: Delegate, browser: Client) -> None:
    assert "No other delegation comes to this event." in browser.get(address_of(mayor)).content.decode()
