"""The session ends while somebody types at the desk: they sign in in another tab, and send what they typed, without a script."""

from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from accounts.sessions import end_sessions
from tests.accounts.signing_in import PASSWORD, code_now, with_app
from tests.browser.looking import assert_sound, sign_in
from tests.factories import rows
from tours.models import Document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def coordinator(settings: Settings, tmp_path: Path) -> User:
    cache.clear()
    settings.MEDIA_ROOT = tmp_path
    user = with_app(rows.coordinator())
    user.set_password(PASSWORD)
    user.save()
    return user


def interrupted(page: Page, live_server: LiveServer, user: User, file: Path) -> Page:
    """A tab in which the form of a document was sent after the session had ended. Its console may tell of the refusal."""
    file.write_bytes(b"%PDF-1.7 note")
    tab = page.context.new_page()
    sign_in(tab, live_server, user)
    tab.goto(f"{live_server.url}/desk/events/{rows.event().uid}/lists/documents/")
    tab.get_by_label("Title").fill("Note")
    tab.get_by_label("File").set_input_files(file)
    end_sessions(of=user)
    tab.get_by_role("button", name="Add").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("You were signed out")
    return tab


def signed_in_beside(tab: Page, user: User) -> Page:
    with tab.context.expect_page() as opened:
        tab.get_by_role("link", name="Sign in, in another tab").click()
    beside = opened.value
    beside.get_by_label("E-mail address").fill(user.email)
    beside.get_by_label("Password").fill(PASSWORD)
    beside.get_by_role("button", name="Sign in", exact=True).click()
    beside.get_by_label("Code", exact=True).fill(code_now())
    beside.get_by_role("button", name="Sign in", exact=True).click()
    expect(beside.get_by_role("heading", level=1)).to_have_text("You are signed in")
    return beside


def test_text_is_kept_and_the_file_is_chosen_again(
    page_without_script: Page, live_server: LiveServer, coordinator: User, tmp_path: Path
) -> None:
    file = tmp_path / "note.pdf"
    tab = interrupted(page_without_script, live_server, coordinator, file)
    signed_in_beside(tab, coordinator).close()
    tab.get_by_role("button", name="I am signed in: go on").click()
    expect(tab.locator(".facts > div", has_text="Title")).to_have_text("TitleNote")
    tab.get_by_label("File: choose note.pdf again").set_input_files(file)
    assert not Document.objects.exists()
    tab.get_by_role("button", name="Send what you typed").click()
    expect(tab.get_by_role("main").get_by_text("Note").first).to_be_visible()
    assert Document.objects.get().title == "Note"


def test_its_pages_are_sound(page: Page, live_server: LiveServer, coordinator: User, tmp_path: Path) -> None:
    tab = interrupted(page, live_server, coordinator, tmp_path / "note.pdf")
    assert_sound(tab)
    assert_sound(signed_in_beside(tab, coordinator))
    tab.get_by_role("button", name="I am signed in: go on").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Send what you typed")
    assert_sound(tab)
