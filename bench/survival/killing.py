"""`python -m bench.survival.killing` kills the whole site again and again while people write, and counts acknowledged
writes that are lost.

It uses SQLite, or a separate database on the PostgreSQL server of DATABASE_URL. See docs/bench.md.
"""

import argparse
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import django

from bench.survival.site import Site

if TYPE_CHECKING:
    from bench.survival.writing import Writers

KILLS = 15


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.survival.killing", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    kills = parser.parse_args().kills
    with TemporaryDirectory(prefix="sojourn-killing-") as folder, _database() as address:
        site = Site(Path(folder) / "var", address)
        site.manage("migrate", "--verbosity=0")
        os.environ |= {**site.environment, "DJANGO_SETTINGS_MODULE": "config.settings"}
        django.setup()
        print(_report(site, kills))


def _report(site: Site, kills: int) -> str:
    from bench.survival.writing import Writers, found, signed_in

    writers = Writers(site, cookies=signed_in())
    _kill_again_and_again(site, writers, kills)
    left = found(writers)
    lines = [
        ("database", left.database),
        ("kills", str(kills)),
        ("writes acknowledged", str(len(writers.acknowledged))),
        ("of them lost", str(left.lost)),
        ("writes cut off without an answer", str(len(writers.cut_off))),
        ("of them kept nevertheless", str(left.kept_unsaid)),
        ("written by halves", str(left.halves)),
        ("refused or failed while the site ran", str(writers.refused)),
        ("integrity", left.integrity),
        ("published editions", left.guard),
    ]
    return "\n".join(f"{name:<38}{value}" for name, value in lines)


def _kill_again_and_again(site: Site, writers: "Writers", kills: int) -> None:
    """Kills the site each time at a random moment of work. At the end it is stopped normally, by SIGTERM."""
    site.start()
    try:
        with writers:
            for kill in range(kills):
                writers.wait_for_one()
                time.sleep(random.uniform(0, 2))  # noqa: S311  (no secret)
                site.stop(signal.SIGKILL)
                print(f"kill {kill + 1} of {kills}: {len(writers.acknowledged)} writes acknowledged …", file=sys.stderr)
                site.start()
            time.sleep(1)
    finally:
        site.stop()


@contextmanager
def _database() -> Iterator[str]:
    """Gives the address of a new database, or an empty string for SQLite, which makes a file."""
    server = os.environ.get("DATABASE_URL", "")
    if not server:
        yield ""
        return
    from bench.survival.postgres import new_database

    with new_database(server, f"sojourn_killing_{os.getpid()}") as address:
        yield address


if __name__ == "__main__":
    main()
