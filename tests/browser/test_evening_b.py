"""Evening B whole: two days before, after the last day for changes, a deputy comes for the mayor. The focal point asks for it, the
registrar accepts, and what was the mayor's ends.
"""

from datetime import time, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from backstage.models import AuditEntry
from participants.delegations.answering import accept_invitation
from participants.links.making import make_link
from participants.models import Delegate, Delegation
from tests.browser.looking import assert_sound, sign_in
from tests.factories import rows
from tests.participants import makers
from tests.participants.entering.mailboxes import addresses_in
from tests.participants.travel import makers as journeys
from tests.tours.serving.by_audience.makers import group
from tours.models import Event
from tours.vocabulary import RoleKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MAYOR, DEPUTY, POINT = "Đorđe Čačak", "Деян Примѣр", "Zdenka Šarić"


@pytest.fixture(autouse=True)
def _site(settings: Settings, live_server: LiveServer) -> None:
    settings.BASE_URL = live_server.url


@pytest.fixture
def event(transactional_db: None) -> Event:
    first = timezone.localdate() + timedelta(days=2)
    return makers.published_event(title="Smart City Week", starts=first, ends=first + timedelta(days=2))


@pytest.fixture
def ours(event: Event) -> Delegation:
    """Rijeka has one seat, and a focal point; the last day for changes was yesterday."""
    by = rows.operator()
    makers.focal_point(event, rows.rijeka(), name=POINT, email="zdenka@example.org")
    frozen = timezone.localdate() - timedelta(days=1)
    made = makers.delegation(event, by=by, seats=1, city=rows.rijeka(), freeze_on=frozen)
    return accept_invitation(made, by=by, replied_by=POINT)


@pytest.fixture
def mayor(event: Event, ours: Delegation) -> Delegate:
    """He speaks, is in group B, sleeps at the Lotte and is fetched."""
    row = makers.accepted(ours, by=rows.operator(), capacity="head", name=MAYOR)
    assert row.person
    Delegate.objects.filter(pk=row.pk).update(told_state="accepted")
    row.groups.add(group(event, "B"))
    rows.part(rows.item(event, title="Opening words"), row.person, role="speaker")
    rows.publish(event)
    journeys.stay(row, hotel=rows.venue("Lotte"), leaves_on=event.ends)
    journeys.leg(row, lands_at=time(12), pickup=journeys.pickup(event, time=time(12, 30)))
    return row


def test_deputy_comes_for_the_mayor(
    page: Page, page_without_script: Page, phone: Page, live_server: LiveServer, event: Event, mayor: Delegate
) -> None:
    """The desk has a wide screen, the focal point a phone without script, and the mayor and the deputy each a phone."""
    calendar = _mayor_reads(phone, live_server, mayor)
    assert Client().get(calendar).status_code == 200
    _ask(page_without_script, live_server, mayor)
    sign_in(page, live_server, rows.colleague(RoleKind.COORDINATOR, at=event, name="Maja"))
    _accept(page, live_server, event)
    new = Delegate.objects.get(replaces=mayor)
    assert (new.state, new.capacity, [each.name for each in new.groups.all()]) == ("accepted", "delegate", ["B"])
    assert (makers.taken(mayor.delegation), Client().get(calendar).status_code) == (1, 404)  # type: ignore[arg-type]
    _nothing_is_left_of_the_mayors(phone, live_server)
    _room_and_car_are_flagged(page, live_server, event)
    _publishing_asks_about_the_speaker(page, live_server, event)
    _deputy_is_told_and_comes_in(page, phone, live_server, event)
    assert _who_asked_and_who_accepted(event) == [(POINT, ""), ("", "Maja")]


def _mayor_reads(phone: Page, live_server: LiveServer, mayor: Delegate) -> str:
    """By his link; the path of his private calendar is returned."""
    _link, secret = make_link(mayor, email="mayor@example.org")
    phone.goto(f"{live_server.url}/d/open/?key={secret}")
    phone.get_by_role("button", name="Continue").click()
    phone.get_by_role("link", name="Me", exact=True).click()
    phone.get_by_role("link", name="Private calendar").click()
    phone.get_by_role("button", name="Make my private address").click()
    return phone.get_by_label("Address to copy").input_value().removeprefix(live_server.url)


