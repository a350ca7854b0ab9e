"""`python -m bench.survival.outbox` kills workers with SIGKILL while they send mail, and counts what arrived.

`--mails 5000 --kills 40`.
"""

import argparse
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self
from urllib.parse import urlsplit

import django

if TYPE_CHECKING:
    from bench.survival.mail_sink import MailSink

LEASE = 6
"""The lease in seconds (two minutes in production). A worker waits a sixth of it for each answer of the server."""
WORKERS = 2
LONGEST = 1800
"""Seconds after which a mail that has not arrived counts as lost."""


class Result(NamedTuple):
    """The figures of a run. `delivered` counts the different mails that the server accepted, and `duplicates` repeated
    ones.

    `message_ids` counts the different Message-IDs among them, and `noted` the mails that are marked as sent in the
    outbox.
    """

    written: int
    delivered: int
    duplicates: int
    message_ids: int
    noted: int
    refused: int
    broken: int
    kills: int
    seconds: float

    @property
    def lost(self) -> int:
        return self.written - self.delivered

    @property
    def holds(self) -> bool:
        """Whether no mail is lost, each has one Message-ID, and there are no more duplicates than kills."""
        is_known = self.message_ids == self.noted == self.written
        return is_known and self.lost == 0 and self.duplicates <= self.kills


def main() -> None:
    """Exits with status 1 if the result does not hold."""
    parser = argparse.ArgumentParser(prog="python -m bench.survival.outbox", description=__doc__)
    parser.add_argument("--mails", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=40)
    asked = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    from django.db import connection

    from bench.database import own_database

    with own_database():
        result = killed_while_sending(asked.mails, asked.kills)
        print(table(connection.vendor, result))
    sys.exit(not result.holds)


def table(database: str, result: Result) -> str:
    """The result as a table in Markdown."""
    figures = {
        "database": database,
        "written": result.written,
        "delivered": result.delivered,
        "lost": result.lost,
        "duplicates": result.duplicates,
        "kills": result.kills,
        "Message-IDs": result.message_ids,
        "noted as sent": result.noted,
        "answered 451": result.refused,
        "lines broken": result.broken,
        "seconds": round(result.seconds),
    }
    rows = (figures.keys(), ["---"] * len(figures), map(str, figures.values()))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def killed_while_sending(mails: int, kills: int, *, lease: float = LEASE) -> Result:
    """Writes mails, and kills workers while they send them.

    Rows must be committed, because each worker is a separate process.
    """
    from bench.survival.mail_sink import MailSink, serving

    written, sink = write(mails), MailSink()
    began = time.perf_counter()
    with serving(sink) as url, Crew(url, lease) as crew:
        for number in range(kills):
            _wait(partial(_has_taken, sink, mails * (number + 1) // (kills + 1)))
            time.sleep(random.uniform(0, 0.05))  # noqa: S311  # a random moment of a worker's loop
            crew.kill_one()
        _wait(lambda: not _left())
        seconds = time.perf_counter() - began
    return Result(
        written=len(written),
        delivered=len(written & sink.taken.keys()),
        duplicates=sum(sink.taken.values()) - len(sink.taken),
        message_ids=len({message_id for message_id, _recipient in sink.taken}),
        noted=_sent(),
        refused=sink.refused,
        broken=sink.broken,
        kills=kills,
        seconds=seconds,
    )


def write(mails: int) -> set[tuple[str, str]]:
    """Writes mails to a hundred hosts and returns their Message-IDs and recipients."""
    from django.core.mail import EmailMessage, get_connection

    from backstage.models import OutgoingMail

    messages = [
        EmailMessage(f"Недеља градова {number}", "Đakovo, 서울", to=[f"m{number}@host{number % 100}.example.org"])
        for number in range(mails)
    ]
    outbox = get_connection("backstage.mail.outbox.Outbox")
    for first in range(0, mails, 500):
        outbox.send_messages(messages[first : first + 500])
    return set(OutgoingMail.objects.values_list("message_id", "recipient"))


class Crew:
    """Workers, each a process. A killed worker is replaced."""

    def __init__(self, url: str, lease: float) -> None:
        mail = {"MAIL_URL": url, "MAIL_LEASE": str(lease), "MAIL_RATE": "1000000"}
        self.environment = (
            os.environ | mail | {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": _database()}
        )
        self.workers: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        for _worker in range(WORKERS):
            self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self.workers:
            self._kill(self.workers[0])

    def kill_one(self) -> None:
        self._kill(random.choice(self.workers))  # noqa: S311
        self._start()

    def _start(self) -> None:
        command = [sys.executable, "-m", "bench.survival.mail_worker"]
        self.workers.append(subprocess.Popen(command, env=self.environment))  # noqa: S603  (our own interpreter and code)

    def _kill(self, worker: subprocess.Popen[bytes]) -> None:
        """Kills the worker by SIGKILL, so that it can do nothing more."""
        worker.kill()
        worker.wait()
        self.workers.remove(worker)


def _database() -> str:
    """The address of the database that this process uses."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def _has_taken(sink: "MailSink", mails: int) -> bool:
    return len(sink.taken) >= mails


def _left() -> bool:
    """Whether mails are still to be sent.

    Pauses after failures are shortened, as the benchmark cannot wait for minutes.
    """
    from django.db.models.functions import Now

    from backstage.models import UNSETTLED, MailState, OutgoingMail

    OutgoingMail.objects.filter(state=MailState.WAITING, next_at__gt=Now()).update(next_at=Now())
    return OutgoingMail.objects.filter(state__in=UNSETTLED).exists()


def _sent() -> int:
    from backstage.models import MailState, OutgoingMail

    return OutgoingMail.objects.filter(state=MailState.SENT).count()


def _wait(until: Callable[[], bool]) -> None:
    ends = time.perf_counter() + LONGEST
    while not until() and time.perf_counter() < ends:
        time.sleep(0.05)


if __name__ == "__main__":
    main()
