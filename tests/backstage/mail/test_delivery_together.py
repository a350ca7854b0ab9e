"""Several workers at once send each mail once, and to no host more than its rate."""

import threading
from collections import Counter
from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from backstage.models import OutgoingMail, Pace
from tests.backstage.mail.mails import deliver, write
from tests.backstage.mail.smtp import Inbox

pytestmark = pytest.mark.django_db
COMMITTED = pytest.mark.django_db(transaction=True)
"""The mark for tests whose rows other threads must see."""


@COMMITTED
def test_workers_side_by_side_send_each_mail_once(inbox: Inbox) -> None:
    for number in range(40):
        write(f"m{number}@example.org")

    def work() -> None:
        try:
            while deliver(5):
                pass
        finally:
            connection.close()

    together(work)
    assert deliver() == 0
    assert sorted(inbox.recipients) == sorted(f"m{number}@example.org" for number in range(40))


def test_host_gets_no_more_than_its_rate_and_holds_up_no_other(inbox: Inbox, settings: Settings) -> None:
    settings.MAIL_RATE, settings.MAIL_RATES = 60_000, {"slow.example.org": 30}
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for number in range(10):
            write(f"m{number}@slow.example.org")
        write("ana@example.org")
        # One mail at once, and as many more as fit into six seconds at thirty a minute.
        assert (deliver(), deliver()) == (5, 0)
        assert Counter(address.partition("@")[2] for address in inbox.recipients) == {
            "slow.example.org": 4,
            "example.org": 1,
        }
        clock.shift(60)
        assert sent_meanwhile(clock, 60) == 6
    assert set(OutgoingMail.objects.values_list("state", "attempts")) == {("sent", 1)}


def sent_meanwhile(clock: time_machine.Traveller, seconds: int) -> int:
    sent = 0
    for _second in range(seconds):
        sent += deliver()
        clock.shift(1)
    return sent


@COMMITTED
def test_rate_holds_over_workers_side_by_side(inbox: Inbox, settings: Settings) -> None:
    settings.MAIL_RATE = 30
    for number in range(20):
        write(f"m{number}@example.org")
    now = timezone.now()
    Pace.objects.create(host="example.org", spent_until=now.timestamp())

    def work() -> None:
        try:
            deliver(20)
        finally:
            connection.close()

    with time_machine.travel(now, tick=False):
        together(work)
    assert len(inbox.received) == 4
    assert Counter(OutgoingMail.objects.values_list("state", "attempts")) == {("sent", 1): 4, ("waiting", 0): 16}


def together(work: Callable[[], None], workers: int = 4) -> None:
    threads = [threading.Thread(target=work) for _worker in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
