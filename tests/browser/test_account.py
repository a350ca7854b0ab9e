"""Signing in and looking after one's account, in a browser."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Page

from accounts.models import Session, User
from tests.accounts.signing_in import PASSWORD, code_now, link_in, recovery_codes, somebody, with_app
from tests.browser.conftest import WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def maja(transactional_db: None) -> User:
    cache.clear()
    return somebody("maja@example.org", name="Maja")


@pytest.fixture
def home(live_server: Any) -> str:
    """The site's address by name, because browsers allow no passkeys for numeric addresses."""
    return str(live_server.url).replace("127.0.0.1", "localhost")


def sign_in(page: Page, home: str, password: str = PASSWORD) -> None:
    page.goto(f"{home}/account/sign-in/")
    page.get_by_label("E-mail address").fill("maja@example.org")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def test_wrong_password_keeps_the_address(page_without_script: Page, home: str, maja: User) -> None:
    page = page_without_script
    sign_in(page, home, "not it")
    assert "Error:" in page.title()
    assert page.get_by_label("E-mail address").input_value() == "maja@example.org"
    assert page.get_by_label("Password").input_value() == ""
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    assert page.url == f"{home}/desk/"


def test_app_is_set_up_and_signs_in_without_script(page_without_script: Page, home: str, maja: User) -> None:
    page = page_without_script
    sign_in(page, home)
    page.goto(f"{home}/account/")
    page.get_by_role("link", name="Set up an authenticator app").click()
    page.get_by_text("I cannot scan it").click()
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Code", exact=True).fill(code_now(secret=secret))
    press(page, "Set up")
    assert page.get_by_text("The codes are shown only once.").is_visible()
    assert page.locator(".recovery-codes code").all_inner_texts() == recovery_codes(maja)
    page.get_by_role("navigation", name="Desk").get_by_role("button", name="Sign out").click()
    sign_in(page, home)
    assert page.get_by_role("heading", name="Second step").is_visible()
    page.get_by_label("Code", exact=True).fill(code_now(secret=secret))
    press(page, "Sign in")
    assert page.url == f"{home}/desk/"


def test_recovery_code_signs_in(page: Page, home: str, maja: User) -> None:
    code = recovery_codes(with_app(maja))[3]
    sign_in(page, home)
    page.get_by_label("Code", exact=True).fill(f"{code[:4]} {code[4:]}")
    press(page, "Sign in")
    assert page.url == f"{home}/desk/"


def test_passkey_is_added_and_signs_in_alone(page: Page, home: str, maja: User) -> None:
    _with_authenticator(page)
    sign_in(page, home)
    page.goto(f"{home}/account/passkeys/add/")
    page.get_by_label("Name").fill("My phone")
    press(page, "Add a passkey")
    page.get_by_text("The codes are shown only once.").wait_for()
    page.get_by_role("link", name="Back to your account").click()
    assert page.get_by_text("My phone, added on").is_visible()
    page.get_by_role("navigation", name="Desk").get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{home}/desk/")
    assert Session.objects.get(user=maja).device == "Chrome, Linux"


def test_passkey_is_a_second_step_too(page: Page, home: str, maja: User) -> None:
    _with_authenticator(page)
    sign_in(page, home)
    page.goto(f"{home}/account/passkeys/add/")
    press(page, "Add a passkey")
    page.get_by_text("The codes are shown only once.").wait_for()
    page.get_by_role("navigation", name="Desk").get_by_role("button", name="Sign out").click()
    sign_in(page, home)
    press(page, "Use a passkey")
    page.wait_for_url(f"{home}/desk/")


def test_refused_passkey_is_told_and_can_be_tried_again(page: Page, home: str, maja: User) -> None:
    device = _with_authenticator(page)
    device("WebAuthn.setUserVerified", isUserVerified=False)
    page.goto(f"{home}/account/sign-in/")
    press(page, "Sign in with a passkey")
    page.get_by_text("The passkey did not work.").wait_for()
    assert page.get_by_role("button", name="Sign in with a passkey").is_enabled()


def _with_authenticator(page: Page) -> Any:
    """Adds a virtual device that keeps passkeys and verifies its owner. Gives the function that changes it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return lambda method, **facts: session.send(method, {"authenticatorId": made["authenticatorId"], **facts})


def test_sessions_are_ended(page_without_script: Page, home: str, maja: User) -> None:
    page = page_without_script
    sign_in(page, home)
    page.context.clear_cookies()
    sign_in(page, home)
    page.goto(f"{home}/account/sessions/")
    assert page.get_by_text("This device").count() == 1
    page.get_by_role("button", name="Sign out there").click()
    assert page.get_by_text("You are signed out on that device.").is_visible()
    assert Session.objects.filter(user=maja).count() == 1
    press(page, "Sign out everywhere")
    assert page.url == f"{home}/account/sign-in/"
    assert Session.objects.filter(user=maja).count() == 0


def test_forgotten_password_is_set_anew(page_without_script: Page, home: str, maja: User) -> None:
    page = page_without_script
    page.goto(f"{home}/account/sign-in/")
    page.get_by_role("link", name="Forgotten password").click()
    page.get_by_label("E-mail address").fill("maja@example.org")
    press(page, "Send the link")
    assert page.get_by_text("If there is an account for maja@example.org").is_visible()
    page.goto(home + link_in(mail.outbox[-1]))
    page.get_by_label("New password").fill("an even better one")
    press(page, "Set password")
    assert page.get_by_text("Your password is set. Sign in with it now.").is_visible()
    sign_in(page, home, "an even better one")
    assert page.url == f"{home}/desk/"


PAGES = [
    "",
    "name/",
    "sessions/",
    "email/change/",
    "password/change/",
    "sign-out/",
    "app/remove/",
    "passkeys/add/",
    "recovery-codes/",
    "recovery-codes/new/",
]
ENTRANCES = ["sign-in/", "password/reset/"]


def test_pages_are_accessible_and_fit(page: Page, home: str, maja: User) -> None:
    seen = [_problems(page, f"{home}/account/{entrance}") for entrance in ENTRANCES]
    sign_in(page, home, "not it")
    seen.append(_problems(page))
    sign_in(page, home)
    seen.append(_problems(page, f"{home}/account/app/add/"))
    with_app(maja)
    seen += [_problems(page, f"{home}/account/{address}") for address in PAGES]
    assert seen == [[]] * len(seen)
    assert len(WIDTHS) == 2


def _problems(page: Page, address: str = "") -> list[str]:
    if address:
        page.goto(address)
    found = [f"{page.url} {each['id']}: {each['nodes'][0]['html']}" for each in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append(f"{page.url} is wider than the window")
    return found
