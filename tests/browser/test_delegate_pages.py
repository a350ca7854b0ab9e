"""A delegate's pages on a phone, with and without script: where to be now, a flight told, a no taken back."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from participants.models import Delegate, Leg
from participants.vocabulary import Capacity
from tests.browser.conftest import PHONE
from tests.browser.looking import assert_sound
from tests.factories import rows
from tests.participants import makers
from tests.participants.delegate import worlds
from tests.participants.travel import makers as journey
from tests.participants.visits import coming_event, proven_visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "people/",
    "places/",
    "me/",
    "me/details/",
    "me/contacts/",
    "me/needs/",
    "me/document/",
    "data/",
    "place/no/",
    "calendar/",
)


@pytest.fixture
def delegate(transactional_db: None) -> Delegate:
    event = coming_event()
    hotel = rows.venue("Hotel Uran", local_name="호텔 우란", local_address="고양시 일산서구 1")
    rows.item(event, title="Opening", venue=hotel)
    rows.publish(event)
    row = worlds.delegate(event)
    worlds.contact(row)
    journey.asked_of_all(event)
    journey.stay(row, hotel=hotel)
    driver = journey.coming(event, "Lee Driver", capacity=Capacity.DRIVER)
    worlds.contact(driver, telephone="+82 10 1")
    journey.leg(row, pickup=journey.pickup(event, driver=driver))
    return row


def come(page: Page, live_server: LiveServer, client: Client) -> None:
    [cookie] = client.cookies.values()
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": f"{live_server.url}/d/"}])
    page.goto(f"{live_server.url}/d/")


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_every_page_is_sound(page: Page, live_server: LiveServer, delegate: Delegate) -> None:
    come(page, live_server, proven_visitor(delegate))
    expect(page.get_by_role("heading", name="Next", exact=True)).to_be_visible()
    assert_sound(page)
    page.get_by_role("link", name="Show the driver").first.click()
    expect(page.get_by_role("heading", name="호텔 우란")).to_be_visible()
    assert_sound(page)
    for path in PAGES:
        page.goto(f"{live_server.url}/d/{path}")
        assert_sound(page)


def test_answers_and_flight_without_script(
    page_without_script: Page, live_server: LiveServer, delegate: Delegate
) -> None:
    page = page_without_script
    come(page, live_server, proven_visitor(delegate))
    page.get_by_role("button", name="Yes, I come").click()
    expect(page.get_by_role("status")).to_contain_text("The organiser knows that you come.")
    page.get_by_role("link", name="Flight or train home").click()
    page.get_by_role("link", name="Add a flight or train home").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Leaves on")
    page.get_by_label("Leaves on").fill(delegate.event.ends.isoformat())
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("The flight or train is kept.")
    page.goto(f"{live_server.url}/d/calendar/")
    page.get_by_label("an invitation for each changed item").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("How you are told of changes is kept.")
    page.get_by_role("link", name="Now").click()
    page.get_by_role("link", name="I can no longer come").click()
    page.get_by_label("I do not come").check()
    page.get_by_role("button", name="Say that I do not come").click()
    page.get_by_role("button", name="I can come after all").click()
    expect(page.get_by_role("status")).to_contain_text("You come after all.")
    assert Delegate.objects.get(pk=delegate.pk).news_by == "invitations"
    assert (worlds.state(delegate), Leg.objects.count(), makers.taken(delegate.delegation)) == ("accepted", 2, 1)  # type: ignore[arg-type]
