"""`python -m bench.enumeration` checks that neither an answer nor its time reveals whether an address is known: whether it has
an account, or receives personal links.

The settings are those of production: Argon2, attempts counted in the machine's cache, tasks in the database. Requests
for known and unknown addresses alternate, and half of the pairs are in reverse order, so that both meet the same
conditions.
"""

import argparse
import logging
import os
import re
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import django
from django.core.management import call_command

if TYPE_CHECKING:
    from django.test import Client

ROUNDS = 200
LIMIT = 5.0
"""The most milliseconds by which the medians may differ."""
PASSWORD = "the password of whoever is known"  # noqa: S105
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


class Asked(NamedTuple):
    """One request: its wall time and processor time in seconds, and its answer without the text that was typed."""

    clock: float
    processor: float
    status: int
    page: bytes


Ask = Callable[["Client", str], Asked]


class Compared(NamedTuple):
    """The medians of one kind of request in milliseconds, and the set of different answers."""

    what: str
    known: float
    unknown: float
    processor: float
    answers: set[tuple[int, bytes]]

    @property
    def difference(self) -> float:
        return abs(self.known - self.unknown)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.enumeration", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="requests of each sort")
    rounds = parser.parse_args().rounds
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    from bench.database import own_database

    call_command("collectstatic", verbosity=0, interactive=False)
    logging.getLogger("config.running.requests").setLevel(logging.WARNING)
    with own_database():
        _prepare(rounds)
        print(_table(list(_measured(rounds)), rounds))


def _prepare(rounds: int) -> None:
    """Makes a user and a delegate for each round, so that each address is used once and no rate limit is reached."""
    from django.conf import settings
    from django.contrib.auth.hashers import make_password
    from django.utils import timezone

    from accounts.models import User
    from participants.models import Delegate, DelegateContact
    from tests.factories import rows

    settings.ACCOUNT_RATE_LIMITS = {name: f"{10 * rounds}/h/ip,5/h/key" for name in ("login", "login_failed")}
    settings.ACCOUNT_RATE_LIMITS |= {"login": f"{10 * rounds}/h/ip", "reset_password": f"{10 * rounds}/h/ip,5/h/key"}
    settings.ACCOUNT_RATE_LIMITS |= {name: f"{10 * rounds}/h/ip,5/h/key" for name in ("ask_link", "ask_code")}
    password = make_password(PASSWORD)
    User.objects.bulk_create(User(email=_known(number), password=password) for number in range(rounds + 1))
    event = rows.event(starts=timezone.localdate(), ends=timezone.localdate())
    delegates = Delegate.objects.bulk_create(Delegate(event=event, name="Ana Primer") for _ in range(rounds + 1))
    DelegateContact.objects.bulk_create(
        DelegateContact(delegate=delegate, email=_known(number)) for number, delegate in enumerate(delegates)
    )


def _known(number: int) -> str:
    return f"somebody-{number:04}@example.org"


def _unknown(number: int) -> str:
    return f"stranger-{number:04}@example.org"


def _measured(rounds: int) -> Iterator[Compared]:
    from django.test import Client

    client = Client()
    for what, ask in ASKING.items():
        for address in (_known(rounds), _unknown(rounds)):  # warms up
            ask(client, address)
        known: list[Asked] = []
        unknown: list[Asked] = []
        for number in range(rounds):
            turn = [(known, _known(number)), (unknown, _unknown(number))]
            for asked, address in turn if number % 2 else reversed(turn):
                asked.append(ask(client, address))
        yield _compared(what, known, unknown)


def _compared(what: str, known: list[Asked], unknown: list[Asked]) -> Compared:
    clock = [median(each.clock for each in asked) * 1000 for asked in (known, unknown)]
    processor = [median(each.processor for each in asked) * 1000 for asked in (known, unknown)]
    answers = {(each.status, each.page) for each in (*known, *unknown)}
    return Compared(what, clock[0], clock[1], abs(processor[0] - processor[1]), answers)


def _sign_in(client: "Client", address: str) -> Asked:
    return _asked(client, "/account/sign-in/", address, {"login": address, "password": "another password"})


def _reset(client: "Client", address: str) -> Asked:
    return _asked(client, "/account/password/reset/", address, {"email": address})


def _link(client: "Client", address: str) -> Asked:
    return _asked(client, "/d/again/", address, {"email": address})


def _code(client: "Client", address: str) -> Asked:
    return _asked(client, "/d/code/", address, {"email": address})


ASKING: dict[str, Ask] = {
    "sign-in, wrong password": _sign_in,
    "forgotten password": _reset,
    "send my link again": _link,
    "send the code": _code,
}


def _asked(client: "Client", path: str, address: str, fields: dict[str, str]) -> Asked:
    clock, processor = time.perf_counter(), time.process_time()
    answer = client.post(path, fields, secure=True, headers={"Host": "bench.example"})
    spent = (time.perf_counter() - clock, time.process_time() - processor)
    return Asked(*spent, answer.status_code, TOKEN.sub(b"", answer.content.replace(address.encode(), b"-")))


def _table(compared: list[Compared], rounds: int) -> str:
    head = (f"2 x {rounds} requests", "known", "unknown", "medians differ by", "of the processor's time", "answers")
    rows = [head, tuple("---" for _ in head), *map(_row, compared)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _row(each: Compared) -> tuple[str, ...]:
    verdict = "holds" if each.difference <= LIMIT else "misses"
    statuses = ", ".join(sorted({str(status) for status, _ in each.answers}))
    return (
        each.what,
        f"{each.known:.1f} ms",
        f"{each.unknown:.1f} ms",
        f"{each.difference:.2f} ms {verdict} ({LIMIT:.0f} ms)",
        f"{each.processor:.2f} ms",
        f"{len(each.answers)} different, status {statuses}",
    )


if __name__ == "__main__":
    main()
