"""Every page by which people come in without an account breaks no rule of accessibility, at a desk and on a phone."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from participants.links.making import make_link
from participants.links.sessions import cookie_name, open_visit
from participants.vocabulary import Area
from tests.browser.looking import assert_sound
from tests.participants.entering.mailboxes import SECRETARY, code_in, delegate_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("d/open/not-mine/?key={key}", "d/again/", "d/code/", "d/prove/?next=/d/")


@pytest.fixture
def key(page: Page, live_server: LiveServer, transactional_db: None) -> str:
    """Of a link, by which the browser is in already."""
    cache.clear()
    link, secret = make_link(delegate_of(SECRETARY, "Đorđe Čačak"), email=SECRETARY)
    cookie = {"name": cookie_name(Area.DELEGATE), "value": open_visit(link)[1], "url": f"{live_server.url}/d/"}
    page.context.add_cookies([cookie])  # type: ignore[list-item]  # a plain cookie
    return secret


def test_pages_are_sound(page: Page, live_server: LiveServer, key: str) -> None:
    for address in PAGES:
        page.goto(f"{live_server.url}/{address.format(key=key)}")
        assert_sound(page)


def test_private_page_opens_after_a_code(
    page: Page, live_server: LiveServer, key: str, mailoutbox: list[object]
) -> None:
    page.goto(f"{live_server.url}{reverse('participants:prove_d')}?next=/d/mailbox/")
    page.get_by_role("button", name="Send the code").click()
    page.get_by_label("Code").fill("12 34")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("A code has six digits, such as 012345.")
    assert_sound(page)
    page.get_by_label("Code").fill(code_in(mailoutbox[-1]))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where do you want to go?")
