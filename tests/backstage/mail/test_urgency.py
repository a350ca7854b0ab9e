"""The more urgent mail leaves first, however many others wait, and none waits for ever."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings

from accounts.letters.urgency import Urgency
from backstage.mail import delivery
from backstage.mail.delivery import deliver_due
from backstage.models import MailState, OutgoingMail, Pace
from tests.backstage.mail.mails import backlog, deliver, write
from tests.backstage.mail.smtp import Inbox, serving
from tests.backstage.mail.test_delivery_together import COMMITTED, together
from tests.counting import asked, plan

pytestmark = pytest.mark.django_db
CODE, NOTICE, LETTER, BULK = Urgency


@dataclass
class SlowInbox(Inbox):
    """Takes as long for each mail as `passing` makes pass."""

    passing: Callable[[], None] = lambda: None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.passing()
        return await super().handle_DATA(server, session, envelope)


def names(inbox: Inbox) -> list[str]:
    return [address.partition("@")[0] for address in inbox.recipients]


def test_mails_leave_in_the_order_of_their_urgency_whatever_their_host(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "BULK_SHARE", 0)
    for urgency in reversed(Urgency):
        write(f"{urgency.name.lower()}@example.org", urgency=urgency)
        write(f"{urgency.name.lower()}@example.com", urgency=urgency)
    assert deliver() == 8
    assert names(inbox) == ["code", "code", "notice", "notice", "letter", "letter", "bulk", "bulk"]


def test_mails_of_one_urgency_leave_by_their_time(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Among as many as a worker chooses from."""
    monkeypatch.setattr(delivery, "LOOKUP_SIZE", 1)
    mails = [write(f"m{number}@example.org") for number in range(4)]
    for mail, minutes in zip(mails, (2, 4, 1, 3), strict=True):
        OutgoingMail.objects.filter(pk=mail.pk).update(next_at=mail.next_at - timedelta(minutes=minutes))
    deliver()
    assert names(inbox) == ["m1", "m3", "m0", "m2"]


def test_notice_that_comes_amid_a_batch_on_a_slow_server_is_the_next_mail(inbox: Inbox, settings: Settings) -> None:
    """Two thousand bulk mails wait for the same host, and the server takes two seconds for each."""
    backlog(2000)
    settings.MAIL_RATE = 60
    with time_machine.travel(timezone.now(), tick=False) as clock:
        slow = SlowInbox(passing=lambda: clock.shift(2))

        def stopping() -> bool:
            if len(slow.received) == 10 and not OutgoingMail.objects.filter(urgency=NOTICE).exists():
                write("notice@host0.example.org", urgency=NOTICE)
            return False

        with serving(slow):
            settings.MAIL_URL = slow.url
            assert deliver_due(most=13, stopping=stopping) == 13
    assert [name == "notice" for name in names(slow)] == [False] * 10 + [True] + [False] * 2


def test_notices_of_the_night_before_are_out_at_once_though_bulk_has_used_up_the_pace(
    inbox: Inbox, settings: Settings
) -> None:
    """Twelve mails to the host that bulk has been leaving for, at sixty a minute."""
    backlog(2000)
    settings.MAIL_RATE = 60
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert [told(inbox, clock) for _second in range(5)] == [7, 1, 1, 1, 1]
        for number in range(12):
            write(f"notice{number}@host0.example.org", urgency=NOTICE)
        sent = [told(inbox, clock) for _second in range(15)]
    assert [name.startswith("notice") for name in names(inbox)[11:]] == [True] * 12 + [False] * 3
    # Six went ahead of the pace. Bulk waits until that is made up for.
    assert sent == [7] + [1] * 5 + [0] * 6 + [1] * 3


def told(inbox: Inbox, clock: time_machine.Traveller) -> int:
    sent = deliver()
    clock.shift(1)
    return sent


def test_bulk_to_two_thousand_hosts_stands_before_no_notice(inbox: Inbox) -> None:
    backlog(2000, hosts=2000)
    write("notice@example.org", urgency=NOTICE)
    assert deliver(1) == 1
    assert names(inbox) == ["notice"]


def test_letters_without_end_do_not_hold_up_bulk(inbox: Inbox, settings: Settings) -> None:
    """More letters are due at any moment than the host takes: bulk has about a quarter of the turns."""
    backlog(60, LETTER)
    backlog(60, BULK)
    settings.MAIL_RATE = 60
    random.seed(2017)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _second in range(50):
            told(inbox, clock)
    subjects = Counter(str(message["Subject"]).partition(" ")[0] for message in inbox.messages)
    assert (subjects.total(), 7 <= subjects["BULK"] <= 21) == (56, True)


def test_bulk_alone_has_the_whole_pace(inbox: Inbox, settings: Settings) -> None:
    backlog(40)
    settings.MAIL_RATE = 60
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert sum(told(inbox, clock) for _second in range(20)) == 26


