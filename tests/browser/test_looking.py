"""What looks at pages looks at the one that is coming, and never at the one that is left."""

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import DESK
from tests.browser.looking import faults

pytestmark = pytest.mark.browser
SOUND = "<!doctype html><html lang=en><title>A page</title><main><h1>A page</h1></main></html>"


def _answer(route: Route) -> None:
    """The second page has a picture without words."""
    body = SOUND if route.request.url.endswith("/first") else SOUND.replace("</main>", "<img src=data:,></main>")
    route.fulfill(content_type="text/html", body=body)


def test_page_that_a_click_leads_to_is_looked_at_and_not_the_one_before(page: Page) -> None:
    page.route("**/*", _answer)
    page.goto("http://example.org/first")
    assert faults(page, DESK) == []
    page.evaluate("void (location.href = '/second')")
    assert [name for name, _place in faults(page, DESK)] == ["image-alt"]
