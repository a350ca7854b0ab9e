"""Three evenings before a tour: somebody withdraws, two hotels are filled, and lunch is counted after late changes."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from participants.models import Delegate, Stay, TravelDocument
from tests.browser.looking import assert_sound, sign_in
from tests.factories import rows
from tests.participants import makers
from tests.participants.travel.documents.document_makers import document
from tests.participants.travel.makers import coming, leg, needs, pickup, stay
from tours.models import Event
from tours.vocabulary import ItemKind, RoleKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tour(transactional_db: None) -> Event:
    """It begins in five days."""
    first = timezone.now().date() + timedelta(days=5)
    return makers.published_event(title="Smart City Week", starts=first, ends=first + timedelta(days=4))


@pytest.fixture
def registrar(tour: Event) -> User:
    return rows.colleague(RoleKind.REGISTRAR, at=tour)


def opened(page: Page, live_server: LiveServer, user: User, address: str) -> None:
    page.set_default_timeout(10_000)
    sign_in(page, live_server, user)
    page.goto(live_server.url + address)


def _change(page: Page, name: str) -> None:
    page.get_by_role("link").filter(has_text=f"Change: {name}").click()


def _withdraw(page: Page) -> None:
    page.get_by_role("link", name="Withdraw", exact=True).click()
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("status")).to_contain_text("is withdrawn.")


def test_withdrawal_five_days_before_frees_room_and_car_and_forgets_the_passport(
    page: Page, live_server: LiveServer, tour: Event, registrar: User
) -> None:
    ours = makers.delegation(tour, by=registrar, seats=2)
    ana, deputy = (makers.accepted(ours, by=registrar, name=name) for name in ("Ana Primer", "Vera Deputy"))
    document(ana)
    room = stay(ana, hotel=rows.venue("Lotte"), room="301", leaves_on=tour.ends)
    leg(ana, lands_at=time(12), pickup=pickup(tour, time=time(12, 30)))
    opened(page, live_server, registrar, reverse("participants:delegate", args=[ana.pk]))
    _withdraw(page)
    assert not TravelDocument.objects.exists()
    page.goto(live_server.url + reverse("participants:arrivals", args=[tour.uid]))
    expect(page.get_by_text("Withdrawn: take them out of the car.").first).to_be_visible()
    page.get_by_role("link", name="Rooms", exact=True).click()
    expect(page.get_by_text("1 room needs a look")).to_be_visible()
    _change(page, "Ana Primer")
    page.get_by_label("For whom").select_option(label=deputy.name)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("needs a look")).to_have_count(0)
    room.refresh_from_db()
    assert (room.delegate, room.room) == (deputy, "301")
    assert_sound(page)


def test_two_hotels_are_filled_and_two_share(
    page_without_script: Page, live_server: LiveServer, tour: Event, registrar: User
) -> None:
    page = page_without_script
    names = ["Ana", "Boris", "Vera", "Petar"]
    for name in names:
        coming(tour, name)
    opened(page, live_server, registrar, reverse("participants:journey_rooms", args=[tour.uid]))
    for hotel, guests in (("Lotte", names[:2]), ("Grand", names[2:])):
        for name in guests:
            page.get_by_role("checkbox", name=name).check()
        page.get_by_label("Hotel").fill(hotel)
        page.get_by_role("button", name="Give rooms").click()
        expect(page.get_by_role("status")).to_have_text("2 rooms are given.")
    _change(page, "Ana")
    page.get_by_role("textbox", name="Room").fill("301")
    page.get_by_label("Shares with").select_option(label="Boris")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row").filter(has_text="Boris").filter(has_text="301")).to_have_count(2)
    found = Stay.objects.order_by("pk").values_list("delegate__name", "hotel__name", "room", "shares_with__name")
    assert list(found) == [
        ("Ana", "Lotte", "301", "Boris"),
        ("Boris", "Lotte", "301", "Ana"),
        ("Vera", "Grand", "", None),
        ("Petar", "Grand", "", None),
    ]


def test_lunch_is_counted_right_after_two_late_changes(
    page: Page, live_server: LiveServer, tour: Event, registrar: User
) -> None:
    rows.item(tour, kind=ItemKind.MEAL, title="Lunch of the mayor", day=tour.starts, start=time(12), end=None)
    ana, boris, _vera = (_eater(tour, name) for name in ("Ana", "Boris", "Vera"))
    opened(page, live_server, registrar, reverse("participants:journey_delegate", args=[ana.pk]))
    page.get_by_label("Diet").select_option(label="Vegan")
    page.get_by_role("button", name="Save").click()
    page.goto(live_server.url + reverse("participants:delegate", args=[boris.pk]))
    _withdraw(page)
    page.goto(live_server.url + reverse("participants:journey_list", args=[tour.uid, "meals"]))
    lunch = page.get_by_role("row").filter(has_text="Lunch of the mayor")
    expect(lunch.get_by_role("cell").nth(3)).to_have_text("2")
    expect(lunch.get_by_role("cell").nth(4)).to_have_text("Vegetarian: 1; Vegan: 1")
    assert_sound(page)


def _eater(event: Event, name: str) -> Delegate:
    row = coming(event, name)
    needs(row, diet="vegetarian")
    return row
