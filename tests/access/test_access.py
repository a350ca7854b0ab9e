"""Every route that needs no sign-in answers as `table.txt` says, to each kind of visitor."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from tests.access.world import CLOSED, HIDDEN, Arguments, things
from tests.factories import rows
from tests.routes import public_routes
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("table.txt")
WITHOUT_ARGUMENTS = "site"
QUERIES = {"api:changes": {"from": 1, "to": 1}}
SPECIAL: dict[str, Arguments] = {"sitemap": {"part": "events-1"}, "api:programme": {"slug": "upp"}}


PERSONAS: dict[str, Callable[[], User | None]] = {
    "anonymous": lambda: None,
    "stranger": rows.stranger,
    "elsewhere": lambda: rows.colleague(RoleKind.COORDINATOR, at=rows.event()),
    "viewer": lambda: rows.colleague(RoleKind.VIEWER, at=rows.programme()),
    "coordinator": rows.coordinator,
}
"""The visitors, in the order of the table's columns."""


class Line(NamedTuple):
    """The answers of a route: to GET by each visitor, and to POST, PUT, PATCH and DELETE by all of them."""

    route: str
    of: str
    reading: tuple[int, ...]
    changing: int


def lines() -> Iterator[Line]:
    for line in TABLE.read_text().splitlines():
        if line and not line.startswith("#"):
            route, of, *statuses = line.split()
            *reading, changing = map(int, statuses)
            yield Line(route, of, tuple(reading), changing)


@pytest.fixture(scope="module")
def arguments(shared_rows: Path) -> dict[str, dict[str, Arguments]]:
    return things()


@pytest.fixture(autouse=True)
def _shared_folders(shared_rows: Path, settings: Settings) -> None:
    """What is drawn for one visitor is kept for the others, as on a site."""
    settings.MEDIA_ROOT = shared_rows
    settings.KEPT_DIR = shared_rows.with_name(f"{shared_rows.name}-kept")


def test_every_route_has_its_lines(arguments: dict[str, dict[str, Arguments]]) -> None:
    of_things = {(route, state) for route, states in arguments.items() for state in states}
    others = {(route, WITHOUT_ARGUMENTS) for route in public_routes() - set(arguments)}
    assert sorted((line.route, line.of) for line in lines()) == sorted(of_things | others)


@pytest.mark.slow
@pytest.mark.parametrize(("column", "persona"), [*enumerate(PERSONAS)])
def test_everyone_gets_what_the_table_says(
    arguments: dict[str, dict[str, Arguments]], column: int, persona: str
) -> None:
    browser, user = Client(), PERSONAS[persona]()
    if user is not None:
        browser.force_login(user)
    found = []
    for line in lines():
        address = _address(line, arguments)
        changing = [browser.generic(method, address).status_code for method in ("POST", "PUT", "PATCH", "DELETE")]
        found.append((line.route, line.of, _status(browser, address), changing))
    assert found == [(line.route, line.of, line.reading[column], [line.changing] * 4) for line in lines()]


@pytest.mark.slow
def test_what_is_not_for_everyone_is_not_told_beside_something_else(arguments: dict[str, dict[str, Arguments]]) -> None:
    """It is not found either: the page of a search for it holds only the word that was typed."""
    browser = Client()
    found = []
    for line in lines():
        if line.of in {CLOSED, HIDDEN}:
            continue
        for query in ({}, {"q": "week"}, {"ordering": "updated_at"}, {"page_size": 100}):
            body = browser.get(_address(line, arguments), query).getvalue().decode("latin-1")
            found += [(line.route, query, secret) for secret in _secrets() if secret in body]
    assert found == []


def _status(persona: Client, address: str) -> int:
    answer = persona.get(address)
    answer.getvalue()  # reads to the end, because it may be an open file
    return answer.status_code


def _secrets() -> Iterator[str]:
    for state in (CLOSED, HIDDEN):
        for kind in ("Week", "Session", "Told", "Note", "Category", "Office", "Brochure"):
            yield f"{kind} {state}"
        yield f"{state.title()} Town"


def _address(line: Line, arguments: dict[str, dict[str, Arguments]]) -> str:
    if line.route == "api:no_such_address":
        return "/api/no/such/address/"
    given = arguments[line.route][line.of] if line.of != WITHOUT_ARGUMENTS else SPECIAL.get(line.route, {})
    chosen = line.route == "tours:my_calendar" and {"items": arguments["tours:item"][line.of]["uid"].hex}
    return reverse(line.route, kwargs=given, query=chosen or QUERIES.get(line.route))
