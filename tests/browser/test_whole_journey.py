"""From the desk to a delegate's hand, and back: Rijeka is invited, names somebody, is told; the delegate reads without a line,
and sees the one change that is for them.
"""

import re
from datetime import time
from email import message_from_bytes, policy

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from backstage.models import OutgoingMail
from tests.browser.looking import assert_sound, sign_in
from tests.browser.without_line import UNTIL_KEPT
from tests.factories import rows
from tests.participants import makers
from tests.participants.entering.mailboxes import ADDRESS
from tests.participants.visits import coming_event
from tests.tours.serving.by_audience.makers import for_groups
from tours.models import Contact, Event, ParticipatingCity
from tours.vocabulary import RoleKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OFFICE, ANA = "office@rijeka.example.org", "ana@example.org"


@pytest.fixture(autouse=True)
def _site(settings: Settings, live_server: LiveServer) -> None:
    """Mails wait in the outbox, and lead to the server that runs."""
    settings.EMAIL_BACKEND, settings.BASE_URL = "backstage.mail.outbox.Outbox", live_server.url


@pytest.fixture
def tour(transactional_db: None) -> Event:
    """A tour of next week in which Rijeka has two seats, and a group to which none of theirs belongs."""
    event = coming_event(title="Smart City Week")
    rows.item(event, title="Opening", room="Room 1", day=event.starts, start=time(9), end=time(10))
    for_groups(event, "B", title="Walk of group B", room="Gate 1", day=event.starts, start=time(11), end=time(12))
    Contact.objects.create(event=event, name="Duty desk", phone="+385 51 1")
    ParticipatingCity.objects.create(event=event, city=rows.rijeka(), seats=2)
    rows.publish(event)
    makers.focal_point(event, rows.rijeka(), name="Zdenka Šarić", email=OFFICE)
    return event


def test_from_an_invitation_to_a_room_that_changes(
    page: Page, page_without_script: Page, phone: Page, live_server: LiveServer, tour: Event
) -> None:
    """The desk has a wide screen, the focal point a phone without script, and the delegate a phone that loses its line."""
    sign_in(page, live_server, rows.coordinator())
    _invite(page, live_server, tour)
    _name(page_without_script)
    _decide_and_tell(page, live_server, tour)
    calendar = _open_and_subscribe(phone)
    phone.context.set_offline(True)
    phone.reload()
    _reads_a_copy_of(phone, version=2, room="Room 1")
    _change_the_rooms(page, live_server, tour)
    assert re.findall(r"^(?:SEQUENCE|LOCATION):(\w[^,\\\r]*)", _fetched(calendar), re.MULTILINE) == ["1", "Room 7"]
    _reads_a_copy_of(phone, version=2, room="Room 1")
    _sees_just_that(phone)


def _invite(page: Page, live_server: LiveServer, tour: Event) -> None:
    page.goto(live_server.url + reverse("participants:invite", args=[tour.uid]))
    page.get_by_label("Rijeka", exact=True).check()
    _press(page, "Invite")
    page.goto(live_server.url + reverse("participants:remind", args=[tour.uid]))
    _press(page, "Send the invitation letter")
    expect(page.get_by_text("1 letter is on its way.")).to_be_visible()


def _name(page: Page) -> None:
    """The focal point accepts and names one of theirs by the link of the letter."""
    page.goto(_link_to(OFFICE))
    _press(page, "Continue")
    page.get_by_role("link", name="Accept the invitation").click()
    page.get_by_label("Your name").fill("Zdenka Šarić")
    _press(page, "Accept the invitation")
    page.get_by_role("link", name="Add names").first.click()
    page.get_by_label("Names").fill(f"Ana Primer, Head of transport, {ANA}")
    _press(page, "Continue")
    _press(page, "Put 1 name forward")
    expect(page.get_by_role("status")).to_contain_text("1 name is put forward.")


