"""Rate limits by e-mail address and by source."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.core.cache import cache
from django.db import connections
from django.test import Client, RequestFactory
from pytest_django import Settings

from accounts.models import User
from accounts.throttles import key_of
from tests.accounts.signing_in import CODE, PASSWORD, SIGN_IN, sign_in, somebody, who, with_app, without_token

pytestmark = pytest.mark.django_db
BY_ADDRESS, BY_SOURCE = 5, 20
WRONG = "not it"
WORDS = "There were too many attempts in a short time. Nothing was changed."


def attempts(email: str, number: int, *, source: str = "192.0.2.1", password: str = WRONG) -> list[int]:
    return [sign_in(Client(), email, password, REMOTE_ADDR=source).status_code for _ in range(number)]


@pytest.mark.parametrize("email", ["maja@example.org", "nobody@example.org"])
def test_address_is_tried_five_times_from_wherever(maja: User, email: str) -> None:
    statuses = [attempts(email, 1, source=f"192.0.2.{number}")[0] for number in range(7)]
    assert statuses == [200] * BY_ADDRESS + [429] * 2


def test_right_password_is_refused_like_a_wrong_one_by_then(maja: User) -> None:
    attempts(maja.email, BY_ADDRESS)
    assert attempts(maja.email, 1, source="192.0.2.9", password=PASSWORD) == [429]


def test_source_tries_twenty_times_whatever_the_address() -> None:
    statuses = [attempts(f"somebody-{number}@example.org", 1)[0] for number in range(22)]
    assert statuses == [200] * BY_SOURCE + [429] * 2
    assert attempts("somebody-0@example.org", 1, source="198.51.100.1") == [200]


def test_network_of_one_subscriber_is_one_source() -> None:
    statuses = [
        attempts(f"somebody-{number}@example.org", 1, source=f"2001:db8::{number + 1:x}")[0] for number in range(21)
    ]
    assert statuses == [200] * BY_SOURCE + [429]
    assert attempts("somebody-0@example.org", 1, source="2001:db8:0:1::1") == [200]


def test_success_neither_counts_nor_forgives(maja: User) -> None:
    attempts(maja.email, BY_ADDRESS - 1)
    assert attempts(maja.email, 3, password=PASSWORD) == [302] * 3
    assert attempts(maja.email, 2) == [200, 429]


@pytest.mark.parametrize("written", ["MAJA@example.org", " maja@example.org", "maja@EXAMPLE.ORG"])
def test_ways_to_write_an_address_are_counted_together(maja: User, written: str) -> None:
    attempts(maja.email, BY_ADDRESS)
    assert attempts(written, 1, source="192.0.2.9") == [429]


def test_letters_that_the_database_takes_for_one_are_counted_as_one() -> None:
    assert key_of(" miſa@ｅxample.org") == key_of("MISA@EXAMPLE.ORG") == key_of("misa@example.org")
    assert key_of("mısa@example.org") != key_of("misa@example.org")


def test_answers_say_the_same_to_all(maja: User) -> None:
    names = ["maja@example.org", "nobody@example.org"]
    for name in names:
        attempts(name, BY_ADDRESS)
    answers = [sign_in(Client(), name) for name in names]
    pages = {without_token(answer) for answer in answers}
    assert ({answer.status_code for answer in answers}, len(pages)) == ({429}, 1)
    assert all("no-store" in answer["Cache-Control"] for answer in answers)
    page = pages.pop()
    assert WORDS in page
    assert "example.org" not in page
    assert [answer["Retry-After"] for answer in answers] == ["300"] * 2


def test_second_factor_is_tried_five_times(maja: User) -> None:
    with_app(maja)
    answers = []
    for number in range(6):
        browser = Client(REMOTE_ADDR=f"192.0.2.{number}")
        sign_in(browser, maja.email)
        answers.append(browser.post(CODE, {"code": "000000"}))
    assert [answer.status_code for answer in answers] == [200] * BY_ADDRESS + [429]
    assert WORDS in answers[-1].content.decode()


@pytest.mark.parametrize("email", ["maja@example.org", "nobody@example.org"])
def test_reset_is_asked_for_five_times_an_hour(maja: User, email: str) -> None:
    statuses = [
        Client(REMOTE_ADDR=f"192.0.2.{number}").post("/account/password/reset/", {"email": email}).status_code
        for number in range(6)
    ]
    assert statuses == [200] * 5 + [429]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("page", ["invitation", "password/reset/set", "email/confirm"])
def test_links_are_tried_thirty_times_a_minute(client: Client, page: str, method: str) -> None:
    address = f"/account/{page}/?link=x"
    statuses = [client.generic(method, address).status_code for _ in range(31)]
    assert statuses == [410] * 30 + [429]


def test_change_of_address_is_asked_for_five_times_an_hour(browser: Client) -> None:
    statuses = [
        browser.post("/account/email/change/", {"email": f"new-{number}@example.org"}).status_code
        for number in range(6)
    ]
    assert statuses == [302] * 5 + [429]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "same"),
    [(0, "198.51.100.7", True), (1, "198.51.100.7", False), (1, "192.0.2.1, 198.51.100.7", False), (1, "", True)],
)
def test_header_of_a_proxy_is_believed_only_behind_one(
    settings: Settings, proxies: int, forwarded: str, same: bool
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert (_source(headers=headers) == _source()) is same


def test_source_is_a_digest_and_a_socket_has_one_too() -> None:
    assert len({_source(), _source(REMOTE_ADDR=""), _source(REMOTE_ADDR="198.51.100.1")}) == 3
    assert "192.0.2.1" not in _source()


def _source(**extra: object) -> str:
    request = RequestFactory().get("/", **{"REMOTE_ADDR": "192.0.2.1", **extra})  # type: ignore[arg-type]
    with context.request_context(request):
        return str(get_adapter().get_client_ip(request))


def test_nothing_that_counts_has_an_address_in_it(maja: User) -> None:
    attempts(maja.email, 1)
    kept = " ".join(cache._cache)  # type: ignore[attr-defined]  # of the one in the process
    assert "allauth:rl" in kept
    assert [word for word in ("192.0.2.1", "maja", "example.org") if word in kept] == []


@pytest.mark.django_db(transaction=True)
def test_threads_that_try_at_once_are_all_counted() -> None:
    somebody("maja@example.org")

    def twice(_number: int) -> list[int]:
        try:
            return attempts("maja@example.org", 2)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        statuses = [status for answers in threads.map(twice, range(8)) for status in answers]
    assert (statuses.count(200), statuses.count(429)) == (BY_ADDRESS, 16 - BY_ADDRESS)


PROCESS = """
import django; django.setup()
from allauth.core import ratelimit
from django.test import RequestFactory
from allauth.core import context
request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.1")
with context.request_context(request):
    print(sum(bool(ratelimit.consume(request, action="reset_password", key="key")) for _ in range(5)))
"""


@pytest.mark.slow
def test_processes_count_together(tmp_path: Path) -> None:
    """Attempts are counted in the machine's cache, as in production: five in all, however many processes try at once."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SOJOURN_MODE": "test",
        "VAR_DIR": str(tmp_path),
    }
    environment.pop("CACHE_URL", None)
    running = [
        subprocess.Popen(  # noqa: S603  (our own words)
            [sys.executable, "-c", PROCESS], env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    let_through = [int(process.communicate(timeout=60)[0]) for process in running]
    assert sum(let_through) == 5


def test_page_for_signing_in_is_not_counted_when_it_is_looked_at(client: Client) -> None:
    assert {client.get(SIGN_IN).status_code for _ in range(70)} == {200}
    assert who(client) is None
