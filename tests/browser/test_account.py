"""Signing in and looking after one's account, in a browser."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Locator, Page, expect

from accounts.models import Session, User
from tests.accounts.signing_in import PASSWORD, code_now, link_in, recovery_codes, somebody, with_app
from tests.browser.looking import assert_sound

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
    send(page, page.get_by_role("button", name="Sign in", exact=True))


def send(page: Page, button: Locator) -> None:
    """Presses a button that sends a form, and waits for the page that answers: a click alone returns before it."""
    with page.expect_navigation():
        button.click()


def press(page: Page, words: str) -> None:
    send(page, page.get_by_role("main").get_by_role("button", name=words, exact=True))


def sign_out(page: Page) -> None:
    navigation = page.get_by_role("navigation", name="Desk")
    if navigation.locator("summary").is_visible():  # it is folded on a phone
        navigation.locator("summary").click()
    send(page, navigation.get_by_role("button", name="Sign out"))


def test_wrong_password_keeps_the_address(page_without_script: Page, home: str, maja: User) -> None:
    page = page_without_script
    sign_in(page, home, "not it")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_label("E-mail address")).to_have_value("maja@example.org")
    expect(page.get_by_label("Password")).to_have_value("")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    expect(page).to_have_url(f"{home}/desk/")


def test_app_is_set_up_and_signs_in_without_script(page_without_script: Page, home: str, maja: User) -> None:
    page = page_without_script
    sign_in(page, home)
    page.goto(f"{home}/account/")
    page.get_by_role("link", name="Set up an authenticator app").click()
    page.get_by_text("I cannot scan it").click()
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Code", exact=True).fill(code_now(secret=secret))
    press(page, "Set up")
    expect(page.get_by_text("The codes are shown only once.")).to_be_visible()
    expect(page.locator(".recovery-codes code")).to_have_text(recovery_codes(maja))
    sign_out(page)
    sign_in(page, home)
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    page.get_by_label("Code", exact=True).fill(code_now(secret=secret))
    press(page, "Sign in")
    expect(page).to_have_url(f"{home}/desk/")


def test_recovery_code_signs_in(page: Page, home: str, maja: User) -> None:
    code = recovery_codes(with_app(maja))[3]
    sign_in(page, home)
    page.get_by_label("Code", exact=True).fill(f"{code[:4]} {code[4:]}")
    press(page, "Sign in")
    expect(page).to_have_url(f"{home}/desk/")


def test_passkey_is_added_and_signs_in_alone(page: Page, home: str, maja: User) -> None:
    _with_authenticator(page)
    sign_in(page, home)
    page.goto(f"{home}/account/passkeys/add/")
    page.get_by_label("Name").fill("My phone")
    press(page, "Add a passkey")
    expect(page.get_by_text("The codes are shown only once.")).to_be_visible()
    page.get_by_role("link", name="Back to your account").click()
    expect(page.get_by_text("My phone, added on")).to_be_visible()
    sign_out(page)
    press(page, "Sign in with a passkey")
    expect(page).to_have_url(f"{home}/desk/")
    assert Session.objects.get(user=maja).device == "Chrome, Linux"


def test_passkey_is_a_second_step_too(page: Page, home: str, maja: User) -> None:
    _with_authenticator(page)
    sign_in(page, home)
    page.goto(f"{home}/account/passkeys/add/")
    press(page, "Add a passkey")
    expect(page.get_by_text("The codes are shown only once.")).to_be_visible()
    sign_out(page)
    sign_in(page, home)
    press(page, "Use a passkey")
    expect(page).to_have_url(f"{home}/desk/")


def test_refused_passkey_is_told_and_can_be_tried_again(page: Page, home: str, maja: User) -> None:
    device = _with_authenticator(page)
    device("WebAuthn.setUserVerified", isUserVerified=False)
    page.goto(f"{home}/account/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("The passkey did not work.")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_enabled()


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
    expect(page.get_by_text("This device")).to_have_count(1)
    send(page, page.get_by_role("button", name="Sign out there"))
    expect(page.get_by_text("You are signed out on that device.")).to_be_visible()
    assert Session.objects.filter(user=maja).count() == 1
    press(page, "Sign out everywhere")
    expect(page).to_have_url(f"{home}/account/sign-in/")
    assert Session.objects.filter(user=maja).count() == 0


def test_forgotten_password_is_set_anew(page_without_script: Page, home: str, maja: User) -> None:
    page = page_without_script
    page.goto(f"{home}/account/sign-in/")
    page.get_by_role("link", name="Forgotten password").click()
    page.get_by_label("E-mail address").fill("maja@example.org")
    press(page, "Send the link")
    expect(page.get_by_text("If there is an account for maja@example.org")).to_be_visible()
    page.goto(home + link_in(mail.outbox[-1]))
    page.get_by_label("New password").fill("an even better one")
    press(page, "Set password")
    expect(page.get_by_text("Your password is set. Sign in with it now.")).to_be_visible()
    sign_in(page, home, "an even better one")
    expect(page).to_have_url(f"{home}/desk/")


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
    for entrance in ENTRANCES:
        _look(page, f"{home}/account/{entrance}")
    sign_in(page, home, "not it")
    assert_sound(page)
    sign_in(page, home)
    _look(page, f"{home}/account/app/add/")
    with_app(maja)
    for address in PAGES:
        _look(page, f"{home}/account/{address}")


def _look(page: Page, address: str) -> None:
    page.goto(address)
    assert_sound(page)
