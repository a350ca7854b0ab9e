"""What Django refuses before any view has it is JSON for programs and a page for people."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import (
    BadRequest,
    DisallowedHost,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
)
from django.http import Http404, HttpResponseBase
from django.test import Client, RequestFactory
from django.urls import get_resolver
from pytest_django import Settings

from config.running.refusals import bad_request, forbidden, forged, not_found
from tests.factories import rows

pytestmark = pytest.mark.django_db
HOST = "The host name of this request is none of this site's."
LARGE = "The request is too large."
UNREADABLE = "This request cannot be read."
NO_ADDRESS = "The API has no such address. The guide to it is at /api/."


@pytest.mark.parametrize(
    ("handler", "error", "status", "detail"),
    [
        (bad_request, DisallowedHost("evil.example.org"), 400, HOST),
        (bad_request, RequestDataTooBig("too much"), 400, LARGE),
        (bad_request, TooManyFieldsSent("too much"), 400, LARGE),
        (bad_request, SuspiciousOperation("secret"), 400, UNREADABLE),
        (bad_request, BadRequest("secret"), 400, UNREADABLE),
        (forbidden, PermissionDenied("secret"), 403, "This is not allowed."),
        (forged, "secret", 403, "This did not come from a page of this site. Programs send a token instead."),
        (not_found, Http404("secret"), 404, NO_ADDRESS),
    ],
)
def test_refusal_is_a_problem_for_programs_and_a_page_for_people(
    handler: Callable[..., HttpResponseBase], error: Any, status: int, detail: str
) -> None:
    problem: Any = handler(RequestFactory().get("/api/v1/x/"), error)
    page: Any = handler(RequestFactory().get("/events/x/"), error)
    facts = (problem.status_code, problem["Content-Type"], problem["Cache-Control"], f'"detail": "{detail}"')
    assert facts[:3] == (status, "application/problem+json", "no-store")
    assert facts[3] in problem.content.decode()
    assert (page.status_code, page["Content-Type"].partition(";")[0]) == (status, "text/html")
    assert "secret" not in problem.content.decode() + page.content.decode()


@pytest.mark.parametrize("error", [RequestDataTooBig("too much"), TooManyFieldsSent("too much")])
def test_people_are_told_what_to_do_with_too_much(error: Exception) -> None:
    page: Any = bad_request(RequestFactory().post("/desk/"), error)
    words = "Nothing is saved: this was too much for one page. Go back, copy what you typed, and save it in parts."
    assert words in page.content.decode()


def test_handlers_are_those_of_the_site(settings: Settings) -> None:
    resolver = get_resolver()
    found: list[object] = [resolver.resolve_error_handler(status) for status in (400, 403, 404)]
    assert found == [bad_request, forbidden, not_found]
    assert settings.CSRF_FAILURE_VIEW == "config.running.refusals.forged"


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/events/?day=1", "/api/nothing/", "/api/schema/"])
def test_host_that_is_not_ours_is_told_in_json(address: str, caplog: pytest.LogCaptureFixture) -> None:
    answer = Client(HTTP_HOST="evil.example.org").get(address)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json() == {"title": "Bad Request", "status": 400, "detail": HOST}
    caplog.clear()  # Django's own error, which does not reach our log


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "LINK"])
@pytest.mark.parametrize(
    "address", ["/api/nothing/", "/api/v2/", "/api/v1/events/none/", "/api/v1/%ff/", "/api//", "/api/v1/%00/"]
)
def test_no_error_of_the_api_is_html(address: str, method: str) -> None:
    answer: Any = Client(raise_request_exception=False).generic(method, address, "{", content_type="text/html")
    assert answer.status_code in {204, 400, 401, 404, 405}
    assert answer.status_code == 204 or answer["Content-Type"] == "application/problem+json"


def test_form_in_place_with_an_old_token_is_given_the_new_one(settings: Settings) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(rows.coordinator())
    browser.cookies[settings.CSRF_COOKIE_NAME] = "b" * 32
    sent = {"title": "Week", "csrfmiddlewaretoken": "a" * 32}
    refused = browser.post("/desk/events/new/", sent, headers={"HX-Request": "true"})
    sent["csrfmiddlewaretoken"] = refused.headers["X-CSRFToken"]
    assert (refused.status_code, browser.post("/desk/events/new/", sent).status_code) == (403, 400)
    assert refused.text == "Not saved: somebody has signed in here since the page was loaded. Send this once more."
