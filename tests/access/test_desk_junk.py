"""Every form and every query of the coordinator's desk is answered by a sentence, whatever junk is sent."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.desk_world import arguments_of_the_desk, made
from tests.access.junk import FINE, fields_of
from tests.access.world import Arguments
from tests.factories import rows
from tests.routes import desk_routes

pytestmark = pytest.mark.django_db
JUNK = (str(2**63), "a" * 20_000 + "\0", "9999-12-31")
IN_QUERIES = (str(2**63), "a%00b", "%ED%A0%80", "9999-12-31", "%C2%B2")
ASKED = (
    *("q", "page", "sort", "state", "kind", "day", "item", "date", "number", "version", "part", "level", "group"),
    *("since", "to", "next", "tag", "new", "event", "programme", "category", "all", "city", "language", "groups"),
)


def _routes() -> list[str]:
    """Those of these rooms, without the two that send a file and read no field."""
    return sorted(
        route
        for route in desk_routes()
        if route.startswith(("tours:", "announcements:")) and not route.endswith(("document_file", "picture_file"))
    )


@pytest.fixture(scope="module")
def arguments(shared_rows: Path) -> dict[str, Arguments]:
    return arguments_of_the_desk(made())


@pytest.fixture(scope="module")
def browser(arguments: dict[str, Any]) -> Client:
    browser = Client()
    browser.force_login(rows.operator())
    return browser


@pytest.fixture(autouse=True)
def _shared_folder(shared_rows: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = shared_rows


@pytest.mark.parametrize("route", _routes())
def test_junk_is_answered(arguments: dict[str, Arguments], browser: Client, route: str) -> None:
    address = reverse(route, kwargs=arguments.get(route, {}))
    page = browser.get(address)
    html = page.content.decode() if page["Content-Type"].startswith("text/html") else ""
    fields = {*fields_of(html), *ASKED, "step", "text", "lines"}
    for junk in JUNK:
        sent = {field: [junk, junk] for field in fields}
        assert (route, junk[:50], _status(browser.post, address, sent)) == (route, junk[:50], True)
    mixed = "&".join(f"{each}={IN_QUERIES[at % len(IN_QUERIES)]}" for at, each in enumerate(ASKED))
    assert _status(browser.get, f"{address}?{mixed}")


def _status(send: Any, *given: Any) -> bool:
    return send(*given).status_code in FINE
