"""A coordinator issues a token for a program, sees it once, and revokes it."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import assert_sound, sign_in
from tests.factories import rows
from tours.rights.tokens import holder

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_token_is_issued_shown_once_and_revoked(page: Page, live_server: LiveServer) -> None:
    rows.event(title="Smart City Week")
    sign_in(page, live_server, rows.coordinator())
    page.goto(live_server.url + "/desk/tokens/")
    assert_sound(page)
    page.get_by_role("link", name="Issue a token").click()
    page.get_by_label("Name").fill("Registration form")
    page.get_by_role(
        "button", name="Issue the token"
    ).click()  # which the browser lets through, as a box is no must to it
    expect(page.get_by_role("alert")).to_contain_text("What it may do: Choose what the token may do.")
    expect(page.get_by_label("Name")).to_have_value("Registration form")
    assert_sound(page)
    page.get_by_role("checkbox", name=re.compile("Agenda:")).check()
    page.get_by_label("Only at one event").fill("Smart City Week")
    page.get_by_role("button", name="Issue the token").click()
    text = page.get_by_label("Registration form").input_value()
    assert holder(text) is not None
    assert_sound(page)
    page.get_by_role("link", name="I have copied it").click()
    assert text not in page.content()
    assert_sound(page)
    page.get_by_role("button", name="Revoke Registration form").click()
    expect(page.get_by_role("status")).to_contain_text("“Registration form” has been revoked")
    assert holder(text) is None
