"""A delegate's pages without a line: kept after one visit, marked as a copy, and gone with the visit."""

import re

import pytest
from playwright.sync_api import Error, Page, expect
from pytest_django.live_server_helper import LiveServer

from participants.following.private_calendar import renew
from participants.links.ending import end_links
from participants.links.making import make_link
from participants.models import Delegate
from participants.vocabulary import LinkEnd
from tests.browser.looking import assert_sound
from tests.browser.without_line import EVERYTHING_KEPT, UNTIL_FORGOTTEN, UNTIL_KEPT, slow_down
from tests.factories import rows
from tests.participants import makers
from tests.participants.visits import coming_event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

A_COPY = """async (path) => {
  const [name] = await caches.keys();
  await (await caches.open(name)).put(path, new Response("a copy of before"));
}"""


@pytest.fixture
def delegates() -> list[Delegate]:
    event, registrar = coming_event(title="Smart City Week"), rows.operator()
    rows.item(event, title="Opening", room="Room 1", day=event.starts)
    rows.publish(event)
    delegation = makers.delegation(event, by=registrar)
    return [makers.accepted(delegation, by=registrar, name=name) for name in ("Đorđe Čačak", "Eva Primer")]


def test_opened_page_is_read_without_a_line_and_says_what_it_is(
    phone: Page, live_server: LiveServer, delegates: list[Delegate]
) -> None:
    _open(phone, live_server, delegates[0])
    _without_line(phone)
    phone.reload()
    expect(phone.get_by_role("status").filter(has_text="You are offline: this is a copy.")).to_be_visible()
    expect(phone.locator(".whose")).to_contain_text("Đorđe Čačak")
    phone.context.set_offline(False)
    expect(phone.get_by_text("You are offline: this is a copy.")).to_be_hidden(timeout=10_000)


def test_page_that_is_not_kept_says_so_and_leads_back(
    phone: Page, live_server: LiveServer, delegates: list[Delegate]
) -> None:
    _open(phone, live_server, delegates[0])
    _without_line(phone)
    phone.goto(f"{live_server.url}/d/me/details/")
    expect(phone.get_by_role("heading")).to_have_text("You are offline")
    assert_sound(phone)
    phone.get_by_role("link", name="Your pages").click()
    expect(phone.locator(".whose")).to_contain_text("Đorđe Čačak")


def test_next_person_finds_nothing_of_the_last_one(
    phone: Page, live_server: LiveServer, delegates: list[Delegate]
) -> None:
    _open(phone, live_server, delegates[0])
    _open(phone, live_server, delegates[1])
    _without_line(phone)
    phone.reload()
    expect(phone.locator(".whose")).to_contain_text("Eva Primer")
    assert "Čačak" not in phone.evaluate(EVERYTHING_KEPT)


def test_page_with_a_secret_address_is_not_kept_and_a_copy_of_before_goes(
    phone: Page, live_server: LiveServer, delegates: list[Delegate]
) -> None:
    renew(delegates[0])
    _open(phone, live_server, delegates[0])
    phone.evaluate(A_COPY, "/d/calendar/")
    assert "a copy of before" in phone.evaluate(EVERYTHING_KEPT)
    phone.goto(f"{live_server.url}/d/calendar/")
    expect(phone.get_by_label("Address to copy")).to_have_value(re.compile("sojourn_calendar_"))
    kept = phone.evaluate(EVERYTHING_KEPT)
    assert ["a copy of before" in kept, "sojourn_calendar_" in kept] == [False, False]


def test_nothing_is_left_after_signing_out_and_the_next_person_has_their_own(
    phone: Page, live_server: LiveServer, delegates: list[Delegate]
) -> None:
    _open(phone, live_server, delegates[0])
    phone.get_by_role("button", name="Leave these pages").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("You are signed out")
    assert phone.evaluate(EVERYTHING_KEPT) == ""
    _without_line(phone)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):  # the worker is gone, too
        phone.goto(f"{live_server.url}/d/")
    phone.context.set_offline(False)
    _open(phone, live_server, delegates[1])
    _without_line(phone)
    phone.reload()
    expect(phone.locator(".whose")).to_contain_text("Eva Primer")
    assert "Čačak" not in phone.evaluate(EVERYTHING_KEPT)


def test_newer_version_shows_itself_as_soon_as_there_is_a_line_though_a_slow_one(
    phone: Page, live_server: LiveServer, delegates: list[Delegate]
) -> None:
    _open(phone, live_server, delegates[0])
    _without_line(phone)
    phone.reload()
    _change_the_room(delegates[0])
    expect(phone.get_by_role("main")).to_contain_text("Room 1")
    phone.context.set_offline(False)
    slow_down(phone, latency=400)
    expect(phone.get_by_role("main")).to_contain_text("Room 7", timeout=10_000)
    expect(phone.get_by_text("You are offline: this is a copy.")).to_be_hidden()


def test_line_that_is_too_slow_shows_the_copy_and_then_offers_the_newest(
    phone: Page, live_server: LiveServer, delegates: list[Delegate]
) -> None:
    """It takes the worker's patience of four seconds, twice."""
    _open(phone, live_server, delegates[0])
    _change_the_room(delegates[0])
    slow_down(phone, latency=5000)
    phone.reload()
    expect(phone.get_by_role("main")).to_contain_text("Room 1")
    phone.get_by_role("link", name="Show the newest").click()
    expect(phone.get_by_role("main")).to_contain_text("Room 7", timeout=10_000)


def test_ended_link_takes_the_copies_with_it(phone: Page, live_server: LiveServer, delegates: list[Delegate]) -> None:
    _open(phone, live_server, delegates[0])
    end_links(delegates[0], LinkEnd.REPLACED)
    phone.goto(f"{live_server.url}/d/")
    phone.evaluate(UNTIL_FORGOTTEN)
    _without_line(phone)
    phone.reload()
    expect(phone.get_by_role("heading")).to_have_text("You are offline")


def _open(page: Page, live_server: LiveServer, delegate: Delegate) -> None:
    _link, secret = make_link(delegate, email="own@example.org")
    page.goto(f"{live_server.url}/d/open/?key={secret}")
    page.get_by_role("button", name="Continue").click()
    page.evaluate(UNTIL_KEPT, 4)


def _change_the_room(delegate: Delegate) -> None:
    delegate.event.items.update(room="Room 7")
    rows.publish(delegate.event)


def _without_line(page: Page) -> None:
    page.context.set_offline(True)