def _decide_and_tell(page: Page, live_server: LiveServer, tour: Event) -> None:
    sign_in(page, live_server, rows.colleague(RoleKind.REGISTRAR, at=tour, name="Maja"))
    page.goto(live_server.url + reverse("participants:selection", args=[tour.uid]))
    page.get_by_label("Decision: Ana Primer").select_option("Give a place")
    page.get_by_label("Card: Ana Primer").select_option("Make a new card")
    _press(page, "Decide")
    page.goto(live_server.url + reverse("participants:tell", args=[tour.uid]))
    _press(page, "Send 2 mails")
    expect(page.get_by_role("status")).to_contain_text("2 mails are on their way.")


def _open_and_subscribe(phone: Page) -> str:
    """The delegate has seen the version that stands, keeps the pages and has a private address, which is returned."""
    phone.goto(_link_to(ANA))
    _press(phone, "Continue")
    expect(phone.get_by_role("banner")).to_contain_text("Ana Primer")
    phone.get_by_role("link", name="Changes", exact=True).click()
    _press(phone, "I have seen this")
    phone.get_by_role("link", name="Agenda", exact=True).click()
    phone.get_by_role("link", name="In my calendar").click()
    _press(phone, "Make my private address")
    calendar = phone.get_by_label("Address to copy").input_value()
    assert "Room 1" in _fetched(calendar)
    phone.get_by_role("link", name="Agenda", exact=True).click()
    phone.evaluate(UNTIL_KEPT, 4)
    return calendar


def _reads_a_copy_of(phone: Page, *, version: int, room: str) -> None:
    banner = phone.get_by_role("status").filter(has_text="You are offline: this is a copy.")
    expect(banner).to_contain_text(f"Version {version},")
    expect(banner.get_by_role("link", name="+385 51 1")).to_have_attribute("href", "tel:+385511")
    expect(phone.get_by_role("main")).to_contain_text(room)
    expect(phone.get_by_text("Walk of group B")).to_have_count(0)


def _change_the_rooms(page: Page, live_server: LiveServer, tour: Event) -> None:
    """Of an item for everybody in place, and of one for another group."""
    sign_in(page, live_server, rows.coordinator())
    page.goto(live_server.url + reverse("tours:desk_agenda", args=[tour.uid]))
    for title, room in (("Opening", "Room 7"), ("Walk of group B", "Gate 9")):
        page.get_by_role("link", name=f"Edit: {title}").click()
        form = page.locator("tr.editing")
        form.get_by_label("Room").fill(room)
        form.get_by_role("button", name="Save").click()
        expect(form).to_have_count(0)
    page.goto(live_server.url + reverse("tours:desk_publish", args=[tour.uid]))
    _press(page, "Publish version 3")
    expect(page.get_by_text("Version 3 is published.")).to_be_visible()


def _sees_just_that(phone: Page) -> None:
    """The newest shows itself as soon as there is a line."""
    phone.context.set_offline(False)
    expect(phone.get_by_role("main")).to_contain_text("Room 7", timeout=10_000)
    phone.get_by_role("link", name="1 change since you last looked").click()
    expect(phone.locator(".change")).to_have_count(1)
    expect(phone.locator(".change h3")).to_have_text("Changed Opening")
    expect(phone.locator(".change dd")).to_have_text("Room 7 was: Room 1")
    assert_sound(phone)


def _press(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def _link_to(mailbox: str) -> str:
    """The newest personal link that came to a mailbox."""
    mail = OutgoingMail.objects.filter(recipient=mailbox).latest("pk")
    body = message_from_bytes(bytes(mail.content), policy=policy.default).get_body()
    assert body
    return str(ADDRESS.findall(body.get_content())[-1])


def _fetched(address: str) -> str:
    """What a calendar gets, without a cookie."""
    return Client().get("/" + address.partition("//")[2].partition("/")[2]).content.decode().replace("\r\n ", "")
