"""A coordinator makes an event in a city that is new here, fills its lists, and makes it again at other days."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import assert_sound, sign_in
from tests.factories import rows
from tours.models import Event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("page", [1280], indirect=True)
def test_event_is_made_in_a_new_city_and_made_again(page: Page, live_server: LiveServer) -> None:
    rows.belgrade()
    sign_in(page, live_server, rows.coordinator())
    page.goto(live_server.url + "/desk/")
    assert_sound(page)
    page.get_by_role("link", name="New event").click()
    page.get_by_label("Title").fill("Traffic Days")
    page.get_by_label("First day").fill("2027-03-01")
    page.get_by_label("Last day").fill("2027-03-03")
    page.get_by_label("City").fill("Vienna")
    page.get_by_role("button", name="Make the event").click()
    expect(page.get_by_role("alert")).to_contain_text("No city of this name is known here.")
    assert_sound(page)
    page.get_by_label("Country").select_option("Austria")
    page.get_by_role("button", name="Make the event").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Traffic Days")
    expect(page.get_by_text("Vienna, Austria (Europe/Vienna)")).to_be_visible()
    assert_sound(page)
    page.get_by_role("link", name="Facts", exact=True).click()
    page.get_by_label("Summary").fill("Three days about buses.")
    assert_sound(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Three days about buses.")).to_be_visible()
    page.get_by_role("link", name="Make this event again, at other days").click()
    page.get_by_label("Title of the new event").fill("Traffic Days again")
    page.get_by_label("First day of the new event").fill("2028-03-06")
    assert_sound(page)
    page.get_by_role("button", name="Make the new event").click()
    expect(page.get_by_role("status")).to_contain_text("Not copied: people, delegations, posts")
    expect(page.get_by_text("6–8 March 2028")).to_be_visible()
    page.get_by_role("link", name="Delete this draft").click()
    assert_sound(page)
    page.get_by_role("button", name="Delete the draft").click()
    expect(page.get_by_role("status")).to_contain_text("The draft “Traffic Days again” is deleted.")


@pytest.mark.parametrize("page_without_script", [390], indirect=True)
def test_lists_are_filled_on_a_phone_without_script(
    page_without_script: Page, live_server: LiveServer, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    page, event = page_without_script, rows.event(title="Week")
    sign_in(page, live_server, rows.coordinator())
    page.goto(f"{live_server.url}/desk/events/{event.uid}/")
    page.get_by_role("link", name="Purposes").click()
    for text in ("Learn", "Teach"):
        page.get_by_label("Purpose").fill(text)
        page.get_by_role("button", name="Add").click()
    page.get_by_role("button", name=re.compile("Up.*Teach")).click()
    expect(page.get_by_role("row").nth(1)).to_contain_text("Teach")
    page.get_by_role("link", name="Documents").click()
    note = {"name": "Note.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 note"}
    page.get_by_label("File").set_input_files(note)  # type: ignore[arg-type]  # the stubs want their own class
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("alert")).to_contain_text("Title: This field is required.")
    expect(page.get_by_text("“Note.pdf” is chosen, and is kept until you save.")).to_be_visible()
    page.get_by_label("Title").fill("Logistics")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="Logistics", exact=True).click()
    page.get_by_label("Title").fill("Logistics note")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name=re.compile("Delete.*Logistics note")).click()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("status")).to_contain_text("“Logistics note” is deleted.")
    assert Event.objects.get().documents.count() == 0
