from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from backstage.counting import count_one
from tests.factories import rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_a_minute(settings: Settings) -> None:
    settings.API_REQUESTS = 3
    cache.clear()


def statuses(client: Client, count: int, **headers: str) -> list[int]:
    return [client.get("/api/v1/", **headers).status_code for _ in range(count)]  # type: ignore[arg-type]  # WSGI's names


def test_stranger_who_asks_too_much_is_told_when_to_come_again(client: Client) -> None:
    with time_machine.travel("2026-01-01T10:00:20Z", tick=False):
        assert statuses(client, 3) == [200, 200, 200]
        response = client.get("/api/v1/")
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (429, "41", "no-store")
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert (response.json()["title"], response.json()["status"]) == ("Too Many Requests", 429)


def test_after_the_time_told_it_goes_on(client: Client) -> None:
    with time_machine.travel("2026-01-01T10:00:20Z", tick=False):
        assert statuses(client, 4) == [200, 200, 200, 429]
    with time_machine.travel("2026-01-01T10:01:01Z", tick=False):
        assert statuses(client, 1) == [200]


def test_strangers_are_counted_apart(client: Client) -> None:
    assert statuses(client, 4, REMOTE_ADDR="192.0.2.1") == [200, 200, 200, 429]
    assert statuses(client, 1, REMOTE_ADDR="192.0.2.2") == [200]


def test_addresses_of_one_subscriber_count_together(client: Client) -> None:
    assert statuses(client, 3, REMOTE_ADDR="2001:db8::1") == [200, 200, 200]
    assert statuses(client, 1, REMOTE_ADDR="2001:db8::ffff:2") == [429]
    assert statuses(client, 1, REMOTE_ADDR="2001:db8:0:1::1") == [200]


def test_address_that_a_stranger_writes_into_a_header_is_not_believed(client: Client) -> None:
    answers = [client.get("/api/v1/", headers={"x-forwarded-for": f"192.0.2.{n}"}).status_code for n in range(4)]
    assert answers == [200, 200, 200, 429]


def test_signed_in_reader_is_not_counted(client: Client) -> None:
    client.force_login(rows.stranger())
    assert statuses(client, 5) == [200] * 5


@pytest.fixture
def machine_cache(settings: Settings, tmp_path: Path) -> Path:
    """The cache of a site without Redis, as production has it."""
    file = tmp_path / "cache.sqlite3"
    settings.CACHES = {"default": {"BACKEND": "config.running.caches.MachineCache", "LOCATION": str(file)}}
    return file


def test_no_address_is_kept(client: Client, machine_cache: Path) -> None:
    client.get("/api/v1/", REMOTE_ADDR="192.0.2.77")
    kept = b"".join(path.read_bytes() for path in machine_cache.parent.glob("cache.sqlite3*"))
    assert (b"api-requests:" in kept, b"192.0.2.77" in kept) == (True, False)


@pytest.mark.usefixtures("machine_cache")
def test_workers_who_count_at_once_lose_none() -> None:
    def work() -> list[int]:
        counts = [count_one("api-requests:1:stranger", seconds=60) for _ in range(50)]
        cache.close()
        return counts

    with ThreadPoolExecutor(4) as workers:
        told = [count for counts in workers.map(lambda _: work(), range(4)) for count in counts]
    assert sorted(told) == list(range(1, 201))
