"""Every page of the desk breaks no rule of accessibility and no rule of the site's own policy, at a desk and on a phone."""

from collections.abc import Mapping

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.browser.conftest import DESK, PHONE
from tests.browser.looking import faults, sign_in
from tests.desk.addresses import addresses
from tests.desk.test_counts import lines
from tests.desk.world import World, made
from tests.factories import rows

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROWS_OF_EACH_KIND = 2


def test_every_desk_page_is_sound(page: Page, live_server: LiveServer) -> None:
    """At a desk with its scripts, and on a phone without them. What the console says fails the test too."""
    world = made(ROWS_OF_EACH_KIND, rows.programme(is_own=True))
    found = []
    for width in (DESK, PHONE):
        for user, pages in _pages(world).items():
            sign_in(page, live_server, user)
            for name, address in pages.items():
                page.goto(live_server.url + address)
                found += [(name, width, *fault) for fault in faults(page, width)]
        page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    assert found == []


def _pages(world: World) -> Mapping[User, Mapping[str, str]]:
    """The addresses that are whole pages, by who opens them."""
    by = {line.name: line.by for line in lines()}
    users = {"coordinator": world.coordinator, "operator": world.operator}
    found: dict[User, dict[str, str]] = {user: {} for user in users.values()}
    for name, address in addresses(world).items():
        user = users[by.get(name, "coordinator")]
        if name in by and _is_page(user, address):
            found[user][name] = address
    return found


def _is_page(user: User, address: str) -> bool:
    browser = Client()
    browser.force_login(user)
    answer = browser.get(address)
    return answer.getvalue().lstrip()[:15].lower() == b"<!doctype html>"