def _ask(page: Page, live_server: LiveServer, mayor: Delegate) -> None:
    point = mayor.delegation.focal_point  # type: ignore[union-attr]
    assert point
    _link, secret = make_link(point, email=point.email)
    page.goto(f"{live_server.url}/f/open/?key={secret}")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Smart City Week", exact=True).click()
    page.get_by_role("link", name="Someone else comes").click()
    page.get_by_label("Who comes instead").fill(DEPUTY)
    page.get_by_label("E-mail").fill("deputy@example.org")
    page.get_by_label("Why").fill("Elections.")
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_role("status")).to_contain_text("Your request is sent.")
    assert not Delegate.objects.filter(replaces=mayor).exists()


def _accept(page: Page, live_server: LiveServer, event: Event) -> None:
    """Compares the two, says that the deputy is not head, and sees what is left to do."""
    page.goto(live_server.url + reverse("participants:requests", args=[event.uid]))
    page.get_by_role("link", name=MAYOR).first.click()
    page.get_by_role("link", name="Choose and compare").click()
    page.get_by_role("link", name=f"Make a new card: {DEPUTY}").click()
    page.get_by_label("Position at this event").fill("Deputy mayor")
    expect(page.get_by_label("E-mail")).to_have_value("deputy@example.org")
    page.get_by_label("No, a delegate").check()
    page.get_by_role("button", name="comes instead of").click()
    expect(page.get_by_role("status")).to_contain_text(f"{DEPUTY} comes instead of {MAYOR}.")
    to_do = page.get_by_role("main").get_by_role("listitem")
    expect(to_do).to_contain_text(["Opening words, Speaker", "Give the room to somebody else", "out of the car"])
    assert_sound(page)


def _nothing_is_left_of_the_mayors(phone: Page, live_server: LiveServer) -> None:
    phone.goto(f"{live_server.url}/d/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Open your personal link")


def _room_and_car_are_flagged(page: Page, live_server: LiveServer, event: Event) -> None:
    for name, words in (
        ("arrivals", "Replaced: take them out of the car."),
        ("journey_rooms", "Replaced: take the room back, or give it to somebody else."),
    ):
        page.goto(live_server.url + reverse(f"participants:{name}", args=[event.uid]))
        expect(page.get_by_text(words).first).to_be_visible()


def _publishing_asks_about_the_speaker(page: Page, live_server: LiveServer, event: Event) -> None:
    rows.item(event, title="Coffee", start=time(15), end=time(16))
    page.goto(live_server.url + reverse("tours:desk_publish", args=[event.uid]))
    words = f"“Opening words” names people who no longer come: {MAYOR} (Speaker)."
    expect(page.get_by_text(words, exact=True)).to_be_visible()
    expect(page.get_by_label("I have seen what the checks ask about")).to_be_visible()


def _deputy_is_told_and_comes_in(page: Page, phone: Page, live_server: LiveServer, event: Event) -> None:
    mail.outbox.clear()
    page.goto(live_server.url + reverse("participants:tell", args=[event.uid]))
    page.get_by_role("main").get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_contain_text("on their way")
    [link] = addresses_in([each for each in mail.outbox if each.to == ["deputy@example.org"]])
    phone.goto(f"{live_server.url}/{link}")
    phone.get_by_role("button", name="Continue").click()
    expect(phone.get_by_role("banner")).to_contain_text(DEPUTY)
    expect(phone.get_by_text(MAYOR)).to_have_count(0)


def _who_asked_and_who_accepted(event: Event) -> list[tuple[str, str]]:
    """The holder of a link, or the name of who is signed in, of each entry of the request."""
    entries = AuditEntry.objects.filter(event_key=event.pk, content_type__model="changerequest").order_by("pk")
    return [(each.by_link, each.actor.name if each.actor else "") for each in entries]
