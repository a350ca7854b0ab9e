"""A registrar chooses among three names for two seats, and tells the city."""

from collections.abc import Callable
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from participants.models import Delegate
from participants.nominations import proposing
from tests.factories import rows
from tests.participants import makers
from tests.participants.letters.values import contact
from tours.models import Event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tour(transactional_db: None) -> Event:
    """With three names for two seats. The first has been on a tour before; of the last there is a card, it seems."""
    by, event = rows.coordinator(), makers.published_event(title="Smart City Week")
    before = makers.published_event(title="Water Days", starts=date(2015, 3, 2), ends=date(2015, 3, 3))
    mayor = makers.accepted(makers.delegation(before, by=by), by=by, name="Đorđe Čačak").person
    makers.focal_point(event, rows.rijeka(), email="rijeka@example.org")
    rijeka = makers.delegation(event, by=by, city=rows.rijeka())
    rows.person("Eva Primer")
    facts = {"person": mayor, "capacity": "head", "reason": "Decides on the city's transport plan."}
    contact(proposing.propose(rijeka, "Đorđe Čačak", by=by, facts=facts), "mayor@example.org")
    proposing.propose(rijeka, "김민재", by=by)
    proposing.propose(rijeka, "Eva Primer", by=by)
    makers.proposed(makers.delegation(event, by=by, city=rows.belgrade()), by=by, name="Primer " * 28)
    return event


def test_three_names_for_two_seats_are_decided_and_told(page: Page, live_server: LiveServer, tour: Event) -> None:
    _decide_and_tell(page, live_server, tour, check=_is_sound)


def test_the_same_without_script(page_without_script: Page, live_server: LiveServer, tour: Event) -> None:
    _decide_and_tell(page_without_script, live_server, tour, check=lambda page: None)


def _decide_and_tell(page: Page, live_server: LiveServer, tour: Event, *, check: Callable[[Page], None]) -> None:
    _sign_in(page, live_server)
    page.goto(live_server.url + reverse("participants:selection", args=[tour.uid]))
    check(page)
    for name in ("Đorđe Čačak", "김민재", "Eva Primer"):
        page.get_by_label(f"Decision: {name}").select_option("Give a place")
    page.get_by_label("Card: Eva Primer").select_option("Make a new card")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("alert")).to_contain_text("Eva Primer: All seats of Rijeka are taken.")
    expect(page.get_by_label("Decision: 김민재")).to_have_value("accepted")
    check(page)
    page.get_by_label("Decision: Eva Primer").select_option("Reserve")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("status")).to_contain_text("3 names are decided.")
    check(page)
    page.get_by_role("link", name="Tell", exact=True).click()
    check(page)
    page.get_by_label("Send to Đorđe Čačak, mayor@example.org").uncheck()
    page.get_by_role("button", name="Send 2 mails").click()
    expect(page.get_by_role("status")).to_contain_text("1 mail is on its way. It is noted what 3 people were told.")
    check(page)
    states = Delegate.objects.filter(event=tour).order_by("pk").values_list("state", "told_state")
    assert list(states) == [
        ("accepted", "accepted"),
        ("accepted", "accepted"),
        ("reserve", "reserve"),
        ("proposed", ""),
    ]


def _sign_in(page: Page, live_server: LiveServer) -> None:
    client = Client()
    client.force_login(rows.coordinator())
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])


def _is_sound(page: Page) -> None:
    """Asserts that the page is accessible and no wider than the window."""
    violations = Axe().run(page).response["violations"]
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
