"""Who has seen the current version: the order, the counts, the numbers to call, and the filters."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from backstage.models import Undeliverable
from participants.models import Delegate, SeenEdition
from participants.people.contacting import write_contacts
from tests.counting import asked
from tests.factories import rows
from tests.participants import makers
from tours.models import Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
AT = datetime(2026, 9, 1, 12, tzinfo=UTC)


def page_of(event: Event) -> str:
    return reverse("participants:seen", args=[event.uid])


def come(event: Event, by: User, name: str, number: int = 0, **own: str) -> Delegate:
    row = makers.accepted(makers.delegation(event, by=by), by=by, name=name)
    if own:
        write_contacts(row, own=own, assistant={}, by=by)
    if number:
        SeenEdition.objects.create(delegate=row, number=number, at=AT)
    return row


def names(answer: Any) -> list[str]:
    return [line.name for line in answer.context["lines"]]


@pytest.fixture
def _five(event: Event, registrar: User, mayor: Delegate) -> None:
    """Of version 2: one has seen it, the mayor the version before; mail to one comes back, and one has no address."""
    rows.publish(event)
    come(event, registrar, "Ana", 2, email="ana@example.org")
    SeenEdition.objects.create(delegate=mayor, number=1, at=AT)
    come(event, registrar, "Zoran", email="zoran@example.org", telephone="+381 11 22")
    come(event, registrar, "Wu", telephone="0082 2 33")
    come(event, registrar, "Ema", email="ema@example.org")
    makers.proposed(makers.delegation(event, by=registrar), by=registrar, name="No place")
    Undeliverable.objects.create(address="zoran@example.org", since=timezone.now())


@pytest.mark.usefixtures("_five")
def test_first_stands_whom_no_mail_reaches_with_a_number_to_call(event: Event, browser: Client) -> None:
    answer = browser.get(page_of(event))
    found = [(line.name, line.seen, line.unreachable) for line in answer.context["lines"]]
    there = "1 September 2026, 21:00 Seoul time (UTC+9)"
    assert found == [
        ("Wu", "", "No e-mail address is known."),
        ("Zoran", "", "Mail comes back."),
        ("Đorđe Čačak", f"Version 1, {there}", ""),
        ("Ema", "", ""),
        ("Ana", f"Version 2, {there}", ""),
    ]
    text = answer.content.decode()
    assert '<a href="tel:+3811122"><bdi>+381 11 22</bdi></a>' in text
    assert "Who has seen version 2" in text
    assert [tuple(each) for each in answer.context["versions"]] == [(2, 1), (1, 1), (None, 3)]
    assert (answer.context["number_seen"], answer.context["total"]) == (1, 5)


@pytest.mark.usefixtures("_five")
def test_filters_find_those_who_have_not_seen_it_and_those_of_a_city(
    event: Event, mayor: Delegate, browser: Client
) -> None:
    assert names(browser.get(page_of(event), {"seen": "yes"})) == ["Ana"]
    assert names(browser.get(page_of(event), {"seen": "no"})) == ["Wu", "Zoran", "Đorđe Čačak", "Ema"]
    assert names(browser.get(page_of(event), {"delegation": str(mayor.delegation_id)})) == ["Đorđe Čačak"]
    group = event.groups.create(name="B")
    mayor.groups.add(group)
    assert names(browser.get(page_of(event), {"group": group.pk})) == ["Đorđe Čačak"]
    refused = browser.get(page_of(event), {"seen": "soon"})
    assert (refused.status_code, names(refused)) == (400, [])


@pytest.mark.usefixtures("_five")
def test_small_correction_asks_nobody_again(event: Event, browser: Client) -> None:
    rows.publish(event, small=True)
    answer = browser.get(page_of(event), {"seen": "yes"})
    assert (answer.context["asked"].number, names(answer)) == (3, ["Ana"])


def test_before_the_first_version_the_page_says_so(registrar: User) -> None:
    event = rows.event(title="Draft")
    rows.role(registrar, RoleKind.REGISTRAR, at=event)
    browser = Client()
    browser.force_login(registrar)
    answer = browser.get(page_of(event))
    assert (answer.status_code, "Nothing is published yet" in answer.content.decode()) == (200, True)


@pytest.mark.usefixtures("_five")
def test_number_of_queries_does_not_grow(event: Event, registrar: User, browser: Client) -> None:
    browser.get(page_of(event))
    with asked() as few:
        browser.get(page_of(event))
    come(event, registrar, "Ivo", 2, email="ivo@example.org")
    come(event, registrar, "Una", email="una@example.org")
    with asked() as more:
        browser.get(page_of(event))
    assert (few.queries, more.queries) == (14, 14)
