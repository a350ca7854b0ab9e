"""Every kind of desk page breaks no rule of accessibility and none of the site's own policy, on a phone without script.

The pages are drawn here and handed to the browser: there is no server, and nothing to wait for.
"""

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page, Route

from tests.browser.conftest import PHONE
from tests.browser.looking import faults
from tests.desk.addresses import addresses
from tests.desk.test_counts import lines
from tests.desk.world import World, made
from tests.factories import rows

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db]
SITE = "http://localhost"
Drawn = tuple[dict[str, str], bytes]
"""The headers and the page."""


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["390px"])
def test_every_kind_of_desk_page_is_sound(page: Page) -> None:
    pages = dict(_one_of_each_template(made(1, rows.programme(is_own=True))))
    page.route("**/*", partial(_hand_over, pages))
    found = []
    for address in pages:
        page.goto(f"{SITE}{address}", wait_until="domcontentloaded")
        found += [(address, *fault) for fault in faults(page, PHONE)]
    assert found == []


def _one_of_each_template(world: World) -> Iterator[tuple[str, Drawn]]:
    """Whole pages by address, as they are for whom the table of counts names."""
    browsers = {"coordinator": _browser(world.coordinator), "operator": _browser(world.operator)}
    known, seen = addresses(world), set[str]()
    for line in lines():
        answer = browsers[line.by].get(known[line.name])
        content, drawn = answer.getvalue(), {str(template.name) for template in answer.templates}
        if drawn - seen and content.startswith(b"<!doctype html>"):
            seen |= drawn
            yield known[line.name], (dict(answer.headers), content)


def _browser(user: object) -> Client:
    browser = Client(SERVER_NAME=urlsplit(SITE).netloc)
    browser.force_login(user)  # type: ignore[arg-type]
    return browser


def _hand_over(pages: dict[str, Drawn], route: Route) -> None:
    """The page or the stylesheet that is asked for; of everything else nothing."""
    asked = route.request
    if asked.resource_type == "document":
        headers, content = pages[asked.url.removeprefix(SITE)]
        route.fulfill(headers=headers, body=content)
    elif asked.resource_type == "stylesheet":
        route.fulfill(path=finders.find(urlsplit(asked.url).path.removeprefix("/static/")))
    else:
        route.fulfill(body="", content_type="text/javascript")
