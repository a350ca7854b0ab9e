"""A flight slips by three hours: it is flagged, one move puts its passenger into a later car, and both crews read of it."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from participants.models import DelegateContact, Leg, Pickup
from participants.vocabulary import Capacity
from tests.browser.looking import assert_sound, sign_in
from tests.factories import rows
from tests.participants.travel.makers import coming, hangul, leg, pickup
from tours.models import Event
from tours.vocabulary import ItemKind, RoleKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tour(transactional_db: None) -> Event:
    """It begins in a month, as nobody is told of cars of days that are over."""
    first = timezone.now().date() + timedelta(days=30)
    event = rows.event(title="Smart City Week", starts=first, ends=first + timedelta(days=4))
    rows.item(event, kind=ItemKind.MEAL, title="Welcome dinner", start=time(19), end=None)
    crew = {}
    for name, capacity in (
        ("Petar", Capacity.DRIVER),
        ("Ivo", Capacity.DRIVER),
        ("Mina", Capacity.MEETER),
        ("Soo", Capacity.MEETER),
    ):
        crew[name] = coming(event, f"{name} Primer", capacity=capacity)
        DelegateContact.objects.create(delegate=crew[name], email=f"{name.lower()}@example.org")
    other = coming(event, "Otto Primer", capacity=Capacity.DRIVER)
    DelegateContact.objects.create(delegate=other, telephone="+82 10 000")
    van = pickup(event, time=time(12, 30), place="Incheon, gate 5", driver=crew["Petar"], meeter=crew["Mina"], seats=3)
    pickup(event, time=time(15, 30), vehicle="Van 2", driver=crew["Ivo"], meeter=crew["Soo"], seats=3)
    pickup(event, time=time(17, 30), vehicle="Van 3", driver=other)
    minjae = coming(event, "Minjae Kim")
    hangul(minjae, "김민재")
    for each in (minjae, coming(event, "Đorđe Primer")):
        leg(each, carrier="Korean Air", lands_at=time(12), origin="Frankfurt", pickup=van)
    coming(event, "Iva Primer")
    return event


def link(page: Page, words: str) -> Locator:
    return page.get_by_role("link").filter(has_text=words)


@pytest.mark.parametrize("page", [390], indirect=True)
def test_flight_slips_and_one_move_puts_it_right(
    page: Page, live_server: LiveServer, tour: Event, mailoutbox: list[Any]
) -> None:
    sign_in(page, live_server, rows.colleague(RoleKind.REGISTRAR, at=tour))
    page.goto(live_server.url + reverse("participants:arrivals", args=[tour.uid]))
    assert_sound(page)
    link(page, "KE 938: Minjae Kim").press("Enter")
    page.get_by_label("Arrives at").fill("3.00 pm")
    assert_sound(page)
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_text("They land at 15:00, after the car leaves at 12:30.")).to_have_count(2)
    mailoutbox.clear()
    link(page, "Move: Minjae Kim").press("Enter")
    choice = page.get_by_role("form", name="Move Minjae Kim").get_by_label("Move to")
    expect(choice).to_be_focused()
    assert_sound(page)
    choice.select_option(label=choice.locator("option", has_text="Van 2").inner_text())
    page.get_by_role("button", name="Move").press("Enter")
    expect(link(page, "Move: Minjae Kim")).to_be_focused()
    expect(page.get_by_text("They land at 15:00")).to_have_count(0)
    assert Leg.objects.get(delegate__name="Minjae Kim").pickup == Pickup.objects.get(vehicle="Van 2")
    assert sorted(mail.to[0] for mail in mailoutbox) == [
        f"{name}@example.org" for name in ("ivo", "mina", "petar", "soo")
    ]
    page.get_by_role("link", name="Van 2").first.press("Enter")
    assert_sound(page)
    page.get_by_role("link", name="Ivo Primer").press("Enter")
    assert_sound(page)
