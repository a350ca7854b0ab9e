"""The liaison of a host opens the link on a phone, puts a passenger into another car, and signs out."""

from datetime import time

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from backstage.models import AuditEntry
from participants.links.making import make_link
from participants.models import Leg, LinkSession, Pickup
from tests.browser.looking import assert_sound
from tests.factories import rows
from tests.participants.travel.makers import coming, leg, pickup, stay
from tests.participants.visits import coming_event
from tours.models import Role
from tours.vocabulary import RoleKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def role(transactional_db: None) -> Role:
    event = coming_event(title="Smart City Week", zone="Asia/Seoul")
    guest = coming(event, "Iva Primer")
    leg(guest, lands_at=time(12), pickup=pickup(event, time=time(12, 30)))
    pickup(event, time=time(15, 30), vehicle="Van 2")
    stay(guest)
    return rows.role(rows.stranger(), RoleKind.HOST, at=event)


@pytest.mark.parametrize("page", [390], indirect=True)
def test_host_moves_a_passenger_by_link(page: Page, live_server: LiveServer, role: Role) -> None:
    _link, secret = make_link(role, email=role.user.email)
    page.goto(f"{live_server.url}/h/open/?key={secret}")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(f"{live_server.url}/h/")
    assert_sound(page)
    pages = {"Departures": "departures", "Rooms": "rooms", "Head counts": "meals", "Arrivals": "arrivals"}
    page.get_by_role("link", name="Who is here (gate list)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who is here (gate list)")
    for words, name in pages.items():
        page.get_by_role("navigation", name="Journey").get_by_role("link", name=words).click()
        page.wait_for_url(f"{live_server.url}/h/desk/events/*/journey/{name}/")
        assert_sound(page)
    move = page.get_by_role("link").filter(has_text="Move: Iva Primer")
    move.click()
    choice = page.get_by_role("form", name="Move Iva Primer").get_by_label("Move to")
    choice.select_option(index=2)
    page.get_by_role("button", name="Move").click()
    expect(move).to_be_focused()
    assert Leg.objects.get().pickup == Pickup.objects.get(vehicle="Van 2")
    assert AuditEntry.objects.filter(content_type__model="leg").latest("pk").by_link == str(role.user)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    assert not LinkSession.objects.exists()
