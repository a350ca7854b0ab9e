"""Every desk route and administration page answers each user as `desk.txt` says."""

from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings as site
from django.db import transaction
from django.shortcuts import resolve_url
from django.template import Context, Template
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.access.desk_world import PERSONAS, arguments_of_the_desk, key_of, made
from tests.access.world import Arguments
from tests.routes import administration_routes, desk_routes
from tours.models import Event

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("desk.txt")
ONE_ROW = (
    "_change",
    "_delete",
    "_history",
    "_publish",
    "_redact",
    "_withdraw",
    "_preview",
    "_file",
    "_password_change",
)
ONLY_SHOWN = (
    "_changelist",
    "_history",
    "_preview",
    "_file",
    ":desk",
    ":desk_checks",
    ":desk_clashes",
    ":desk_named",
    ":desk_versions",
    ":desk_agenda",
    ":desk_item_row",
    ":desk_event",
    ":privacy",
    ":retention",
    ":jobs",
    ":tokens",
    ":audit",
    ":audit_entry",
    ":delegate",
    ":file",
    ":outgoing_mails",
    ":outgoing_mail",
    ":confirmation",
    ":selection_pdf",
    ":selection_xlsx",
    ":desk_downloads",
    ":desk_word",
    ":desk_xlsx",
    ":desk_csv",
    ":run_sheet",
    ":run_sheet_pdf",
    ":journey_addresses",
    ":journey_checklist",
    ":journey_lacking",
    ":journey_list",
    ":journey_pdf",
    ":journey_xlsx",
    ":arrivals",
    ":departures",
    ":crew",
    ":crew_pdf",
    ":delegation",
    ":delegations",
    ":requests",
    ":cards",
    ":seen",
    ":host_links",
    ":desk_posts",
    ":desk_notices",
    ":desk_all_posts",
    ":desk_site",
    ":desk_texts",
)
"""Pages that take no POST, or whose POST another line of the table covers."""

REFUSALS = {"403.html", "404.html"}


class Line(NamedTuple):
    """A route's answers to one method: a status, `login`, or `none` where the row does not exist for that user."""

    route: str
    method: str
    answers: tuple[str, ...]


def lines() -> Iterator[Line]:
    for line in TABLE.read_text().splitlines():
        if line and not line.startswith("#"):
            route, method, *answers = line.split()
            yield Line(route, method, tuple(answers))


@pytest.fixture(scope="module")
def world(shared_rows: Path) -> tuple[Event, dict[str, Arguments]]:
    """The event, and the arguments of the routes."""
    event = made()
    return event, arguments_of_the_desk(event)


@pytest.fixture(autouse=True)
def _shared_folders(shared_rows: Path, settings: Settings) -> None:
    """What is drawn for one visitor is kept for the others, as on a site."""
    settings.MEDIA_ROOT = shared_rows
    settings.KEPT_DIR = shared_rows.with_name(f"{shared_rows.name}-kept")


def test_every_route_behind_the_sign_in_has_its_lines() -> None:
    routes = sorted(desk_routes() | administration_routes())
    expected = [(route, method) for route in routes for method in _methods(route)]
    assert [(line.route, line.method) for line in lines()] == expected


@pytest.fixture(scope="module")
def drawn() -> set[Hashable]:
    """The pages of the administration that were drawn so far."""
    return set()


@pytest.fixture
def _each_page_is_drawn_once(drawn: set[Hashable], monkeypatch: pytest.MonkeyPatch) -> None:
    """Draws a page once for each set of rights that its template is told of: it looks the same to all who have them.

    A refusal is drawn once for each user. The status is known before. What the page is drawn from is read for everyone.
    """
    template: Any = SimpleTemplateResponse.rendered_content
    any_template: Any = Template
    whole, refusals = any_template._render, set(REFUSALS)

    def draw(answer: Any) -> str:
        rights = frozenset(name for name, value in (answer.context_data or {}).items() if value is True)
        page = (answer._request.method, answer._request.path, rights)
        if page in drawn:
            return ""
        drawn.add(page)
        return str(template.fget(answer))

    def draw_refusal(template: Template, context: Context) -> str:
        if template.name in REFUSALS - refusals:
            return ""
        refusals.discard(str(template.name))
        return str(whole(template, context))

    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", property(draw))
    monkeypatch.setattr(Template, "_render", draw_refusal)


@pytest.mark.slow
@pytest.mark.usefixtures("_each_page_is_drawn_once")
@pytest.mark.parametrize(("column", "persona"), [*enumerate(PERSONAS)])
def test_everyone_gets_behind_the_sign_in_what_the_table_says(
    world: tuple[Event, dict[str, Arguments]], column: int, persona: str
) -> None:
    event, arguments = world
    browser, user = Client(), PERSONAS[persona](event)
    if user is not None:
        browser.force_login(user)
    found = []
    for line in lines():
        is_of_a_row = line.route.startswith("admin:") and line.route.endswith(ONE_ROW)
        key = [key_of(line.route, event)] if is_of_a_row else None
        address = reverse(line.route, args=key, kwargs=arguments.get(line.route))
        found.append(f"{line.route} {line.method} {_answer(browser, line.method, address)}")
    assert found == [f"{line.route} {line.method} {line.answers[column]}" for line in lines()]


def _methods(route: str) -> list[str]:
    return ["GET"] if route.endswith(ONLY_SHOWN) else ["GET", "POST"]


def _answer(browser: Client, method: str, address: str) -> str:
    """Makes the request, and undoes its changes afterwards."""
    with transaction.atomic():
        answer = browser.generic(method, address, content_type="application/x-www-form-urlencoded")
        answer.getvalue()
        transaction.set_rollback(True)
    location = answer.headers.get("Location", "")
    if location.startswith((resolve_url(site.LOGIN_URL), reverse("admin:login"))):
        return "login"
    return "none" if location == reverse("admin:index") else str(answer.status_code)
