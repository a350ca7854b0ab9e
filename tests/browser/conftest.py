"""A real browser and the real site: Chromium by Playwright. The tests are skipped where it is not installed."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.announcements.makers import published_post
from tests.factories import rows
from tours.models import Event

# Playwright's loop runs in this thread, and Django refuses its ORM beside a running loop unless told that this is
# meant.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DESK, PHONE = 1280, 390
"""Widths in pixels. Journeys with script go at a desk and those without on a phone; `looking` looks at pages at both."""
REFUSED_FORM = "the server responded with a status of 400 (Bad Request)"
"""What the console says of a form that comes back with what is wrong in it."""
NOT_LOADED = "Failed to load resource"
"""What the console says of anything that has no line, or whose link has ended."""
LEAVING = """
navigation.addEventListener("navigate", (going) => {
  window.isLeft = !going.destination.sameDocument && going.downloadRequest === null;
});
"""
"""A document knows from the click on that another one is to come, before anybody outside does."""


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for all journeys of a process. It ends with them, so that its processor time is counted as theirs."""
    if not CHROMIUM:
        if os.environ.get("CI") == "true":
            pytest.fail("CI must have a browser: install Chromium.")
        pytest.skip("No Chromium here: the journeys in a browser are skipped.")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-sync",
            ],
        )
        yield launched
        launched.close()
        connections.close_all()  # beside a running loop Django keeps connections apart, which nobody else would close


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page that fails the test on any error in the console, including a refused script or style.

    A test may ask for another width by an indirect parameter.
    """
    width = getattr(request, "param", DESK)
    yield from watched(browser.new_context(viewport={"width": width, "height": 900}))


@pytest.fixture
def page_without_script(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width = getattr(request, "param", PHONE)
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
    yield from watched(context)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page that may lose its line."""
    yield from watched(browser.new_context(viewport={"width": PHONE, "height": 900}), expected=NOT_LOADED)


def watched(context: BrowserContext, *, expected: str = REFUSED_FORM) -> Iterator[Page]:
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and expected not in message.text:
            errors.append(message.text)

    context.add_init_script(LEAVING)
    page = context.new_page()
    page.on("console", note)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def week(transactional_db: None) -> Event:
    """A published event with two editions, so that it has changes to show."""
    event, by = rows.full_event(12, slug="week", title="Smart City Week"), rows.coordinator()
    rows.publish(event, by=by)
    rows.item(event, title="Visit to the control centre", room="Room 5")
    rows.publish(event, by=by, note="A visit is added")
    published_post(event=event, slug="told", title="Cities at the week", body="## Purposes\n\n- meet in 서울\n")
    return event
