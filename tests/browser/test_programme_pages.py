"""The home page and the programme's pages are accessible, fit their width, and are linked from every page's frame."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import PHONE
from tests.browser.looking import assert_sound
from tests.demo.copying import load_once
from tests.demo.loading import CITY_EXCHANGE_DAYS, SMART_CITY_WEEK

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEIGHT = 844
"""Of a common phone, in pixels."""
PAGES = ["/", "/about/", "/partners/", "/brochures/", "/testimonials/", "/accessibility/", "/privacy/"]


def test_pages_are_sound(page: Page, live_server: LiveServer, run_folder: Path) -> None:
    load_once(run_folder)
    for address in PAGES:
        page.goto(live_server.url + address)
        assert_sound(page)


def test_first_day_is_near_on_a_phone_and_the_days_at_a_glance_are_a_tap_away(
    page: Page, live_server: LiveServer, run_folder: Path
) -> None:
    load_once(run_folder)
    page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    for event in (SMART_CITY_WEEK, CITY_EXCHANGE_DAYS):
        page.goto(f"{live_server.url}/events/{event}/")
        day = page.locator(".day").first.bounding_box()
        assert day
        assert day["y"] < 2 * HEIGHT
        glance = page.locator("#glance")
        expect(glance).to_be_hidden()
        page.get_by_role("link", name="at a glance").click()
        expect(glance).to_be_in_viewport()
        assert_sound(page)
        page.emulate_media(media="print")
        expect(glance).to_be_visible()
        page.emulate_media(media="screen")


def test_reader_gets_everywhere_and_finds_events(
    page_without_script: Page, live_server: LiveServer, run_folder: Path
) -> None:
    load_once(run_folder)
    _goes_everywhere_from_header_and_footer(page_without_script, live_server.url)
    _searches_from_any_page(page_without_script, live_server.url)
    _follows_a_theme_to_its_events(page_without_script, live_server.url)


def _goes_everywhere_from_header_and_footer(page: Page, home: str) -> None:
    page.goto(home + "/accessibility/")
    header, footer = page.get_by_role("banner"), page.get_by_role("contentinfo")
    for part, link, heading in (
        (header, "About", "About the programme"),
        (header, "Partners", "Partners"),
        (footer, "Testimonials", "Testimonials"),
        (footer, "Privacy", "Privacy"),
        (header, "News", "News"),
        (header, "Events", "Events"),
        (footer, "Brochures", "Brochures"),
    ):
        part.get_by_role("link", name=link, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    with page.expect_download() as download:
        page.get_by_role("link", name="Програм укратко").click()
    assert download.value.suggested_filename == "programme-in-brief-sr.pdf"


def _searches_from_any_page(page: Page, home: str) -> None:
    page.goto(home + "/about/")
    page.get_by_role("searchbox", name="Search this site").fill("서울")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="2017 World Smart City Summit and Smart City Week").first).to_be_visible()


def _follows_a_theme_to_its_events(page: Page, home: str) -> None:
    page.goto(home + "/about/")
    page.get_by_role("link", name="Urban planning and land management").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Events")
    expect(page.get_by_role("link", name="2017 World Smart City Summit and Smart City Week")).to_be_visible()
