"""A registrar types in a passport, looks at it for a purpose, and gives a list to a hotel, at both widths."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from participants.models import Delegate
from tests.browser.looking import assert_sound, sign_in
from tests.factories import rows
from tests.participants import makers
from tours.models import Event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tour(transactional_db: None) -> Event:
    event, by = makers.published_event(starts="2090-09-04", ends="2090-09-08"), rows.coordinator()
    rijeka = makers.delegation(event, by=by, city=rows.rijeka(), seats=3)
    for name in ("Ana Primer", "Đorđe Čačak"):
        makers.accepted(rijeka, by=by, name=name)
    return event


def test_passport_is_kept_looked_at_and_handed_over(page: Page, live_server: LiveServer, tour: Event) -> None:
    page.set_default_timeout(10_000)
    sign_in(page, live_server, rows.coordinator())
    page.goto(f"{live_server.url}/desk/events/{tour.uid}/journey/documents/")
    expect(page.get_by_role("row").filter(has_text="Ana Primer")).to_contain_text("none")
    page.get_by_role("row").filter(has_text="Ana Primer").get_by_role("link").click()
    _type(page, "2090-12-01")
    expect(page.get_by_role("alert")).to_contain_text("This document ends within six months after the event")
    assert_sound(page)
    page.get_by_label("Keep it, although it ends soon after the event").check()
    page.get_by_role("button", name="Seal and keep").click()
    expect(page.get_by_role("status")).to_have_text("The document of Ana Primer is sealed.")
    page.get_by_label("Purpose").fill("Visa letter")
    assert_sound(page)
    page.get_by_role("button", name="Show the document").click()
    expect(page.get_by_text("P7654321", exact=True)).to_be_visible()
    assert_sound(page)
    page.get_by_role("link", name="Documents for travel", exact=True).click()
    _hand_over(page)
    assert Delegate.objects.filter(travel_document__isnull=False).count() == 1


def _type(page: Page, until: str) -> None:
    for label, text in {
        "Surname": "Primerova",
        "Born on": "1975-05-03",
        "Nationality": "HR",
        "Number": "P7654321",
    }.items():
        page.get_by_label(label).fill(text)
    page.get_by_label("Valid until").fill(until)
    page.get_by_role("button", name="Seal and keep").click()


def _hand_over(page: Page) -> None:
    page.get_by_label("For whom").fill("Hotel Uran")
    page.get_by_role("button", name="Save the list").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose whose documents the list holds.")
    assert_sound(page)
    page.get_by_role("checkbox", name="Ana Primer").check()
    page.get_by_label("Purpose").fill("Register of guests")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the list").click()
    assert re.search(r"Travel documents - .*\.xlsx$", saved.value.suggested_filename)
