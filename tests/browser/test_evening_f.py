"""Evening F: one mailbox, two delegates, and a program that looks into mail, follows both links and presses their buttons."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from backstage.models import AuditEntry
from participants.links.again import ask_for_links
from participants.models import AccessLink, Delegate, LinkSession, SeenEdition
from participants.vocabulary import Whose
from tests.browser.conftest import PHONE
from tests.browser.looking import assert_sound
from tests.participants.entering.mailboxes import SECRETARY, addresses_in, code_in, delegate_of
from tests.participants.visits import coming_event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECRET = "sojourn_link_"
ON_A_PHONE = pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["390px"])
MAYOR, COUNCILLOR = "Đorđe Čačak", "Ana Primer"


@pytest.fixture
def links(transactional_db: None, live_server: LiveServer, mailoutbox: list[Any]) -> list[str]:
    """The mayor's, which the secretary gets as an assistant, and then the councillor's, who shares the mailbox."""
    cache.clear()
    event = coming_event(title="Smart City Week")
    delegate_of(SECRETARY, MAYOR, event=event, whose=Whose.ASSISTANT)
    delegate_of(SECRETARY, COUNCILLOR, event=event)
    mailoutbox.clear()
    ask_for_links(SECRETARY)
    return [f"{live_server.url}/{address}" for address in addresses_in(mailoutbox)]


@pytest.fixture
def scanner(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def scan(context: BrowserContext, link: str) -> None:
    """Opens the link, runs its scripts, and presses all that there is to press."""
    page = context.new_page()
    page.goto(link)
    page.get_by_role("link", name="This is not for me").click()
    page.get_by_role("button", name="End this link").click()
    page.goto(link)
    page.get_by_role("button", name="Continue").click()
    page.close()


def rows_of_delegates() -> list[Any]:
    return list(Delegate.objects.order_by("pk").values())


@ON_A_PHONE
def test_one_mailbox_two_delegates_and_a_scanner(
    page: Page, scanner: BrowserContext, links: list[str], live_server: LiveServer, mailoutbox: list[Any]
) -> None:
    told: list[str] = []
    page.context.on("request", lambda request: told.append(_referrer(request)))
    before, entries = rows_of_delegates(), AuditEntry.objects.count()
    for link in links:
        scan(scanner, link)
    assert (rows_of_delegates(), SeenEdition.objects.count(), AuditEntry.objects.count()) == (before, 0, entries)
    assert AccessLink.objects.filter(ended_at__isnull=True).count() == 2
    _both_links_work_and_say_whose_they_are(page, links)
    _send_again(page, live_server, mailoutbox)
    _sign_in_by_code(page, live_server, mailoutbox)
    _leave(page, live_server)
    assert [referrer for referrer in told if SECRET in referrer] == []
    assert AuditEntry.objects.filter(changes__icontains=SECRET).count() == 0


def _both_links_work_and_say_whose_they_are(page: Page, links: list[str]) -> None:
    """The secretary forwards the second, so that it opens on the councillor's phone as well."""
    page.goto(links[0])
    expect(page.get_by_text(f"You got this link as the assistant of {MAYOR}.")).to_be_visible()
    assert_sound(page)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("banner")).to_contain_text(MAYOR)
    assert SECRET not in page.url
    page.goto(links[1])
    expect(page.get_by_text(f"You are here as {MAYOR}. Continue as {COUNCILLOR} ends that.")).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("banner")).to_contain_text(COUNCILLOR)


def _send_again(page: Page, live_server: LiveServer, mailoutbox: list[Any]) -> None:
    mailoutbox.clear()
    said = []
    for email in (SECRETARY, "nobody@example.org"):
        page.goto(f"{live_server.url}/d/again/")
        page.get_by_label("Your e-mail address").fill(email)
        page.get_by_role("button", name="Send the link").click()
        said.append(page.get_by_role("main").inner_text().replace(email, ""))
    assert said[0] == said[1]
    assert [mail.subject for mail in mailoutbox] == [
        f"Smart City Week: the personal link of {MAYOR}",
        f"Smart City Week: your personal link, {COUNCILLOR}",
    ]


def _sign_in_by_code(page: Page, live_server: LiveServer, mailoutbox: list[Any]) -> None:
    """As inside an installed app, where no mailed link opens."""
    mailoutbox.clear()
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/d/code/")
    page.get_by_label("Your e-mail address").fill(SECRETARY)
    page.get_by_role("button", name="Send the code").click()
    page.get_by_label("Code").fill(code_in(mailoutbox[0]))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(["My tours", "People whom I assist"])
    assert_sound(page)
    page.get_by_role("button", name=COUNCILLOR).click()
    expect(page.get_by_role("banner")).to_contain_text(COUNCILLOR)


def _leave(page: Page, live_server: LiveServer) -> None:
    visits = LinkSession.objects.count()
    page.goto(f"{live_server.url}/d/mailbox/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    assert LinkSession.objects.count() == visits - 1
    answer = page.request.get(f"{live_server.url}/d/")
    assert answer.status == 401


def _referrer(request: Request) -> str:
    return request.headers.get("referer", "")
