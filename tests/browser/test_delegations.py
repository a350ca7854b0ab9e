"""A coordinator invites last tour's cities, notes an answer, and puts a name forward, at both widths and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from participants.models import Delegate, Delegation, FocalPoint
from tests.browser.counting import Hands
from tests.browser.looking import assert_sound, sign_in
from tests.factories import rows
from tests.participants import makers
from tours.models import Event, ParticipatingCity

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tour(transactional_db: None) -> Event:
    """A published event to which Rijeka comes; to the last one Belgrade came, by a focal point."""
    by = rows.coordinator()
    former = makers.published_event(title="Smart City Week 2016", starts="2016-09-05", ends="2016-09-09")
    makers.focal_point(former, rows.belgrade(), name="Đorđe Čačak", email="djordje@example.org")
    makers.delegation(former, by=by, city=rows.belgrade(), seats=3)
    event = makers.published_event(title="Smart City Week", places=12)
    ParticipatingCity.objects.create(event=event, city=rows.rijeka(), seats=2)
    return event


def test_last_tours_cities_are_invited_and_one_answers(page: Page, live_server: LiveServer, tour: Event) -> None:
    _journey(page, live_server, sound=True)


def test_the_same_goes_without_javascript(page_without_script: Page, live_server: LiveServer, tour: Event) -> None:
    _journey(page_without_script, live_server, sound=False)


def _journey(page: Page, live_server: LiveServer, *, sound: bool) -> None:
    page.set_default_timeout(10_000)
    sign_in(page, live_server, rows.coordinator())
    page.goto(live_server.url + "/desk/")
    page.get_by_role("link", name="Smart City Week", exact=True).click()
    Hands(page).follow("Delegations")
    expect(page.get_by_role("row").filter(has_text="Rijeka")).to_contain_text("Not invited")
    _look(page, sound=sound)
    page.get_by_role("link", name="Invite", exact=True).click()
    page.get_by_label("Also show the cities of a former event").select_option(label="Smart City Week 2016, Sep 2016")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_label("Still the focal point of Belgrade?")).to_have_value(str(FocalPoint.objects.get().pk))
    _look(page, sound=sound)
    page.get_by_label("Belgrade", exact=True).check()
    page.get_by_label("Rijeka", exact=True).check()
    page.get_by_label("Names by").fill("2099-03-01")
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_role("status")).to_have_text("2 delegations are invited. No letter went out yet.")
    expect(page.get_by_role("row").filter(has_text="Belgrade")).to_contain_text("Đorđe Čačak")
    _look(page, sound=sound)
    page.get_by_role("link", name="Belgrade").click()
    page.get_by_role("link", name="They accept").click()
    expect(page.get_by_label("Answered by")).to_have_value("Đorđe Čačak")
    page.get_by_label("How they told us").select_option(label="By telephone")
    _look(page, sound=sound)
    page.get_by_role("button", name="They accept").click()
    expect(page.get_by_role("status")).to_have_text("Belgrade has accepted the invitation.")
    page.get_by_role("link", name="Put a name forward").click()
    page.get_by_label("Name", exact=True).fill("Јелена Пример")
    page.get_by_role("button", name="Put a name forward").click()
    expect(page.get_by_role("row").filter(has_text="Јелена Пример")).to_contain_text("Proposed")
    _look(page, sound=sound)
    made = Delegation.objects.get(replied_by="Đorđe Čačak")
    assert (made.state, made.told, made.participation.seats) == ("accepted", "telephone", 3)
    assert list(Delegate.objects.values_list("delegation", "rank")) == [(made.pk, 1)]


def test_focal_points_of_the_programme_are_sound(page: Page, live_server: LiveServer, tour: Event) -> None:
    sign_in(page, live_server, rows.coordinator())
    page.goto(live_server.url + f"/desk/programmes/{tour.programme.slug}/focal-points/")
    _look(page, sound=True)
    page.get_by_role("link", name=re.compile("End ?: Đorđe Čačak")).click()
    _look(page, sound=True)
    page.get_by_role("button", name="End").click()
    expect(page.get_by_role("status")).to_have_text("Đorđe Čačak is no longer a focal point.")


def _look(page: Page, *, sound: bool) -> None:
    """Asserts that the page is accessible and no wider than the window, where the checker can run."""
    if sound:
        assert_sound(page)
