"""Lines for people, and what reaches the log at all."""

import json
import logging
import subprocess
import sys

import pytest

from config.running.logs import JsonFormatter, LineFormatter, WithoutQueries, WithoutVisitors, configuration, request_id


@pytest.fixture(autouse=True)
def _no_request() -> None:
    request_id.set("")


def record(message: str, *arguments: object) -> logging.LogRecord:
    made = logging.LogRecord("tours.serving.kept_outputs", logging.WARNING, "kept.py", 1, message, arguments, None)
    made.created = 1504087200.25
    made.msecs = 250
    return made


def test_line_for_people_names_the_request_only_inside_of_one() -> None:
    outside = LineFormatter().format(record("Cannot keep %s.", "a page"))
    request_id.set("4bf92f35")
    inside = LineFormatter().format(record("Cannot keep %s.", "a page"))
    assert outside.endswith(",250 WARNING tours.serving.kept_outputs: Cannot keep a page.")
    assert inside.endswith(",250 WARNING tours.serving.kept_outputs [4bf92f35]: Cannot keep a page.")


def test_line_for_programs_is_one_line_in_utc() -> None:
    assert JsonFormatter().format(record("One\nand \ud800 two")) == (
        '{"time": "2017-08-30T10:00:00.250+00:00", "level": "WARNING", "logger": "tours.serving.kept_outputs", '
        '"message": "One\\nand \\ud800 two"}'
    )


def test_traceback_is_part_of_the_line() -> None:
    failed = record("It failed.")
    try:
        raise ValueError("why")
    except ValueError:
        failed.exc_info = sys.exc_info()
    written = json.loads(JsonFormatter().format(failed))
    assert written["traceback"].splitlines()[-1] == "ValueError: why"


@pytest.mark.parametrize(("requests", "levels"), [(True, ("INFO", "ERROR")), (False, ("WARNING", "WARNING"))])
def test_refusals_are_logged_in_the_line_of_the_request_or_by_django(requests: bool, levels: tuple[str, str]) -> None:
    loggers = configuration("json", requests=requests)["loggers"]
    assert (loggers["config.running.requests"]["level"], loggers["django.request"]["level"]) == levels


@pytest.mark.parametrize(
    ("message", "written"),
    [
        (
            "Invalid request from ip=192.0.2.1: Invalid HTTP Version: 'word HTTP/1.1'",
            "Invalid request: it cannot be read.",
        ),
        ("Error handling request /search/?q=a name", "Error handling request /search/"),
        ("Worker exiting (pid: 7)", "Worker exiting (pid: 7)"),
    ],
)
def test_log_of_the_server_names_no_visitor(message: str, written: str) -> None:
    refused = record(message)
    assert WithoutVisitors().filter(refused)
    assert refused.getMessage() == written


def test_address_in_a_refusal_is_logged_without_its_query() -> None:
    reason = "Referer checking failed - https://a.example.org/invitation/?link=a-secret&b=1 does not match any trusted origins."
    refused = record("Forbidden (%s): %s", reason, "/account/invitation/")
    assert WithoutQueries().filter(refused)
    assert refused.getMessage() == (
        "Forbidden (Referer checking failed - https://a.example.org/invitation/ does not match any trusted origins.): "
        "/account/invitation/"
    )


def test_foreign_host_name_writes_nothing() -> None:
    """Asked of a process of its own: here, pytest has handlers."""
    program = (
        "import logging.config; from config.running.logs import configuration;"
        "logging.config.dictConfig(configuration('line', requests=True));"
        "[logging.getLogger(f'django.security.{name}').error(name) for name in ('DisallowedHost', 'SuspiciousOperation')]"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603  (our own words)
    assert [line.split(": ")[-1] for line in ended.stderr.splitlines()] == ["SuspiciousOperation"]
