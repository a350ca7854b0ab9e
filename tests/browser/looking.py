"""What every journey does: it signs somebody in without the form, and looks whether a page is sound."""

from contextlib import suppress

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client
from playwright.sync_api import Error, Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.browser.conftest import DESK, PHONE

AT_BOTH_WIDTHS = pytest.mark.parametrize("page", [DESK, PHONE], indirect=True, ids=["1280px", "390px"])
"""For a journey with script that is to be gone on a phone too."""
RULES = "axe.run({resultTypes: ['violations']}).then(found => found.violations)"
"""Asks for what breaks a rule of accessibility, and hands on nothing else."""
STAYS = "document.readyState === 'complete' && !window.isLeft"
"""A document that is there whole, and that no link or form is about to replace."""


def sign_in(page: Page, live_server: LiveServer, user: User) -> None:
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])


def assert_sound(page: Page) -> None:
    """The page breaks no rule of accessibility and is no wider than the window, at a desk and on a phone.

    It looks at the page that is coming, where one is: a click is done before its page is there.
    """
    shown = page.viewport_size
    assert shown
    assert [(width, *fault) for width in (DESK, PHONE) for fault in faults(page, width)] == []
    page.set_viewport_size(shown)


def faults(page: Page, width: int) -> list[tuple[str, str]]:
    """The rules that are broken at this width, each with the first place."""
    _wait_until_it_stays(page)
    page.set_viewport_size({"width": width, "height": 900})
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)  # once for both widths
    found = [(each["id"], each["nodes"][0]["html"]) for each in page.evaluate(RULES)]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append(("wider than the window", page.url))
    return found


def _wait_until_it_stays(page: Page) -> None:
    """Asks from outside, as the policy of our pages lets none evaluate a text, which `wait_for_function` would."""
    for _each in range(100):
        with suppress(Error):  # the document was replaced while it was asked
            if page.evaluate(STAYS):
                return
        page.wait_for_timeout(50)
