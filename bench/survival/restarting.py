"""`python -m bench.survival.restarting` restarts PostgreSQL while people read, and counts the requests that fail.

It runs its own server in a temporary folder. See docs/bench.md.
"""

import argparse
import os
import sys
import threading
import time
from collections import Counter
from http.client import HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from bench.survival.postgres import Server, own_server
from bench.survival.site import Site

RESTARTS = 10
READERS = 8
PATHS = ["/events/", "/events/week/", "/news/", "/search/?q=week", "/api/v1/events/", "/events/week/programme.ics"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.survival.restarting", description=__doc__)
    parser.add_argument("--restarts", type=int, default=RESTARTS)
    restarts = parser.parse_args().restarts
    with own_server() as server, TemporaryDirectory(prefix="sojourn-restarting-") as folder:
        site = Site(Path(folder) / "var", server.address)
        site.manage("migrate", "--verbosity=0")
        site.manage("collectstatic", "--noinput", "--verbosity=0")
        os.environ |= {**site.environment, "DJANGO_SETTINGS_MODULE": "config.settings"}
        django.setup()
        _publish()
        site.start()
        for path in PATHS:
            site.ask(path)
        try:
            print(_report(site, server, restarts))
        finally:
            site.stop()


def _publish() -> None:
    from django.db import connection

    from tests.factories import rows

    rows.publish(rows.full_event(30, slug="week"))
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # only PostgreSQL has one


def _report(site: Site, server: Server, restarts: int) -> str:
    readers = Readers(site)
    begun = time.monotonic()
    with readers:
        for restart in range(restarts):
            time.sleep(2)
            server.restart()
            print(f"restart {restart + 1} of {restarts}: {readers.requests} requests …", file=sys.stderr)
        time.sleep(2)
    lines = [
        ("restarts", f"{restarts} in {time.monotonic() - begun:.0f} s"),
        ("requests", f"{readers.requests}"),
        ("errors", f"{sum(readers.errors.values())} {dict(readers.errors) or ''}".strip()),
        ("longest answer", f"{readers.longest:.1f} s"),
    ]
    lines += [("logged", f"{number} times: {words}") for words, number in site.failures().items()]
    return "\n".join(f"{name:<16}{value}" for name, value in lines)


class Readers:
    """Threads that request one page after another while the block runs. Every answer other than 200 is an error."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._done = threading.Event()
        self._threads = [threading.Thread(target=self._read, args=(number,)) for number in range(READERS)]
        self.requests = 0
        self.errors: Counter[str] = Counter()
        self.longest = 0.0

    def __enter__(self) -> None:
        for thread in self._threads:
            thread.start()

    def __exit__(self, *_error: object) -> None:
        self._done.set()
        for thread in self._threads:
            thread.join()

    def _read(self, number: int) -> None:
        while not self._done.is_set():
            number += 1
            path = PATHS[number % len(PATHS)]
            begun = time.monotonic()
            try:
                status = self._site.ask(path).status
                outcome = "" if status == 200 else f"{status} {path}"
            except (OSError, HTTPException) as trouble:
                outcome = f"{type(trouble).__name__} {path}"
            self._count(outcome, time.monotonic() - begun)

    def _count(self, outcome: str, seconds: float) -> None:
        self.requests += 1
        self.longest = max(self.longest, seconds)
        if outcome:
            self.errors[outcome] += 1


if __name__ == "__main__":
    main()
