"""What readers, programs and coordinators see while the database is away, locked or cannot do what it is asked."""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import DataError, Error, IntegrityError, connection, transaction
from django.test import Client

from accounts.models import User
from accounts.secrets.random_secrets import make_secret
from config.running.periodic import Part
from config.running.unavailable import is_about_the_database
from config.running.work import Worker
from tests.api.programs import Program, token_for
from tests.config.running.faults import database_away, locked_by_another
from tests.factories import rows
from tours.models import City, Country
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db(transaction=True)
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no lock of the whole database.")
SENTENCE = "The database of this site does not answer as it should. Try again in a few seconds."


@pytest.fixture
def browser(caplog: pytest.LogCaptureFixture) -> Iterator[Client]:
    """A browser that is shown the answer to an error, which is logged and was meant."""
    yield Client(raise_request_exception=False)
    caplog.get_records("call").clear()


@pytest.mark.parametrize("path", ["/", "/events/week/", "/events.ics", "/nothing/", "/account/"])
def test_reader_is_told_to_come_again(browser: Client, path: str) -> None:
    browser.cookies["sessionid"] = "somebody"
    with database_away():
        answer = browser.get(path)
    assert (answer.status_code, answer["Retry-After"], answer["Content-Type"]) == (503, "5", "text/html; charset=utf-8")
    assert "no-store" in answer["Cache-Control"]
    assert f"<p>{SENTENCE}</p>" in answer.content.decode()


@pytest.mark.parametrize("name", ["Accept", "Cookie", "Authorization"])
def test_program_is_told_in_the_shape_of_all_problems(browser: Client, name: str) -> None:
    headers = {name: {"Cookie": "sessionid=x", "Authorization": f"Bearer {make_secret()}"}.get(name, "text/html")}
    with database_away():
        answer = browser.get("/api/v1/events/", headers=headers)
        bare = browser.head("/api/v1/events/", headers=headers)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "5", "no-store")
    assert (answer["Content-Type"], answer["Access-Control-Allow-Origin"]) == ("application/problem+json", "*")
    assert answer.json() == {"title": "Service Unavailable", "status": 503, "detail": SENTENCE}
    assert (bare.status_code, bare.content, bare["Content-Length"]) == (503, b"", str(len(answer.content)))


def test_who_was_changing_something_is_told_to_look_first(browser: Client) -> None:
    with database_away():
        answer = browser.post("/account/sign-in/", {"login": "maja@example.org", "password": "x"})
    assert answer.status_code == 503
    assert "It may be that nothing was changed: look before you repeat it." in answer.content.decode()


def test_what_needs_no_database_is_served_and_health_reports(browser: Client) -> None:
    with database_away():
        answers = [browser.get(path) for path in ("/robots.txt", "/static/css/sojourn.css", "/healthz")]
    answers[1].close()
    assert [answer.status_code for answer in answers] == [200, 200, 503]


def test_site_is_well_at_once_when_the_database_is_back(browser: Client) -> None:
    with database_away():
        assert browser.get("/events/").status_code == 503
    assert browser.get("/events/").status_code == 200


def test_log_has_one_line_for_each_answer(browser: Client, caplog: pytest.LogCaptureFixture) -> None:
    with database_away():
        browser.get("/events/")
    lines = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [(line.name, line.getMessage(), bool(line.exc_info)) for line in lines] == [
        ("config.running.unavailable", "Answered 503: couldn't get a connection after 0.20 sec", False)
    ]


def test_error_of_the_software_stays_one_in_the_same_two_shapes(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.db.models.QuerySet._fetch_all", lambda _rows: 1 / 0)
    page, problem = browser.get("/events/"), browser.get("/api/v1/events/")
    assert (page.status_code, page["Content-Type"]) == (500, "text/html; charset=utf-8")
    assert "Something went wrong" in page.content.decode()
    assert (problem.status_code, problem["Content-Type"]) == (500, "application/problem+json")
    assert problem.json() == {
        "title": "Internal Server Error",
        "status": 500,
        "detail": "Something went wrong in the software. It has been recorded.",
    }


def test_worker_waits_and_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    part = Part("cities", lambda _context: City.objects.count())
    worker = Worker([part], name="test", lease=timedelta(seconds=60))
    with database_away():
        assert worker.run_once() is False
    caplog.clear()  # the error was meant
    assert worker.run_once() is True


@on_sqlite
def test_long_writer_holds_up_writers_but_no_readers(browser: Client) -> None:
    event = rows.full_event()
    coordinator = rows.colleague(RoleKind.COORDINATOR, at=event)
    program = Program(token_for(coordinator))
    program.client.raise_request_exception = False
    browser.force_login(coordinator)
    with locked_by_another():
        read = [browser.get("/events/").status_code, browser.get("/account/name/").status_code]
        assert [*read, program.get("events/").status_code] == [200] * 3
        refused = browser.post("/account/name/", {"name": "Ana"})
        problem = program.post("events/", {}, idempotency_key="once")
    assert (refused.status_code, refused["Retry-After"]) == (503, "5")
    assert (problem.status_code, problem["Content-Type"]) == (503, "application/problem+json")
    assert browser.post("/account/name/", {"name": "Ana"}).status_code == 302
    assert User.objects.get(pk=coordinator.pk).name == "Ana"


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def write_where_nothing_may_be_written() -> None:
    if connection.vendor == "postgresql":
        with transaction.atomic():
            execute("SET TRANSACTION READ ONLY", "DELETE FROM tours_city")
    else:
        execute("PRAGMA query_only=ON", "DELETE FROM tours_city")


def fill_the_disk() -> None:
    execute("PRAGMA max_page_count=1")
    Country.objects.bulk_create(Country(code=f"{number:02}", name=f"{number}{'x' * 200}") for number in range(99))


CAUSES: dict[str, Callable[[], None]] = {
    "read-only": write_where_nothing_may_be_written,
    "no such table": lambda: execute("SELECT 1 FROM no_such_table"),
    "no such column": lambda: execute("SELECT no_such_column FROM tours_city"),
    "full": fill_the_disk,
    "cancelled": lambda: execute("SET statement_timeout=20", "SELECT pg_sleep(5)"),
}
ONLY_ON = {"full": "sqlite", "cancelled": "postgresql"}


@pytest.mark.parametrize("cause", [cause for cause in CAUSES if ONLY_ON.get(cause) in {None, connection.vendor}])
def test_database_that_cannot_do_it_is_no_mistake_of_the_software(cause: str) -> None:
    with pytest.raises(Error) as caught:
        CAUSES[cause]()
    connection.close()
    assert is_about_the_database(caught.value) is True


def test_values_that_the_database_refuses_are_a_mistake_of_the_software() -> None:
    with pytest.raises(IntegrityError) as caught:
        Country.objects.bulk_create([Country(code="KR")] * 2)
    assert [is_about_the_database(error) for error in (caught.value, DataError("x"), ValueError("x"), None)] == [
        False
    ] * 4
