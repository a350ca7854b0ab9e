import json
import logging

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django import Settings

from tests.counting import asked

pytestmark = pytest.mark.django_db


def refuse(*_args: object, **_facts: object) -> None:
    raise ConnectionError("Connection refused")


@pytest.fixture
def _no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes every cursor fail by a wrong statement, as if the database did not answer."""
    cursor = connection.cursor

    def broken() -> object:
        opened = cursor()
        opened.execute("SELECT nothing FROM nowhere")
        return opened

    monkeypatch.setattr(connection, "cursor", broken)


def test_healthy_site_says_so_for_one_query_and_keeps_nothing(client: Client) -> None:
    with asked() as seen:
        answer = client.get("/healthz")
    assert (answer.status_code, json.loads(answer.content), seen.queries) == (200, {"status": "ok"}, 1)
    assert (answer["Cache-Control"], answer.cookies, answer.get("Vary")) == ("no-store", {}, None)
    assert "sessionid" not in client.cookies


@pytest.mark.usefixtures("_no_database")
def test_database_that_does_not_answer_is_reported(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, json.loads(answer.content)) == (
        503,
        {"status": "unavailable", "detail": "The database does not answer."},
    )
    assert answer["Cache-Control"] == "no-store"
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_cache_that_does_not_answer_is_reported(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(cache._connections["default"]), "get", refuse)  # type: ignore[attr-defined]
    answer = client.get("/healthz")
    assert (answer.status_code, json.loads(answer.content)["detail"]) == (503, "The cache does not answer.")


def test_health_is_answered_under_any_name_and_over_plain_http(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz", headers={"Host": "10.0.0.7:8000"}).status_code == 200
    assert client.get("/events/").status_code == 301


def test_health_is_only_read(client: Client) -> None:
    assert (client.head("/healthz").status_code, client.head("/healthz").content) == (200, b"")
    assert client.post("/healthz").status_code == 405


def test_other_addresses_are_not_for_health(client: Client) -> None:
    assert [client.get(address).status_code for address in ("/healthz/", "/healthz/x", "/a/healthz")] == [404] * 3