HOSTS = ("fast.example.org", "slow.example.org")
STEPS = st.lists(st.lists(st.tuples(st.sampled_from(Urgency), st.sampled_from(HOSTS)), max_size=5), max_size=6)


@hypothesis_settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_mail_leaves_before_a_code_or_notice_that_is_due_to_the_same_host(
    inbox: Inbox, settings: Settings, steps: list[list[tuple[Urgency, str]]]
) -> None:
    OutgoingMail.objects.all().delete()
    Pace.objects.all().delete()
    settings.MAIL_RATES = {"slow.example.org": 20}
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for step, mails in enumerate(steps):
            for number, (urgency, host) in enumerate(mails):
                write(f"m{step}-{number}@{host}", urgency=urgency)
            waiting = {(mail.pk, mail.host, mail.urgency) for mail in OutgoingMail.objects.filter(state="waiting")}
            deliver(2)
            left = set(OutgoingMail.objects.filter(state="waiting").values_list("pk", flat=True))
            sent = {(host, urgency) for key, host, urgency in waiting if key not in left}
            stayed = {(host, urgency) for key, host, urgency in waiting if key in left and urgency <= NOTICE}
            assert [(one, other) for one in sent for other in stayed if one[0] == other[0] and one[1] > other[1]] == []
            clock.shift(2)


@COMMITTED
def test_workers_side_by_side_send_codes_first(inbox: Inbox) -> None:
    backlog(30, BULK, hosts=3)
    backlog(12, CODE, hosts=3)

    def work() -> None:
        try:
            deliver()
        finally:
            connection.close()

    together(work)
    subjects = [str(message["Subject"]).partition(" ")[0] for message in inbox.messages]
    # While the last codes are on their way, three of four workers may have found nothing but bulk.
    assert (len(subjects), "BULK" in subjects[:9], "CODE" in subjects[15:]) == (42, False, False)


@pytest.mark.parametrize(("urgency", "share", "queries"), [(LETTER, 0, 6), (LETTER, 1, 7), (CODE, 1, 6), (BULK, 1, 6)])
def test_a_mail_costs_a_fixed_number_of_queries_however_many_wait(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, urgency: Urgency, share: float, queries: int
) -> None:
    monkeypatch.setattr(delivery, "BULK_SHARE", share)
    backlog(60, urgency)
    Pace.objects.create(host="host0.example.org", spent_until=0)
    counts = []
    for number in (1, 3):
        with asked() as counted:
            assert deliver(number) == number
        counts.append(len([sql for sql, _params in counted.statements if sql.startswith(("SELECT", "UPDATE"))]))
    # Is the server paused? Then for each mail: what is due (for bulk in place of a letter, once more), claim, content,
    # undeliverable?, the host's rate, sent.
    assert counts == [1 + queries, 1 + 3 * queries]


def test_mails_are_found_by_an_index_beside_a_hundred_thousand_that_were_sent(inbox: Inbox) -> None:
    settle(100_000)
    backlog(40)
    if connection.vendor == "postgresql":  # it does so by itself, and SQLite never
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE backstage_outgoingmail")
    looks: dict[str, Callable[[], object]] = {
        "mail_due": lambda: delivery._next(set()),
        "mail_late": lambda: delivery.give_up_late_mail(timezone.now()),
        "mail_settled": lambda: list(OutgoingMail.objects.undelivered(key="offer ")),
    }
    found = {name: steps(look) for name, look in looks.items()}
    assert {name: lines for name, lines in found.items() if name not in "".join(lines)} == {}
    whole = {"SCAN backstage_outgoingmail", "->  Seq Scan on backstage_outgoingmail"}
    assert [name for name, lines in found.items() if whole & set(lines)] == []
    assert "USE TEMP B-TREE FOR ORDER BY" not in found["mail_due"]


def steps(look: Callable[[], object]) -> list[str]:
    with asked() as counted:
        look()
    [(sql, params)] = counted.statements
    return [line.partition("  (")[0].strip() for line in plan(sql, params).splitlines()]


def settle(number: int) -> None:
    """Copies one sent mail many times, in the database alone."""
    backlog(1, LETTER)
    OutgoingMail.objects.update(state=MailState.SENT, settled_at=timezone.now())
    columns = [str(field.column) for field in OutgoingMail._meta.concrete_fields if not field.primary_key]
    quoted = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join({"key": "n.n", "message_id": "n.n"}.get(column, f'"{column}"') for column in columns)
    numbers = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < %s)"
    copies = f"{numbers} SELECT {values} FROM backstage_outgoingmail, n"  # noqa: S608  (our own columns)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO backstage_outgoingmail ({quoted}) {copies}", [number])
