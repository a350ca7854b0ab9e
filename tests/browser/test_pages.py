"""Every public page is accessible, fits its width, logs no error in the console, and works without script."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import DESK, PHONE
from tests.browser.looking import assert_sound
from tests.factories.rows import publish
from tours.models import Event, ItemLink, PublicPerson

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
READABLE = 4.5
"""The contrast that WCAG 2.2 requires of text (1.4.3)."""
PAGES = [
    "/",
    "/events/",
    "/events/?country=KR",
    "/events/week/",
    "/events/week/changes/",
    "/events/week/changes/?since=1",
    "/cities/",
    "/cities/seoul/",
    "/news/",
    "/news/told/",
    "/search/?q=seoul",
    "/api/",
    "/style/",
]


def test_pages_are_sound(page: Page, live_server: LiveServer, week: Event) -> None:
    item = week.items.order_by("pk")[0]
    speaker = PublicPerson.objects.all()[0].get_absolute_url()
    for address in (*PAGES, f"/events/week/items/{item.uid}/", speaker):
        page.goto(live_server.url + address)
        assert_sound(page)


def test_reader_finds_the_event_its_calendar_its_programme_and_its_changes(
    page_without_script: Page, live_server: LiveServer, week: Event
) -> None:
    page = page_without_script
    page.goto(live_server.url + "/events/")
    page.get_by_role("link", name="Smart City Week").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Smart City Week")
    assert (
        page.locator("a[href^='webcal:']").first.get_attribute("href")
        == "webcal://127.0.0.1:8000/events/week/programme.ics"
    )
    for link in ("/events/week/programme.ics", "/events/week/programme.pdf"):
        expect(page.locator(f"a[href='{link}']").first).to_be_visible()
        assert page.request.get(live_server.url + link).ok
    page.locator("a[href='/events/week/changes/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Visit to the control centre")).to_be_visible()


def test_keyboard_reaches_the_content_past_the_header(page: Page, live_server: LiveServer, week: Event) -> None:
    page.goto(live_server.url + "/events/week/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_main_button_stays_readable_under_the_keyboard(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + "/style/")
    button = page.get_by_role("link", name="Subscribe to the calendar")
    assert _contrast(button) >= READABLE
    page.keyboard.press("Tab")  # a key last, so that the focus shows
    button.focus()
    expect(button).to_have_css("outline-style", "solid")
    assert _contrast(button) >= READABLE


def test_country_has_a_row_of_its_own_on_a_phone_alone(page: Page, live_server: LiveServer, week: Event) -> None:
    page.goto(live_server.url + "/events/")
    assert [_country_stands_alone(page, width) for width in (DESK, PHONE)] == [(False, False), (True, True)]


def _country_stands_alone(page: Page, width: int) -> tuple[bool, bool]:
    page.set_viewport_size({"width": width, "height": 900})
    country, city = (page.get_by_label(name).bounding_box() for name in ("Country", "City"))
    assert country
    assert city
    return country["y"] < city["y"], country["width"] > 2 * city["width"]


def test_paper_says_where_its_page_is_found_and_where_its_links_lead(
    page: Page, live_server: LiveServer, week: Event
) -> None:
    item = week.items.get(title="Item 0")
    ItemLink.objects.create(item=item, label="Slides", url="https://example.org/slides")
    publish(week)
    page.goto(live_server.url + f"/events/week/items/{item.uid}/")
    address, link = page.locator(".on-paper"), page.get_by_role("link", name="Slides")
    expect(address).to_be_hidden()
    assert _after(link) == "none"
    page.emulate_media(media="print")
    expect(address).to_be_visible()
    expect(address).to_have_text(f"http://127.0.0.1:8000/events/week/items/{item.uid}/")
    assert _after(link) == '" (https://example.org/slides)"'


def _after(link: Locator) -> str:
    """The text that the stylesheet adds behind a link."""
    content: str = link.evaluate("link => getComputedStyle(link, '::after').content")
    return content


def _contrast(element: Locator) -> float:
    """The contrast of an element's text with its own background, as WCAG defines it."""
    colours = element.evaluate(
        "element => { const s = getComputedStyle(element); return [s.color, s.backgroundColor] }"
    )
    darker, lighter = sorted(map(_luminance, colours))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance of a colour such as `rgb(10, 85, 153)`. A transparent colour has none."""
    assert colour.startswith("rgb("), colour
    channels = [int(channel) / 255 for channel in re.findall(r"\d+", colour)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
