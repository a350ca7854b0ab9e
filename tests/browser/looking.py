"""What every journey does: it signs somebody in without the form, and looks whether a page is sound."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.browser.conftest import DESK, PHONE

AT_BOTH_WIDTHS = pytest.mark.parametrize("page", [DESK, PHONE], indirect=True, ids=["1280px", "390px"])
"""For a journey with script that is to be gone on a phone too."""
RULES = "axe.run({resultTypes: ['violations']}).then(found => found.violations)"
"""Asks for what breaks a rule of accessibility, and hands on nothing else."""
UNTIL_IT_STAYS = """async () => {
  const end = Date.now() + 5000;
  const stays = () => document.readyState === "complete" && !window.isLeft;
  while (!stays() && Date.now() < end) await new Promise((again) => setTimeout(again, 20));
}"""
"""Waits until the document is there whole, and no link or form is about to replace it. No page lets a text be evaluated, as
`wait_for_function` would.
"""


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
    page.evaluate(UNTIL_IT_STAYS)
    page.set_viewport_size({"width": width, "height": 900})
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)  # once for both widths
    found = [(each["id"], each["nodes"][0]["html"]) for each in page.evaluate(RULES)]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append(("wider than the window", page.url))
    return found
