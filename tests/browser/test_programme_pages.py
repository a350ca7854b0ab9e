"""The home page and the programme's pages are accessible, fit their width, and are linked from every page's frame."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.demo.loading import load

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ["/", "/about/", "/partners/", "/brochures/", "/testimonials/", "/accessibility/", "/privacy/"]


def test_pages_break_no_rule_of_accessibility_and_keep_within_their_width(page: Page, live_server: LiveServer) -> None:
    load()
    for address in PAGES:
        page.goto(live_server.url + address)
        violations = Axe().run(page).response["violations"]
        assert [(address, violation["id"], violation["nodes"][0]["html"]) for violation in violations] == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


def test_reader_gets_everywhere_from_header_and_footer(page_without_script: Page, live_server: LiveServer) -> None:
    load()
    page = page_without_script
    page.goto(live_server.url + "/accessibility/")
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


def test_reader_searches_from_any_page(page_without_script: Page, live_server: LiveServer) -> None:
    load()
    page = page_without_script
    page.goto(live_server.url + "/about/")
    page.get_by_role("searchbox", name="Search this site").fill("서울")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="World Smart City Summit and Smart City Week").first).to_be_visible()


def test_theme_leads_to_its_events(page_without_script: Page, live_server: LiveServer) -> None:
    load()
    page = page_without_script
    page.goto(live_server.url + "/about/")
    page.get_by_role("link", name="Urban planning and land management").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Events")
    expect(page.get_by_role("link", name="World Smart City Summit and Smart City Week")).to_be_visible()
