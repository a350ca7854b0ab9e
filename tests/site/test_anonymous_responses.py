"""Every public address answers an anonymous visitor without session or cookie, with the headers that caches need."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from tests.site.addresses import example, examples, routes

pytestmark = pytest.mark.django_db

# Each with its reason: how it is cached instead.
OTHERWISE = {
    "announcements:read": "no-store",  # it counts readers, so each of them has to ask for it
    # Named by the digest of their bytes, so they never change; private, as they may be of an event for participants.
    "tours:document": "private, max-age=31536000, immutable",
    "tours:picture": "private, max-age=31536000, immutable",
    "tours:brochure": "private, max-age=31536000, immutable",
}
LASTING = dict.fromkeys(
    ("announcements:picture", "tours:logo", "tours:sized_picture"), "private, max-age=31536000, immutable"
)
"""Sizes of pictures, for the same reason. They have a tag, too, as what is drawn anew by a later release may differ."""
VARYING = {None, "Accept-Encoding"}


def test_every_public_route_has_an_example() -> None:
    assert sorted(examples()) == sorted(routes())


@pytest.mark.parametrize("route", sorted(routes()))
def test_answer_is_one_for_all_who_are_unknown(client: Client, route: str) -> None:
    """Calendars alone are kept out of the results of searches."""
    answer = client.get(example(route))
    assert answer.getvalue()  # read to its end, as it may be an open file
    assert answer.status_code == 200
    assert (answer.cookies, dict(client.cookies), Session.objects.count()) == ({}, {}, 0)
    assert answer["Cache-Control"] == (OTHERWISE | LASTING).get(route, "public, no-cache")
    assert answer.get("Vary") in VARYING
    assert ("ETag" in answer) is (route not in OTHERWISE)
    assert answer.get("X-Robots-Tag") == ("noindex" if route.endswith("_calendar") else None)


@pytest.mark.parametrize("route", sorted(routes() - set(OTHERWISE)))
def test_answer_is_confirmed_to_who_has_it(client: Client, route: str) -> None:
    """Within one second: a change whose moment lies in the future is reported as of now."""
    with time_machine.travel(datetime.now(UTC), tick=False):
        first = client.get(example(route))
        again = client.get(example(route), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    headers = ("ETag", "Cache-Control", "Vary", "Last-Modified")
    assert [again.get(name) for name in headers] == [first.get(name) for name in headers]


@pytest.mark.parametrize("route", sorted(routes() - set(OTHERWISE)))
def test_cookies_of_others_and_headers_change_nothing(client: Client, route: str) -> None:
    first = client.get(example(route))
    client.cookies["consent"] = "yes"
    headers = {"Accept-Language": "ko", "User-Agent": "another", "Referer": "https://example.org/"}
    other = client.get(example(route), headers=headers)
    assert (other["ETag"], other.content) == (first["ETag"], first.content)
    assert other.cookies == {}


METHODS = ("POST", "PUT", "PATCH", "DELETE", "PROPFIND", "REPORT", "OPTIONS")


@pytest.mark.parametrize("route", sorted(routes()))
def test_other_methods_are_answered_with_those_that_are_allowed(route: str) -> None:
    """It is not refused as a forged request: calendar programs ask by PROPFIND first whether they may also write."""
    client = Client(enforce_csrf_checks=True)
    answers = [client.generic(method, example(route)) for method in METHODS]
    if route.startswith("api:") and route != "api:guide":
        assert [answer.status_code for answer in answers] == [405] * 6 + [204]
        assert {answer["Allow"] for answer in answers} == {"GET, HEAD, OPTIONS"}
    else:
        assert [(answer.status_code, answer["Allow"]) for answer in answers] == [(405, "GET, HEAD")] * 7


def test_filtered_calendar_is_kept_out_too(client: Client) -> None:
    answer = client.get("/events.ics?country=KR")
    assert (answer.status_code, answer["X-Robots-Tag"]) == (200, "noindex")
