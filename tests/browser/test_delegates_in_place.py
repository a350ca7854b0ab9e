"""Rows of the table of delegates are edited where they stand, by two registrars at once; and without script on a phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from participants.models import Delegate
from tests.browser.looking import assert_sound, sign_in
from tests.factories import rows
from tests.participants import makers
from tours.models import Event, Group
from tours.vocabulary import RoleKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tour(transactional_db: None) -> Event:
    event, by = makers.published_event(title="Smart City Week"), rows.coordinator()
    ours = makers.delegation(event, by=by, seats=2, city=rows.rijeka())
    Group.objects.create(event=event, name="B")
    for name in ("Đorđe Primer", "Ana Primer"):
        makers.proposed(ours, by=by, name=name, position="Architect")
    return event


def opened(page: Page, live_server: LiveServer, tour: Event, name: str) -> None:
    sign_in(page, live_server, rows.colleague(RoleKind.REGISTRAR, at=tour, name=name))
    page.goto(live_server.url + reverse("participants:delegates", args=[tour.uid]))


def form(page: Page) -> Locator:
    return page.get_by_role("form", name="Edit ")


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name="Edit").filter(has_text=name)


@pytest.mark.parametrize("page", [1280], indirect=True)
def test_two_registrars_edit_one_row(page: Page, browser: Browser, live_server: LiveServer, tour: Event) -> None:
    opened(page, live_server, tour, "Maja")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    other = context.new_page()
    opened(other, live_server, tour, "Ivo")
    for each in (page, other):
        link(each, "Ana Primer").click()
        expect(form(each).get_by_label("State")).to_be_focused()
    assert_sound(page)
    form(other).get_by_label("State").select_option("Has a place")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_role("row").filter(has_text="Ana Primer")).to_contain_text("Has a place")
    expect(link(other, "Ana Primer")).to_be_focused()
    context.close()
    form(page).get_by_label("Position").fill("Mayor")
    form(page).get_by_label("B", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("State is now “Has a place”.")
    assert_sound(page)
    expect(form(page).get_by_label("Position")).to_have_value("Mayor")
    page.get_by_role("button", name="Save").press("Enter")
    row = page.get_by_role("row").filter(has_text="Ana Primer")
    expect(row).to_contain_text("Mayor")
    expect(row).to_contain_text("Has a place")
    link(page, "Đorđe Primer").press("Enter")
    page.get_by_role("link", name="Cancel").click()
    expect(link(page, "Đorđe Primer")).to_be_focused()
    ana = Delegate.objects.get(name="Ana Primer")
    assert (ana.state, ana.position, ana.groups.count()) == ("accepted", "Mayor", 1)


@pytest.mark.parametrize("page_without_script", [390], indirect=True)
def test_row_is_edited_without_script(page_without_script: Page, live_server: LiveServer, tour: Event) -> None:
    page = page_without_script
    opened(page, live_server, tour, "Maja")
    link(page, "Ana Primer").click()
    page.get_by_label("Order of choice").fill("5")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Ana Primer is changed.")).to_be_visible()
    assert Delegate.objects.get(name="Ana Primer").rank == 5


@pytest.mark.parametrize("page", [390], indirect=True)
def test_form_in_its_row_fits_a_phone(page: Page, live_server: LiveServer, tour: Event) -> None:
    opened(page, live_server, tour, "Maja")
    link(page, "Ana Primer").click()
    expect(form(page).get_by_label("State")).to_be_focused()
    assert_sound(page)
