"""A delegate's pages without a line: kept after one visit, marked as a copy, and gone with the visit."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from participants.following.private_calendar import renew
from participants.links.ending import end_links
from participants.links.making import make_link
from participants.models import Delegate
from participants.vocabulary import LinkEnd
from tests.factories import rows
from tests.participants import makers
from tests.participants.visits import coming_event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

UNTIL_KEPT = """async (fewest) => {
  const count = async () => {
    const names = await caches.keys();
    return names.length ? (await (await caches.open(names[0])).keys()).length : 0;
  };
  const end = Date.now() + 5000;
  while ((await count()) < fewest && Date.now() < end) await new Promise((again) => setTimeout(again, 50));
}"""
"""Waits until the browser has kept so many answers, and gives up after five seconds."""
UNTIL_FORGOTTEN = """async () => {
  const end = Date.now() + 5000;
  while ((await caches.keys()).length && Date.now() < end) await new Promise((again) => setTimeout(again, 50));
}"""
EVERYTHING_KEPT = """async () => {
  const texts = [];
  for (const name of await caches.keys()) {
    const copies = await caches.open(name);
    for (const each of await copies.keys()) texts.push(await (await copies.match(each)).text());
  }
  return texts.join();
}"""

A_COPY = """async (path) => {
  const [name] = await caches.keys();
  await (await caches.open(name)).put(path, new Response("a copy of before"));
}"""


@pytest.fixture
def delegates() -> list[Delegate]:
    event, registrar = coming_event(title="Smart City Week"), rows.operator()
    delegation = makers.delegation(event, by=registrar)
    return [makers.accepted(delegation, by=registrar, name=name) for name in ("Đorđe Čačak", "Eva Primer")]


def test_opened_page_is_read_without_a_line_and_says_what_it_is(
    phone: Page, live_server: LiveServer, delegates: list[Delegate]
) -> None:
    _open(phone, live_server, delegates[0])
    _without_line(phone)
    phone.reload()
    expect(phone.get_by_role("status").filter(has_text="No line: this is a copy.")).to_be_visible()
    expect(phone.locator(".whose")).to_contain_text("Đorđe Čačak")
    phone.context.set_offline(False)
    expect(phone.get_by_text("No line: this is a copy.")).to_be_hidden(timeout=10_000)


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


def test_ended_link_takes_the_copies_with_it(phone: Page, live_server: LiveServer, delegates: list[Delegate]) -> None:
    _open(phone, live_server, delegates[0])
    end_links(delegates[0], LinkEnd.REPLACED)
    phone.goto(f"{live_server.url}/d/")
    phone.evaluate(UNTIL_FORGOTTEN)
    _without_line(phone)
    phone.reload()
    expect(phone.get_by_role("heading")).to_have_text("There is no line")


def _open(page: Page, live_server: LiveServer, delegate: Delegate) -> None:
    _link, secret = make_link(delegate, email="own@example.org")
    page.goto(f"{live_server.url}/d/open/?key={secret}")
    page.get_by_role("button", name="Continue").click()
    page.evaluate(UNTIL_KEPT, 4)


def _without_line(page: Page) -> None:
    page.context.set_offline(True)
