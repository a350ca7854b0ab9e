"""The example docs/deploy/nginx.conf in front of the real site.

The tests are skipped without nginx; CI must have it.
"""

import getpass
import grp
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings as project
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.config.running.workers import wait_for
from tests.factories import rows
from tours.models import Event

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(
        not NGINX and os.environ.get("CI") != "true", reason="No nginx here: the example of a proxy is not tried."
    ),
]
PAGE = "/events/week/"
PDF = "/events/week/programme.pdf"
MAIN = """
user {user} {group}; daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 64; }}
http {{
    access_log off; include {folder}/site.conf;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
}}
"""


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def came_from(self) -> str:
        return self.headers["X-Cache-Status"]


class Proxy(NamedTuple):
    port: int

    def get(self, address: str, method: str = "GET", **headers: str) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, address, headers={"Host": "localhost"} | named)
        response = connection.getresponse()
        answer = Answer(response.status, dict(response.getheaders()), response.read())
        connection.close()
        return answer


@pytest.fixture
def stored_for() -> str:
    """How long nginx stores an answer. It is longer than in the example, whose second a slow machine could miss."""
    return "1h"


as_in_the_example = pytest.mark.parametrize("stored_for", ["1s"])


@pytest.fixture
def proxy(tmp_path: Path, live_server: LiveServer, stored_for: str) -> Iterator[Proxy]:
    """The example on its own port and without encryption, in front of the suite's server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    lines = (project.BASE_DIR / "docs/deploy/nginx.conf").read_text().splitlines()
    here = "\n".join(line for line in lines if "[::]" not in line and "ssl_certificate" not in line)
    for theirs, ours in (
        ("/var/log/nginx/", f"{tmp_path}/"),
        ("/var/cache/nginx/sojourn", f"{tmp_path}/cache"),
        ("unix:/run/sojourn/web.sock", live_server.url.removeprefix("http://")),
        ("listen 443 ssl http2", f"listen 127.0.0.1:{port}"),
        ("proxy_cache_valid 200 1s;", f"proxy_cache_valid 200 {stored_for};"),
        ("listen 80", f"listen unix:{tmp_path}/plain"),
        ("tours.example.org", "localhost"),
    ):
        assert theirs in here
        here = here.replace(theirs, ours)
    (tmp_path / "site.conf").write_text(here)
    (tmp_path / "nginx.conf").write_text(
        MAIN.format(folder=tmp_path, user=getpass.getuser(), group=grp.getgrgid(os.getgid()).gr_name)
    )
    process = subprocess.Popen([str(NGINX), "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "error.log")])  # noqa: S603
    wait_for(lambda: _listens(port))
    yield Proxy(port)
    process.terminate()
    process.wait(timeout=20)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def event() -> Event:
    made = rows.full_event(3, slug="week", title="Smart City Week")
    rows.publish(made)
    return made


def test_page_is_stored_each_encoding_apart(proxy: Proxy, event: Event) -> None:
    first, again = proxy.get(PAGE), proxy.get(PAGE)
    gzipped = proxy.get(PAGE, Accept_Encoding="gzip")
    assert (first.came_from, again.came_from, gzipped.came_from) == ("MISS", "HIT", "MISS")
    assert (again.body, again.headers["ETag"]) == (first.body, first.headers["ETag"])
    assert "Content-Encoding" not in again.headers
    assert gzipped.headers["Content-Encoding"] == "gzip"
    assert gzipped.headers["ETag"] == f'{first.headers["ETag"][:-1]}-gzip"'


@as_in_the_example
def test_page_is_asked_for_again_by_its_tag(proxy: Proxy, event: Event) -> None:
    first = proxy.get(PAGE)
    time.sleep(2)
    later = proxy.get(PAGE)
    assert (later.came_from, later.body) == ("REVALIDATED", first.body)
    assert later.headers["Cache-Control"] == "public, no-cache"


@as_in_the_example
def test_new_edition_is_there_two_seconds_later(proxy: Proxy, event: Event) -> None:
    proxy.get(PAGE)
    rows.item(event, title="Visit to the control centre")
    rows.publish(event)
    time.sleep(2)
    answer = proxy.get(PAGE)
    assert (answer.came_from, b"Visit to the control centre" in answer.body) == ("EXPIRED", True)


def test_conditional_and_head_requests_are_answered_from_what_is_stored(proxy: Proxy, event: Event) -> None:
    whole = proxy.get(PAGE)
    head = proxy.get(PAGE, method="HEAD")
    unchanged = proxy.get(PAGE, If_None_Match=whole.headers["ETag"])
    assert (head.status, head.body, head.came_from) == (200, b"", "HIT")
    assert head.headers["Content-Length"] == str(len(whole.body))
    assert (unchanged.status, unchanged.body, unchanged.came_from) == (304, b"", "HIT")


def test_parts_of_the_programme_are_cut_from_what_is_stored(proxy: Proxy, event: Event) -> None:
    whole = proxy.get(PDF)
    part = proxy.get(PDF, Range="bytes=10-19")
    tag = whole.headers["ETag"]
    assert (part.status, part.came_from, part.headers["ETag"]) == (206, "HIT", tag)
    assert part.body == whole.body[10:20]
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(whole.body)}"
    same, other = (proxy.get(PDF, Range="bytes=-5", If_Range=has) for has in (tag, '"another"'))
    assert (same.status, same.body, same.came_from) == (206, whole.body[-5:], "HIT")
    assert (other.status, other.body, other.came_from) == (200, whole.body, "HIT")


@pytest.mark.parametrize("name", ["sessionid", "__Host-sessionid"])
def test_whoever_is_signed_in_is_answered_by_the_site_alone(
    proxy: Proxy, event: Event, tmp_path: Path, settings: Settings, name: str
) -> None:
    """Whatever cookies stand beside that of the session."""
    settings.SESSION_COOKIE_NAME = name
    browser = Client()
    browser.force_login(rows.coordinator())
    own = f"{name}={browser.cookies[name].value}"
    for address in (PAGE, "/", "/admin/", f"{PDF}?audience=staff"):
        for cookie in (own, f"__Host-csrftoken=x; {own}", f"{own}; __Host-messages=x"):
            answers = [proxy.get(address, Cookie=cookie) for _ in range(2)]
            found = [(answer.status, answer.came_from) for answer in answers]
            assert (address, cookie, found) == (address, cookie, [(200, "BYPASS")] * 2)
    assert _stored(tmp_path) == []


@pytest.mark.parametrize("cookie", ["", "__Host-csrftoken=x", "mysessionid=x", "a=1; not__Host-sessionid=x"])
def test_other_cookies_make_nobody_known(proxy: Proxy, event: Event, cookie: str) -> None:
    assert [proxy.get(PAGE, Cookie=cookie).came_from for _ in range(2)] == ["MISS", "HIT"]


def test_whoever_brings_a_token_is_answered_by_the_site_alone(proxy: Proxy, event: Event, tmp_path: Path) -> None:
    assert proxy.get(PAGE, Authorization="Token made-up").came_from == "BYPASS"
    assert _stored(tmp_path) == []


def test_answers_that_are_not_for_all_are_not_stored(proxy: Proxy, event: Event, tmp_path: Path) -> None:
    for address, status in (("/account/sign-in/", 200), ("/nothing/", 404), ("/admin/", 302)):
        answers = [proxy.get(address) for _ in range(2)]
        assert [(answer.status, answer.came_from) for answer in answers] == [(status, "MISS")] * 2
    assert _stored(tmp_path) == []


def test_log_has_neither_queries_nor_referers(proxy: Proxy, event: Event, tmp_path: Path) -> None:
    """The last request is too large, which nginx would write to its other log with all of it."""
    referer = "https://localhost/account/invitation/?link=a-secret"
    statuses = [
        proxy.get(f"{PAGE}?key=a-secret", Referer=referer).status,
        proxy.get("/nothing/?link=a-secret", method="HEAD", Referer=referer).status,
        proxy.get("/account/sign-in/?next=a-secret", method="POST", Content_Length="99999999", Referer=referer).status,
    ]
    lines = _logged(tmp_path / "sojourn.log", 3)
    assert [line.split()[2:] for line in lines] == [
        ["GET", PAGE, str(statuses[0])],
        ["HEAD", "/nothing/", "404"],
        ["POST", "/account/sign-in/", "413"],
    ]
    assert statuses[1:] == [404, 413]
    assert not [path for path in tmp_path.glob("*.log") if "a-secret" in path.read_text()]


def _logged(log: Path, number: int) -> list[str]:
    """The lines of the log. nginx writes each a moment after it has answered."""
    wait_for(lambda: len(log.read_text().splitlines()) >= number)
    return log.read_text().splitlines()


def test_id_is_the_proxys_and_another_for_each_request(proxy: Proxy, event: Event) -> None:
    answers = [proxy.get(PAGE, X_Request_ID="chosen-by-a-stranger") for _ in range(2)]
    assert [answer.came_from for answer in answers] == ["MISS", "HIT"]
    ids = {answer.headers["X-Request-ID"] for answer in answers}
    assert (len(ids), {len(each) for each in ids}) == (2, {32})


def _stored(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
