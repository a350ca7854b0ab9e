"""Security headers stand on every answer, and the cookies of production are bound to this host."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from config.running.headers import HeadersMiddleware
from tests.config.test_settings import PRODUCTION, SITE, start
from tests.factories import rows

pytestmark = pytest.mark.django_db
ALL = ("Content-Security-Policy", "Permissions-Policy", "Cross-Origin-Resource-Policy", "X-Content-Type-Options")


def test_no_answer_is_without_them(client: Client, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "base.css").write_text("p {}")
    settings.STATIC_ROOT, settings.WHITENOISE_AUTOREFRESH = tmp_path, True
    rows.publish(rows.full_event(1, slug="week"))
    pages = ["/", "/events/week/", "/nothing/", "/healthz", "/api/v1/", "/api/nothing/", "/desk/", "/account/sign-in/"]
    for page in (*pages, "/events/week/programme.ics", "/static/base.css"):
        answer = Client().get(page)
        assert answer.status_code == {"/nothing/": 404, "/api/nothing/": 404, "/desk/": 302}.get(page, 200), page
        assert [name for name in ALL if name not in answer] == [], page
        assert "default-src 'none'" in answer["Content-Security-Policy"], page
        assert "camera=(), " in answer["Permissions-Policy"]
    answer.close()


def test_304_contradicts_nothing_that_the_stored_answer_says(settings: Settings, tmp_path: Path) -> None:
    """Browsers put the headers of a 304 over those that they have stored (RFC 9111, 3.2)."""
    (tmp_path / "base.css").write_text("p {}")
    settings.STATIC_ROOT, settings.WHITENOISE_AUTOREFRESH = tmp_path, True
    rows.publish(rows.full_event(1, slug="week"))
    files = [f"/events/week/{name}" for name in ("card.png", "programme.ics", "programme.pdf")]
    pages = ["/", "/events/week/", "/api/v1/events/", "/robots.txt", "/news/feed.atom", "/sitemap.xml"]
    for page in (*files, *pages, "/static/base.css"):
        first = Client().get(page)
        seen = {"If-None-Match": first["ETag"]} if "ETag" in first else {"If-Modified-Since": first["Last-Modified"]}
        again = Client().get(page, headers=seen)
        assert (again.status_code, "Cross-Origin-Resource-Policy" in again) == (304, False), page
        assert [name for name, value in again.items() if first.get(name) != value] == ["X-Request-ID"], page
    first.close()


def test_refused_host_has_them_too(caplog: pytest.LogCaptureFixture) -> None:
    answer = Client(HTTP_HOST="evil.example.org").get("/")
    assert (answer.status_code, [name for name in ALL if name not in answer]) == (400, [])
    caplog.clear()  # Django's own error, which does not reach our log


@pytest.mark.parametrize(
    ("status", "headers", "policy"),
    [
        (200, {"Content-Type": "text/html", "Cache-Control": "public, no-cache"}, "same-origin"),
        (200, {"Content-Type": "image/png", "Cache-Control": "public, max-age=60"}, "cross-origin"),
        (200, {"Content-Type": "image/png", "Cache-Control": "private, no-cache"}, "same-origin"),
        (200, {"Content-Type": "image/png"}, "same-origin"),
        (200, {"Content-Type": "application/json", "Access-Control-Allow-Origin": "*"}, "cross-origin"),
        (200, {"Content-Type": "application/json"}, "same-origin"),
        (304, {"Cache-Control": "public, max-age=60"}, None),
        (304, {"Access-Control-Allow-Origin": "*"}, None),
    ],
)
def test_other_sites_may_show_public_pictures_and_what_the_api_says_to_all(
    status: int, headers: dict[str, str], policy: str | None
) -> None:
    answer: Any = HeadersMiddleware(lambda _request: HttpResponse(status=status, headers=headers))(
        RequestFactory().get("/")
    )
    assert answer.get("Cross-Origin-Resource-Policy") == policy


@pytest.mark.parametrize("mode", ["production", "demo"])
def test_cookies_of_production_are_of_this_host_alone(mode: str) -> None:
    says = (
        "settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_SECURE, "
        "settings.CSRF_COOKIE_SECURE, settings.SESSION_COOKIE_DOMAIN, settings.SESSION_COOKIE_PATH, settings.MESSAGE_STORAGE"
    )
    told = {
        "production": "__Host-sessionid __Host-csrftoken True True None / config.running.message_cookies.HostMessages\n",
        "demo": "sessionid csrftoken False False None / django.contrib.messages.storage.fallback.FallbackStorage\n",
    }
    assert start(PRODUCTION | SITE | {"SOJOURN_MODE": mode}, says).stdout == told[mode]


def test_message_cookie_is_of_this_host_alone(client: Client, settings: Settings) -> None:
    settings.MESSAGE_STORAGE = "config.running.message_cookies.HostMessages"
    settings.SESSION_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    boss = rows.operator()
    client.force_login(boss)
    client.post("/account/name/", {"name": "Boss"}, secure=True)
    for cookie in client.cookies.values():
        assert (cookie.key[:7], cookie["path"], cookie["domain"] or "") == ("__Host-", "/", "")
    assert client.cookies["__Host-messages"]["secure"]
    assert project.SESSION_COOKIE_NAME == "__Host-sessionid"
