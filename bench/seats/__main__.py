"""`python -m bench.seats` lets sixteen at once take the last seat, a thousand times, and counts the rounds that go wrong.

It uses SQLite, as a file, or the server of DATABASE_URL.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import chain

import django

ROUNDS = 1000
RACES = ("last_seat", "last_place", "lapse_or_accept", "without_the_lock", "control")
HEAD = ("database", "what", "rounds", "winners", "refusals", "wrong rounds", "seconds")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.seats", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--races", nargs="+", choices=RACES, default=RACES)
    chosen = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    os.environ.setdefault("DATABASE_WAIT", "20")  # a busy machine is no wrong round
    django.setup()
    from bench.database import own_database

    _allow_a_connection_each()
    with own_database():
        for line in chain((HEAD, tuple("---" for _ in HEAD)), _lines(chosen.races, chosen.rounds)):
            print("| " + " | ".join(line) + " |", flush=True)


def _allow_a_connection_each() -> None:
    """Gives each of the crowd a connection to PostgreSQL. In operation a process has few, so that some would wait
    before the race.
    """
    from django.db import connection

    from bench.seats.races import AT_ONCE

    if pool := connection.settings_dict["OPTIONS"].get("pool"):
        pool["max_size"] = AT_ONCE + 1


def _lines(chosen: Iterable[str], rounds: int) -> Iterator[tuple[str, ...]]:
    from django.db import connection

    from bench.seats import races
    from bench.seats.racing import raced

    for name in chosen:
        race = getattr(races, name)()
        print(f"{race.what} …", file=sys.stderr)
        began = time.monotonic()
        figures = raced(race, rounds)
        refused = ", ".join(f"{code} {many}" for code, many in sorted(figures.refusals.items()))
        counts = (str(figures.rounds), str(figures.winners), refused, str(figures.wrong))
        yield connection.vendor, race.what, *counts, f"{time.monotonic() - began:.0f}"


if __name__ == "__main__":
    main()
