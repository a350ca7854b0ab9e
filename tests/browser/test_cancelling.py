"""An item is cancelled at the desk and published: the page of the event, its calendar feed and its changes say so."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.counting import Hands
from tests.browser.looking import sign_in
from tests.factories import rows

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("page", [1280], indirect=True, ids=["1280px"])
def test_cancelled_item_reaches_page_feed_and_changes(page: Page, live_server: LiveServer) -> None:
    event = rows.event(title="Smart City Week")
    visit = rows.item(event, title="Visit to the depot")
    rows.publish(event)
    sign_in(page, live_server, rows.coordinator())
    page.goto(live_server.url + reverse("tours:desk_agenda", args=[event.uid]))
    hands = Hands(page)
    hands.click(page.get_by_role("link", name="Edit: Visit to the depot"))
    hands.click(page.get_by_role("button", name="Cancel the item"))
    expect(page.get_by_text("“Visit to the depot” is cancelled. Publish to tell people.")).to_be_visible()
    assert (hands.clicks, hands.loads) == (2, 0)
    hands.follow("Publish")
    hands.click(page.get_by_role("button", name="Publish version 2"))
    expect(page.get_by_text("Version 2 is published.")).to_be_visible()
    assert (hands.clicks, hands.loads) == (4, 2)
    page.get_by_role("link", name="The page", exact=True).click()
    expect(page.locator(f"#item-{visit.uid}")).to_contain_text("Cancelled")
    page.get_by_role("link", name="Versions and changes", exact=True).click()
    expect(page.locator("#version-2 article")).to_contain_text("Visit to the depot")
    expect(page.locator("#version-2 article")).to_contain_text("Cancelled")
    feed = Client().get(reverse("tours:programme_calendar", args=[event.slug])).content.decode().splitlines()
    assert ("SUMMARY:Cancelled: Visit to the depot" in feed, "STATUS:CANCELLED" in feed) == (True, True)
