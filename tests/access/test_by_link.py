"""Every address that is reached by a personal link answers each visitor as `by_link.txt` says."""

from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.access.by_link_world import PERSONAS, World, arguments_by_link, made
from tests.routes import by_link_routes

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("by_link.txt")
NEVER_TAKEN = ("PUT", "PATCH", "DELETE")


class Line(NamedTuple):
    """The answers of a route: to GET and to POST of an empty form, by each visitor."""

    route: str
    answers: tuple[str, ...]


def lines() -> list[Line]:
    rows = [line.split() for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    return [Line(route, tuple(answers)) for route, *answers in rows]


@pytest.fixture(scope="module")
def world(shared_rows: Path) -> World:
    return made()


@pytest.fixture(autouse=True)
def _shared_folder(shared_rows: Path, settings: Settings) -> None:
    cache.clear()
    settings.MEDIA_ROOT = shared_rows


def test_every_route_has_its_line() -> None:
    routes = [line.route for line in lines()]
    assert routes == sorted(by_link_routes())
    assert {len(line.answers) for line in lines()} == {len(PERSONAS)}


@pytest.mark.slow
@pytest.mark.parametrize(("column", "persona"), [*enumerate(PERSONAS)])
def test_everyone_gets_by_link_what_the_table_says(world: World, column: int, persona: str) -> None:
    browser, arguments = PERSONAS[persona](world), arguments_by_link(world)
    found = []
    for line in lines():
        address = reverse(line.route, kwargs=arguments.get(line.route))
        answers = "/".join(_status(browser, method, address) for method in ("GET", "POST"))
        found.append(f"{line.route} {answers}")
    assert found == [f"{line.route} {line.answers[column]}" for line in lines()]


@pytest.mark.slow
def test_no_other_method_is_taken(world: World) -> None:
    arguments = arguments_by_link(world)
    for browser in (Client(), PERSONAS["delegate"](world), PERSONAS["focal"](world)):
        for line in lines():
            address = reverse(line.route, kwargs=arguments.get(line.route))
            statuses = [_status(browser, method, address) for method in NEVER_TAKEN]
            assert (line.route, statuses) == (line.route, ["405"] * len(NEVER_TAKEN))


def _status(browser: Client, method: str, address: str) -> str:
    """Makes the request, and undoes its changes afterwards: also of the browser's cookies."""
    cookies = SimpleCookie(browser.cookies)
    with transaction.atomic():
        answer = browser.generic(method, address, content_type="application/x-www-form-urlencoded")
        answer.getvalue()
        file: Any = getattr(answer, "file_to_stream", None)
        if file:
            file.close()
        transaction.set_rollback(True)
    browser.cookies = cookies
    return str(answer.status_code)
