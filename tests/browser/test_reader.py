"""A reader finds an event and its news, goes back, and subscribes: without script, on a phone, by keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from announcements.models import Category
from announcements.posts.writing import publish_post
from tests.announcements.makers import post
from tests.factories import rows
from tours.models import Event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CALENDAR = "webcal://127.0.0.1:8000/events/week/programme.ics"


@pytest.fixture
def week_in_the_news(week: Event) -> Event:
    """The event with a post in a category, and another event and post that the reader does not look for."""
    events = Category.objects.create(name="Events", slug="events")
    by = rows.coordinator()
    for title, event in (("What cities saw in Seoul", week), ("Another thing", None)):
        made = post(title=title, event=event, body="They met.")
        made.categories.add(events)
        publish_post(made, by=by)
    rows.publish(rows.event(slug="other", title="Elsewhere", host_city=rows.rijeka()), by=by)
    return week


@pytest.mark.parametrize("words", ["seoul", "서울"])
def test_reader_finds_the_event_by_its_city_in_any_script(
    page_without_script: Page, live_server: LiveServer, week_in_the_news: Event, words: str
) -> None:
    page = page_without_script
    page.goto(live_server.url)
    page.get_by_role("search").get_by_role("searchbox").fill(words)
    page.get_by_role("search").get_by_role("button").click()
    page.get_by_role("main").get_by_role("link", name="Smart City Week", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Smart City Week")
    assert page.locator("a[href^='webcal:']").first.get_attribute("href") == CALENDAR


def test_reader_finds_the_event_by_country_reads_of_it_and_comes_back(
    page_without_script: Page, live_server: LiveServer, week_in_the_news: Event
) -> None:
    page = page_without_script
    page.goto(live_server.url + "/events/")
    page.get_by_label("Country").select_option("KR")
    page.get_by_role("button", name="Apply filters").click()
    expect(page).to_have_url(re.compile(r"country=KR"))
    expect(page.get_by_role("link", name="Elsewhere")).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="Smart City Week").first.click()
    page.get_by_role("link", name="What cities saw in Seoul").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What cities saw in Seoul")


def test_reader_comes_back_from_an_article_to_the_list_as_it_was(
    page_without_script: Page, live_server: LiveServer, week_in_the_news: Event
) -> None:
    page = page_without_script
    page.goto(live_server.url + "/news/")
    page.get_by_label("Category").select_option("events")
    page.get_by_role("button", name="Apply filters").click()
    page.get_by_role("main").get_by_role("link", name="What cities saw in Seoul").first.click()
    page.get_by_role("link", name=re.compile("^Back to")).first.click()
    expect(page).to_have_url(re.compile(r"/news/\?category=events(#|$)"))


def test_reader_searches_by_keyboard_alone(page: Page, live_server: LiveServer, week_in_the_news: Event) -> None:
    page.goto(live_server.url)
    box = page.get_by_role("search").get_by_role("searchbox")
    for _key in range(10):
        page.keyboard.press("Tab")
        if box.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.type("seoul")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    link = page.get_by_role("main").get_by_role("link", name="Smart City Week", exact=True).first
    for _key in range(30):
        page.keyboard.press("Tab")
        if link.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Smart City Week")
