"""What happens while Redis is gone, slow, full or damaged: readers pass, and nobody signs in."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings

from backstage.counting import CacheAwayError
from config.running import redis_cache
from tests.accounts.signing_in import sign_in, somebody, who
from tests.config.running.faults import closed_port, redis_that_says

pytestmark = pytest.mark.django_db

FAULTS: dict[str, Callable[[], AbstractContextManager[str]]] = {
    "gone": lambda: nullcontext(f"redis://127.0.0.1:{closed_port()}/0"),
    "silent": lambda: redis_that_says(b""),
    "full": lambda: redis_that_says(b"-OOM command not allowed when used memory > 'maxmemory'.\r\n"),
    "loading": lambda: redis_that_says(b"-LOADING Redis is loading the dataset in memory\r\n"),
    "talking nonsense": lambda: redis_that_says(b"HTTP/1.1 400 Bad Request\r\n"),
}


def use(settings: Settings, address: str) -> None:
    shared = {"BACKEND": "config.running.redis_cache.SharedCache", "LOCATION": address}
    settings.CACHES = {**settings.CACHES, "default": shared}


@pytest.fixture(params=FAULTS)
def _faulty_redis(
    request: pytest.FixtureRequest, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    monkeypatch.setattr(redis_cache, "WAIT", 0.05)
    with FAULTS[request.param]() as address:
        use(settings, address)
        caches["process"].clear()
        yield


@pytest.mark.usefixtures("_faulty_redis")
def test_readers_pass_and_are_counted_by_the_process_alone(
    client: Client, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.API_REQUESTS = 2
    assert [client.get("/api/v1/").status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/events/").status_code == 200
    assert [record.name for record in caplog.records if record.name != "django.request"] == ["backstage.counting"]


@pytest.mark.usefixtures("_faulty_redis")
def test_nobody_signs_in_while_attempts_cannot_be_counted(caplog: pytest.LogCaptureFixture) -> None:
    maja = somebody("maja@example.org")
    browser = Client(raise_request_exception=False)
    answer = sign_in(browser, maja.email)
    assert (answer.status_code, answer["Retry-After"], who(browser)) == (503, "5", None)
    assert "without counting nobody is let in" in answer.content.decode()
    assert browser.get("/account/sign-in/").status_code == 200
    others = [("password/reset/", {"email": maja.email}), ("invitation/", {"link": "x"})]
    assert [browser.post(f"/account/{path}", sent).status_code for path, sent in others] == [503, 503]
    caplog.clear()  # the errors were meant


@pytest.mark.usefixtures("_faulty_redis")
def test_health_reports_it(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")


def test_value_that_is_damaged_counts_as_missing(settings: Settings) -> None:
    with redis_that_says(b"$7\r\n\x80\x04damag\r\n") as address:
        use(settings, address)
        assert caches["default"].get("key", "nothing") == "nothing"


def test_every_refusal_is_one_error(settings: Settings) -> None:
    with redis_that_says(b"-WRONGPASS invalid username-password pair or user is disabled.\r\n") as address:
        use(settings, address)
        for ask in (caches["default"].get, caches["default"].incr, caches["default"].delete):
            with pytest.raises(CacheAwayError, match="WRONGPASS|invalid username"):
                ask("key")
