"""Deciding on one request."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from participants.models import ChangeRequest, Delegate, Delegation
from tests.participants import makers
from tests.participants.desk.requests.conftest import asked

pytestmark = pytest.mark.django_db


def address_of(row: ChangeRequest) -> str:
    return reverse("participants:request", args=[row.pk])


def messages_of(page: Any) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def test_withdrawal_is_granted_with_an_answer(mayor: Delegate, ours: Delegation, browser: Client) -> None:
    row = asked("withdrawal", mayor)
    answer = browser.post(address_of(row), {"decision": "grant", "answer": "It is done."}, follow=True)
    assert messages_of(answer) == ["Does not come: Đorđe Čačak: Granted."]
    row.refresh_from_db()
    assert (row.state, row.answer, makers.taken(ours)) == ("granted", "It is done.", 0)
    again = browser.post(address_of(row), {"decision": "grant"})
    assert again.context["form"].non_field_errors() == ["This request was decided already: Granted."]
    assert (again.status_code, again.context["is_open"]) == (400, False)


def test_nothing_is_granted_unless_it_is_said(mayor: Delegate, browser: Client) -> None:
    page = browser.post(address_of(asked("withdrawal", mayor)))
    assert (page.status_code, page.context["form"].non_field_errors()) == (
        400,
        ["Choose whether you grant or refuse the request."],
    )
    mayor.refresh_from_db()
    assert mayor.state == "accepted"


def test_refusal_needs_an_answer(mayor: Delegate, browser: Client) -> None:
    row = asked("name", mayor, "Djordje")
    page = browser.post(address_of(row), {"decision": "refuse", "reason": "Printed."})
    assert (page.status_code, page.context["form"].non_field_errors()) == (400, ["Write why: whoever asked reads it."])
    assert 'value="Printed."' in page.content.decode()
    browser.post(address_of(row), {"decision": "refuse", "answer": "The lists are printed."})
    row.refresh_from_db()
    assert (row.state, row.answer) == ("refused", "The lists are printed.")


def test_another_name_is_a_spelling_or_a_person_and_that_is_asked(
    mayor: Delegate, ours: Delegation, browser: Client
) -> None:
    row = asked("name", mayor, "Djordje Čačak")
    page = browser.get(address_of(row))
    assert [side.name for side in page.context["sides"]] == ["Đorđe Čačak", "Djordje Čačak"]
    unsaid = browser.post(address_of(row), {"decision": "grant"})
    assert (unsaid.status_code, list(unsaid.context["form"].errors)) == (400, ["meaning"])
    other = browser.post(address_of(row), {"decision": "grant", "meaning": "another"})
    assert other.headers["Location"] == f"/desk/delegates/{mayor.pk}/substitute/?request={row.pk}"
    browser.post(address_of(row), {"decision": "grant", "meaning": "same"})
    mayor.refresh_from_db()
    assert (mayor.name, mayor.state, makers.taken(ours)) == ("Djordje Čačak", "accepted", 1)


def test_substitute_for_somebody_with_a_place_is_compared_elsewhere(mayor: Delegate, browser: Client) -> None:
    row = asked("substitute", mayor, "Deputy")
    page = browser.get(address_of(row))
    assert page.context["compare"] == f"/desk/delegates/{mayor.pk}/substitute/?request={row.pk}"
    assert 'value="grant"' not in page.content.decode()
    forced = browser.post(address_of(row), {"decision": "grant"})
    assert forced.headers["Location"] == page.context["compare"]


def test_substitute_for_a_name_without_a_place_is_granted_at_once(
    ours: Delegation, registrar: Any, browser: Client
) -> None:
    row = asked("substitute", makers.proposed(ours, by=registrar), "Deputy")
    assert browser.get(address_of(row)).context["compare"] == ""
    browser.post(address_of(row), {"decision": "grant"})
    assert list(ours.delegates.order_by("pk").values_list("state", flat=True)) == ["withdrawn", "proposed"]


def test_further_name_comes_as_the_registrar_says(ours: Delegation, browser: Client) -> None:
    row = asked("new_name", ours, "Guest")
    browser.post(address_of(row), {"decision": "grant", "capacity": "observer"})
    assert [(each.name, each.capacity) for each in ours.delegates.all()] == [("Guest", "observer")]
    second = asked("new_name", ours, "Second")
    page = browser.post(address_of(second), {"decision": "grant", "capacity": "companion"})
    [refusal] = page.context["form"].non_field_errors()
    assert refusal == (
        f"{ours} may bring 1 guest without a seat, who is named already. First withdraw them, or let the delegation bring"
        " more."
    )


@pytest.mark.parametrize("key", ["0", "9" * 18])
def test_request_that_there_is_not_is_not_found(browser: Client, key: str) -> None:
    assert browser.get(f"/desk/requests/{key}/").status_code == 404
