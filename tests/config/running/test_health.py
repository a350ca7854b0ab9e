import json
import logging

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django import Settings

from config.running.reconnecting import longest_answer
from tests.counting import asked
from tests.refusals import is_not_found

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
    assert (answer["Cache-Control"], answer["Retry-After"]) == ("no-store", "5")
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_machine_without_its_cache_is_reported_and_goes_on_serving(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(cache._connections["default"]), "get", refuse)  # type: ignore[attr-defined]
    answer = client.get("/healthz")
    assert (answer.status_code, json.loads(answer.content)) == (
        200,
        {"status": "degraded", "detail": "The cache does not answer. Nobody can sign in."},
    )
    assert answer["Cache-Control"] == "no-store"


def test_database_has_no_longer_to_answer_than_a_reader_waits_for_it(client: Client, settings: Settings) -> None:
    settings.DATABASE_WAIT = 3.5
    waits = []

    def note(execute, *statement):  # type: ignore[no-untyped-def]
        waits.append(longest_answer.get())
        return execute(*statement)

    with connection.execute_wrapper(note):
        client.get("/healthz")
    assert waits == [3.5]


def test_health_is_answered_under_any_name_and_over_plain_http(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    told = client.get("/healthz", headers={"Host": "10.0.0.7:8000"})
    assert (told.status_code, told.content) == (200, client.get("/healthz").content)
    assert client.get("/events/").headers["Location"].startswith("https://")


def test_health_is_only_read(client: Client) -> None:
    assert (client.head("/healthz").status_code, client.head("/healthz").content) == (200, b"")
    refused = client.post("/healthz")
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD")


def test_other_addresses_are_not_for_health(client: Client) -> None:
    assert all(is_not_found(client.get(address)) for address in ("/healthz/", "/healthz/x", "/a/healthz"))
