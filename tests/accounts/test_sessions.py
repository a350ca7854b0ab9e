"""The sessions of a user."""

import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session as DjangoSession
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from time_machine import travel

from accounts.models import Session, User
from accounts.sessions import device_of, sessions_of
from tests.accounts.signing_in import signed_in, who
from tests.counting import asked
from tests.factories import rows

pytestmark = pytest.mark.django_db
LIST = "/account/sessions/"


def test_sessions_are_listed_with_device_and_time_and_without_their_keys(maja: User, browser: Client) -> None:
    elsewhere = signed_in(maja)
    signed_in(rows.stranger())
    page = browser.get(LIST)
    listed = [(session.device, session.begun_at == session.seen_at) for session in page.context["sessions"]]
    assert listed == [("Firefox, Windows", True)] * 2
    Session.objects.filter(session_key=elsewhere.session.session_key).update(seen_at=timezone.now())
    Session.objects.exclude(session_key=elsewhere.session.session_key).update(seen_at=timezone.now() - timedelta(1))
    assert sessions_of(maja)[0].session_key == elsewhere.session.session_key
    html = page.content.decode()
    assert html.count("This device") == 1
    assert [client for client in (browser, elsewhere) if str(client.session.session_key) in html] == []


def test_administration_names_sessions_without_their_keys(maja: User, browser: Client) -> None:
    page = signed_in(rows.operator()).get(f"/admin/accounts/user/{maja.pk}/delete/").content.decode()
    assert "Session: Firefox, Windows" in page
    assert str(browser.session.session_key) not in page


def test_nothing_is_kept_of_the_network(maja: User, browser: Client) -> None:
    row = Session.objects.get(user=maja)
    assert "127.0.0.1" not in f"{row.__dict__} {row.get_decoded()}"
    assert DjangoSession.objects.count() == 0


def test_one_is_ended(maja: User, browser: Client) -> None:
    elsewhere = signed_in(maja)
    name = Session.objects.get(session_key=elsewhere.session.session_key).name
    assert browser.post(f"{LIST}{name}/end/").headers["Location"] == LIST
    assert (elsewhere.get("/account/").status_code, browser.get("/account/").status_code) == (302, 200)


def test_those_of_others_are_not_ended(browser: Client) -> None:
    other = signed_in(rows.stranger())
    name = Session.objects.get(session_key=other.session.session_key).name
    assert browser.post(f"{LIST}{name}/end/").headers["Location"] == LIST
    assert other.get("/account/").status_code == 200


def test_all_are_ended(maja: User, browser: Client) -> None:
    elsewhere, other = signed_in(maja), signed_in(rows.stranger())
    assert browser.post(f"{LIST}end/").headers["Location"] == "/account/sign-in/"
    assert (who(browser), who(elsewhere)) == (None, None)
    assert other.get("/account/").status_code == 200


@pytest.mark.parametrize("address", [f"{LIST}end/", f"{LIST}abc/end/"])
def test_get_request_ends_no_session(maja: User, browser: Client, address: str) -> None:
    assert browser.get(address).status_code == 405
    assert sessions_of(maja).count() == 1


def test_being_seen_is_noted_now_and_then(maja: User, browser: Client) -> None:
    with asked() as soon:
        browser.get("/account/name/")
    assert [sql for sql, _ in soon.statements if sql.startswith("UPDATE")] == []
    begun = Session.objects.get(user=maja)
    with travel(time.time() + 3600):
        browser.get("/account/name/")
    row = Session.objects.get(user=maja)
    assert begun.seen_at
    assert row.seen_at
    assert (row.begun_at, round((row.seen_at - begun.seen_at).total_seconds() / 60)) == (begun.begun_at, 60)
    assert row.expire_date > begun.expire_date


def test_list_costs_the_same_for_any_number(maja: User, browser: Client) -> None:
    counts = []
    for _ in range(2):
        with asked() as seen:
            browser.get(LIST)
        counts.append(seen.queries)
        for _other in range(5):
            signed_in(maja)
    assert counts == [4, 4]


def test_sessions_that_have_expired_are_not_listed_and_are_cleared(maja: User, browser: Client) -> None:
    with travel(time.time() + 15 * 24 * 3600):
        assert sessions_of(maja).count() == 0
        call_command("clearsessions")
    assert Session.objects.count() == 0


def test_sessions_go_with_their_user(maja: User, browser: Client) -> None:
    maja.delete()
    assert Session.objects.count() == 0


@pytest.mark.parametrize("address", ["/account/", "/desk/", LIST])
def test_no_cache_keeps_what_only_some_may_see(browser: Client, address: str) -> None:
    assert browser.get(address)["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/18.0 Safari/605.1", "Safari, macOS"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_device_is_called_by_browser_and_system(user_agent: str, device: str) -> None:
    assert device_of(user_agent) == device
