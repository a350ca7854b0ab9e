"""`python -m bench.outputs FOLDER` writes every public output of the demonstration to files, to compare two states of
the software.

    python -m bench.outputs var/before       (in one checkout)
    python -m bench.outputs var/after        (in the other)
    diff -r ONE/var/before OTHER/var/after

The clock is frozen meanwhile, because calendars contain times, and pages show what is upcoming, running or past.
"""

import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urldefrag, urljoin, urlsplit

import time_machine

_LINK = re.compile(r"""(?:href|src)="([^"]+)"|"(https?://[^"]+)"|<loc>([^<]+)</loc>""")
_UNSAFE = re.compile(r"[^A-Za-z0-9._=-]+")
BASE = "http://127.0.0.1:8000"
SEEDS = ("/", "/sitemap.xml", "/robots.txt", "/events.ics", "/news/feed.atom", "/api/v1/", "/search/?q=seoul")
PROGRAMMES = (
    "",
    "?format=letter",
    "?format=pocket&notes=2",
    "?audience=delegates",
    "?audience=delegates&group=A",
    "?audience=staff",
)
MOST = 3000
TODAY = datetime(2026, 12, 1, 9, tzinfo=UTC)


def main(folder: Path) -> None:
    with TemporaryDirectory(prefix="sojourn-outputs-") as own:
        os.environ |= {"SOJOURN_MODE": "demo", "VAR_DIR": own, "BASE_URL": BASE, "DATABASE_URL": "", "CACHE_URL": ""}
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        with time_machine.travel(TODAY, tick=False):
            _load()
            count = sum(1 for _ in _written(folder))
    print(f"{count} outputs in {folder}")


def _load() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with open(os.devnull, "w") as nowhere:
        call_command("load_demo", stdout=nowhere)


def _written(folder: Path) -> Iterator[str]:
    """Writes every page that links within the site lead to, and then the programmes that only an operator may read."""
    from django.test import Client

    from accounts.models import User

    waiting, seen = [*SEEDS], {*SEEDS}
    stranger, operator = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        body = _body(stranger, address)
        _write(folder, address, body)
        yield address
        for link in _links(address, body):
            if link not in seen:
                seen.add(link)
                waiting.append(link)
    operator.force_login(User.objects.filter(is_superuser=True).order_by("pk")[0])
    for event in sorted({path for path in seen if re.fullmatch("/events/[a-z0-9-]+/", path)}):
        for query in PROGRAMMES:
            _write(folder, f"{event}programme.pdf{query}", _body(operator, f"{event}programme.pdf{query}"))
            yield event


def _body(client: object, address: str) -> bytes:
    response = client.get(address)  # type: ignore[attr-defined]  # Django is imported once its settings are set
    head = f"{response.status_code} {response.get('Content-Type')} {response.get('Location', '')}\n".encode()
    return head + (b"".join(response.streaming_content) if response.streaming else bytes(response.content))


def _links(address: str, body: bytes) -> Iterator[str]:
    """The links within the site, except those to the desk, the administration and accounts. Filters of lists are
    removed.
    """
    if b"\x00" in body[:2000] or body[:40].find(b"pdf") > 0:
        return
    for match in _LINK.finditer(body.decode("utf-8", "replace")):
        link = urldefrag(urljoin(BASE + address, unescape(next(filter(None, match.groups())))))[0]
        parts = urlsplit(link)
        if f"{parts.scheme}://{parts.netloc}" == BASE and not parts.path.startswith(("/desk/", "/admin/", "/account/")):
            query = "" if parts.path.startswith(("/events/", "/news/", "/search/")) else parts.query
            yield parts.path + (f"?{query}" if query else "")


def _write(folder: Path, address: str, body: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / (_UNSAFE.sub("~", address)[:200] or "home")).write_bytes(body)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
