"""The page of an event's requests: its order, its filters, who sees it, and what it costs."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from participants.models import ChangeRequest, Delegate, Delegation
from participants.requests import deciding
from tests.counting import asked as counted
from tests.factories import rows
from tests.participants.desk.requests.conftest import asked
from tests.tours.admin.conftest import browser_of
from tours.models import Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


def address_of(event: Event) -> str:
    return reverse("participants:requests", args=[event.uid])


def shown(page: Any) -> list[tuple[str, str]]:
    return [(row.kind, row.state) for row in page.context["page"]]


@pytest.mark.usefixtures("mayor")
def test_open_requests_come_first_and_a_filter_finds_the_others(
    event: Event, ours: Delegation, mayor: Delegate, registrar: User, browser: Client
) -> None:
    deciding.refuse(asked("withdrawal", mayor), by=registrar, answer="No.")
    deciding.grant(asked("name", mayor, "Djordje Čačak"), by=registrar)
    asked("new_name", ours, "Guest")
    asked("substitute", mayor, "Deputy")
    everything = [("new_name", "open"), ("substitute", "open"), ("name", "granted"), ("withdrawal", "refused")]
    assert shown(browser.get(address_of(event))) == everything
    assert shown(browser.get(address_of(event), {"state": "open"})) == everything[:2]
    assert shown(browser.get(address_of(event), {"kind": "name"})) == everything[2:3]
    refused = browser.get(address_of(event), {"state": "soon"})
    assert (refused.status_code, shown(refused)) == (400, [])


def test_empty_page_says_what_belongs_there(event: Event, browser: Client) -> None:
    text = browser.get(address_of(event)).content.decode()
    assert "Nobody asks for anything." in text
    assert reverse("participants:note_request", args=[event.uid]) in text


def test_another_events_requests_are_not_listed(mayor: Delegate) -> None:
    asked("withdrawal", mayor)
    other = rows.event()
    assert shown(browser_of(rows.colleague(RoleKind.REGISTRAR, at=other)).get(address_of(other))) == []


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        (RoleKind.COORDINATOR, [200, 200, 200, 200, 200]),
        (RoleKind.EDITOR, [403, 403, 404, 403, 403]),
        (RoleKind.VIEWER, [403, 403, 404, 404, 404]),
        (None, [404, 404, 404, 404, 404]),
    ],
)
def test_pages_are_for_those_who_register_people(
    event: Event, mayor: Delegate, kind: RoleKind | None, answers: list[int]
) -> None:
    browser = browser_of(rows.colleague(kind, at=event) if kind else rows.stranger())
    request = asked("withdrawal", mayor)
    addresses = [
        address_of(event),
        reverse("participants:note_request", args=[event.uid]),
        reverse("participants:request", args=[request.pk]),
        reverse("participants:substitute", args=[mayor.pk]),
        reverse("participants:move", args=[mayor.pk]),
    ]
    assert [browser.get(address).status_code for address in addresses] == answers


@pytest.mark.parametrize(("number", "listed"), [(3, 3), (300, 50)])
def test_list_costs_the_same_for_any_number(
    event: Event, ours: Delegation, mayor: Delegate, browser: Client, number: int, listed: int
) -> None:
    facts = {"event": event, "delegation": ours, "delegate": mayor, "kind": "other", "asked_at": timezone.now()}
    ChangeRequest.objects.bulk_create(ChangeRequest(**facts) for _each in range(number))
    with counted() as cost:
        page = browser.get(address_of(event))
    assert (len(page.context["page"]), cost.queries, cost.rows() - listed) == (listed, 6, 5)


def test_links_have_names_of_their_own(event: Event, ours: Delegation, mayor: Delegate, browser: Client) -> None:
    asked("substitute", mayor, "Deputy")
    asked("new_name", ours, "<b>Guest</b>")
    text = browser.get(address_of(event)).content.decode()
    names = re.findall(r'<a href="/desk/requests/\d+/">(.*?)</a>', text, re.DOTALL)
    assert len({*names}) == 2
    assert "&lt;b&gt;Guest&lt;/b&gt;" in text
