"""Each request has an id and one line in the log."""

import json
import logging
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from typing import Any

import pytest
from django.http import FileResponse, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from pytest_django import Settings

from config.running.logs import JsonFormatter
from config.running.requests import RequestMiddleware

OURS = re.compile(r"[0-9a-f]{32}")


def hello(_request: HttpRequest) -> HttpResponse:
    logging.getLogger("tours.greetings").warning("Good morning, %s.", "Скопје")
    return HttpResponse("good morning")


def file(_request: HttpRequest) -> FileResponse:
    return FileResponse(StringIO("streamed"), headers={"Content-Length": "8"})


def failing(_request: HttpRequest) -> HttpResponse:
    raise LookupError("no such\nthing")


def refusing(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("no", status=503)


def handler404(_request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(type(exception).__name__, status=404)


urlpatterns = [
    path("hello/", hello),
    path("file/", file),
    path("failing/", failing),
    path("refusing/", refusing),
]


class Written:
    """The lines of the log, parsed as JSON."""

    def __init__(self) -> None:
        self.stream = StringIO()

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]

    def requests(self) -> list[dict[str, Any]]:
        return [line for line in self.lines() if line["logger"] == "config.running.requests"]


@pytest.fixture
def log(settings: Settings) -> Iterator[Written]:
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = ["config.running.requests.RequestMiddleware"]
    written = Written()
    handler = logging.StreamHandler(written.stream)
    handler.setFormatter(JsonFormatter())
    ours = logging.getLogger("config.running.requests")
    level = ours.level
    ours.setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)
    ours.setLevel(level)


@pytest.mark.parametrize("given", ["4bf92f35", "d3c1f1a0-7a2e-4c0e-9b57-6a4d9a1f0001", "a_Z-" * 16])
def test_valid_id_is_kept_and_sent_back(client: Client, log: Written, given: str) -> None:
    assert client.get("/hello/", headers={"X-Request-ID": given})["X-Request-ID"] == given
    assert [line["request_id"] for line in log.lines()] == [given, given]


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "white space", 'quo"te-quote', "line\nbreak", "Скопје-Скопје"]
)
def test_other_ids_are_replaced(client: Client, log: Written, given: str) -> None:
    given_id = client.get("/hello/", headers={"X-Request-ID": given})["X-Request-ID"]
    assert OURS.fullmatch(given_id)
    assert [line["request_id"] for line in log.lines()] == [given_id, given_id]


def test_every_request_without_an_id_gets_its_own(client: Client, log: Written) -> None:
    assert client.get("/hello/")["X-Request-ID"] != client.get("/hello/")["X-Request-ID"]


def test_request_has_one_line_without_its_query_and_visitor(client: Client, log: Written) -> None:
    client.get("/hello/?name=Ana", headers={"User-Agent": "Ana's", "Cookie": "who=Ana"}, REMOTE_ADDR="192.0.2.7")
    (line,) = log.requests()
    assert list(line) == [
        *("time", "level", "logger", "message", "request_id"),
        *("method", "path", "status", "milliseconds", "bytes"),
    ]
    assert (line["level"], line["method"], line["path"], line["status"], line["bytes"]) == (
        *("INFO", "GET", "/hello/", 200),
        len("good morning"),
    )
    assert line["milliseconds"] >= 0
    assert line["message"] == f"GET /hello/ 200 {line['milliseconds']} ms 12 bytes"
    assert re.search(r"Ana|192\.0\.2\.7|name", json.dumps(line)) is None


@pytest.mark.parametrize(
    ("method", "address", "status", "octets"),
    [("get", "/file/", 200, 8), ("head", "/hello/", 200, 0), ("head", "/file/", 200, 0)],
)
def test_octets_are_those_of_the_body_that_is_sent(
    client: Client, log: Written, method: str, address: str, status: int, octets: int
) -> None:
    getattr(client, method)(address)
    assert [(line["status"], line["bytes"]) for line in log.requests()] == [(status, octets)]


def test_path_is_written_as_an_address_whatever_it_holds(client: Client, log: Written) -> None:
    client.get("/%0A%E2%80%A8%22/%D0%A1/%FF")
    (line,) = log.requests()
    assert (line["path"], line["status"]) == ("/%0A%E2%80%A8%22/%D0%A1/%25FF", 404)


def test_lines_of_other_rooms_carry_the_id_too_and_any_script(client: Client, log: Written) -> None:
    given_id = client.get("/hello/")["X-Request-ID"]
    greeting = log.lines()[0]
    assert (greeting["logger"], greeting["level"]) == ("tours.greetings", "WARNING")
    assert (greeting["message"], greeting["request_id"]) == ("Good morning, Скопје.", given_id)
    assert log.stream.getvalue().isascii()


def test_failure_is_one_line_with_its_traceback(client: Client, log: Written, caplog: pytest.LogCaptureFixture) -> None:
    client.raise_request_exception = False
    given_id = client.get("/failing/")["X-Request-ID"]
    failure, request = log.lines()
    assert (failure["level"], failure["logger"], failure["request_id"]) == ("ERROR", "django.request", given_id)
    assert failure["traceback"].splitlines()[0] == "Traceback (most recent call last):"
    assert failure["traceback"].endswith("LookupError: no such\nthing")
    assert (request["status"], request["request_id"]) == (500, given_id)
    caplog.clear()  # the error was meant


def test_refusal_that_django_logs_afterwards_has_the_id_too(
    client: Client, log: Written, caplog: pytest.LogCaptureFixture
) -> None:
    given_id = client.get("/refusing/")["X-Request-ID"]
    assert [(line["logger"], line["request_id"]) for line in log.lines()] == [
        ("config.running.requests", given_id),
        ("django.request", given_id),
    ]
    caplog.clear()  # the error was meant


def test_requests_answered_at_once_keep_their_ids_apart(log: Written) -> None:
    def answered(number: int) -> str:
        request = RequestFactory().get("/hello/", headers={"X-Request-ID": f"request-{number}"})
        return str(RequestMiddleware(hello)(request)["X-Request-ID"])

    with ThreadPoolExecutor(8) as threads:
        ids = list(threads.map(answered, range(200)))
    assert ids == [f"request-{number}" for number in range(200)]
    assert sorted(line["request_id"] for line in log.lines()) == sorted(ids * 2)
