"""Every route below /h/ answers as `host.txt` says, to whoever comes by the link of a host, by another link, or by none."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.access.people_world import arguments_of_who_comes
from tests.access.world import Arguments
from tests.factories import rows
from tests.participants.travel.makers import coming
from tests.participants.visits import coming_event, visitor
from tests.routes import host_routes
from tests.tours.admin.conftest import browser_of
from tours.models import Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("host.txt")
METHODS = ("GET", "POST")


def _host(at: Event) -> Client:
    return visitor(rows.role(rows.stranger(), RoleKind.HOST, at=at))


PERSONAS: dict[str, Callable[[Event], Client]] = {
    "nobody": lambda event: Client(),
    "coordinator": lambda event: browser_of(rows.colleague(RoleKind.COORDINATOR, at=event)),
    "delegate": lambda event: visitor(coming(event, "Guest")),
    "elsewhere": lambda event: _host(coming_event(title="Other", slug="other", programme=event.programme)),
    "host": _host,
}
"""In the order of the table's columns. The coordinator is signed in with an account; `elsewhere` hosts another event."""


@pytest.fixture(scope="module")
def world(shared_rows: Path) -> tuple[Event, dict[str, Arguments]]:
    """The event, and the arguments of the routes: those that the desk's pages have."""
    event = coming_event(title="Week")
    rows.speaker(rows.item(event))
    return event, arguments_of_who_comes(event)


def lines() -> list[list[str]]:
    return [line.split() for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]


def test_every_route_below_it_has_its_lines() -> None:
    expected = [[route, method] for route in sorted(host_routes()) for method in METHODS]
    assert [line[:2] for line in lines()] == expected


@pytest.mark.parametrize(("column", "persona"), [*enumerate(PERSONAS)])
def test_everyone_gets_what_the_table_says(
    world: tuple[Event, dict[str, Arguments]], column: int, persona: str
) -> None:
    event, arguments = world
    browser = PERSONAS[persona](event)
    found = []
    for route, method, *_answers in lines():
        given = arguments.get(route.replace(":host:", ":"))
        found.append(f"{route} {method} {_answer(browser, method, reverse(route, kwargs=given))}")
    assert found == [f"{route} {method} {answers[column]}" for route, method, *answers in lines()]


def _answer(browser: Client, method: str, address: str) -> int:
    """Makes the request, and undoes its changes afterwards."""
    with transaction.atomic():
        answer = browser.generic(method, address, content_type="application/x-www-form-urlencoded")
        answer.getvalue()
        transaction.set_rollback(True)
    return answer.status_code
