"""An event is published at the desk, corrected, published as a small correction, and that is withdrawn."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import assert_sound, sign_in
from tests.factories import rows
from tours.models import Event
from tours.vocabulary import RoleKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WRONG_DAY = (
    "“Opening” says “Tuesday 4 September 2017”, but 4 September is a Monday; the Tuesday of this event is 5 September."
)


def prepared(page: Page, live_server: LiveServer) -> Event:
    event = rows.event(title="Smart City Week")
    rows.item(event, title="Opening", venue=rows.venue())
    sign_in(page, live_server, rows.colleague(RoleKind.COORDINATOR, at=event))
    page.goto(live_server.url + reverse("tours:desk_publish", args=[event.uid]))
    return event


@pytest.mark.parametrize("page", [1280], indirect=True)
def test_event_is_published_corrected_and_withdrawn(page: Page, live_server: LiveServer) -> None:
    event = prepared(page, live_server)
    assert_sound(page)
    page.get_by_label("Note (optional)").fill("The programme")
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.get_by_text("Version 1 is published. Page, PDF and calendars show it now.")).to_be_visible()
    expect(page.get_by_role("link", name="The programme to print (PDF)")).to_be_visible()
    assert_sound(page)

    event.items.update(summary="On Tuesday 4 September 2017.")
    page.goto(live_server.url + reverse("tours:desk_checks", args=[event.uid]))
    expect(page.get_by_text(WRONG_DAY, exact=True)).to_be_visible()
    assert_sound(page)
    page.get_by_role("link", name="See what will be published").click()
    page.get_by_role("link", name="As the public sees it").click()
    expect(page.locator(".marked")).to_have_count(1)
    page.get_by_label("This is a small correction").check()
    page.get_by_label("I have seen what the checks ask about").check()
    page.get_by_role("button", name="Publish version 2").click()
    small = event.editions.get(number=2)
    assert (small.small, small.note) == (True, "The programme")

    page.get_by_role("link", name="All versions").click()
    assert_sound(page)
    page.get_by_role("link", name="Withdraw").click()
    expect(page.get_by_text("is published again as version 3")).to_be_visible()
    assert_sound(page)
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("Version 2 is withdrawn.")).to_be_visible()
    page.get_by_role("link", name="What changed").first.click()
    expect(page.get_by_role("heading", name="From version 2 to version 3")).to_be_visible()
    assert_sound(page)


@pytest.mark.parametrize("page_without_script", [390], indirect=True)
def test_event_is_published_without_a_script(page_without_script: Page, live_server: LiveServer) -> None:
    page = page_without_script
    event = prepared(page, live_server)
    event.items.update(summary="On Tuesday 4 September 2017.")
    page.reload()
    page.get_by_label("Note (optional)").fill("The programme")
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.get_by_role("alert")).to_contain_text("Read what the checks ask about, then tick this.")
    expect(page.get_by_label("Note (optional)")).to_have_value("The programme")
    page.get_by_label("I have seen what the checks ask about").check()
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.get_by_text("Version 1 is published. Page, PDF and calendars show it now.")).to_be_visible()
    assert event.editions.get().note == "The programme"
