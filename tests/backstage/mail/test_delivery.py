"""Delivery to a real SMTP server."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from pytest_django import Settings

from backstage.leases import claim
from backstage.mail import delivery
from backstage.mail.delivery import deliver_due, forget_old_mail, retry
from backstage.mail.server import MailConnection, SendingError, Step, mail_server
from backstage.models import MailState, OutgoingMail, Pace, Undeliverable
from tests.backstage.mail.mails import deliver, facts, pass_time, write
from tests.backstage.mail.smtp import Inbox, free_port, serving
from tests.counting import asked

pytestmark = pytest.mark.django_db
PAUSES = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    *[timedelta(hours=8)] * 5,
]
"""The promised pauses between attempts."""


def test_mail_of_before_the_clock_was_set_back_does_not_wait(inbox: Inbox) -> None:
    write()
    pass_time(timedelta(hours=-3))
    assert (deliver(), len(inbox.messages)) == (1, 1)


def test_mail_arrives_as_it_was_written_and_is_noted_as_sent(inbox: Inbox) -> None:
    message = EmailMultiAlternatives(
        "Недеља градова", "Đakovo, 서울\n.a line with a dot", to=["Maja <maja@Example.org>"]
    )
    message.attach_alternative("<p>Đakovo</p>", "text/html")
    message.send()
    assert deliver() == 1
    [received], mail = inbox.messages, OutgoingMail.objects.get()
    plain, html = received.get_body(("plain",)), received.get_body(("html",))
    assert plain
    assert html
    assert received["Subject"] == "Недеља градова"
    assert plain.get_content().splitlines() == ["Đakovo, 서울", ".a line with a dot"]
    assert html.get_content() == "<p>Đakovo</p>"
    assert (received["Message-ID"], received["To"]) == (mail.message_id, "Maja <maja@Example.org>")
    assert inbox.recipients == ["maja@example.org"]
    assert facts(mail) == (MailState.SENT, 1, "")
    assert mail.settled_at
    assert deliver() == 0


def test_one_connection_sends_all_due_mails(inbox: Inbox) -> None:
    for number in range(3):
        write(f"m{number}@example.org")
    assert (deliver(2), deliver()) == (2, 1)
    assert (len(inbox.received), len(inbox.sessions)) == (3, 2)


def test_nothing_leaves_without_a_server(inbox: Inbox, settings: Settings) -> None:
    settings.MAIL_URL = ""
    mail = write()
    with asked() as counted:
        assert deliver() == 0
    assert counted.queries == 0
    assert facts(mail) == (MailState.WAITING, 0, "")


def test_nothing_due_costs_two_queries_and_no_call(inbox: Inbox, settings: Settings) -> None:
    settings.MAIL_URL = f"smtp://127.0.0.1:{free_port()}"
    with asked() as counted:
        assert deliver() == 0
    assert counted.queries == 2


def test_worker_that_is_asked_to_stop_takes_no_further_mail(inbox: Inbox) -> None:
    for number in range(3):
        write(f"m{number}@example.org")
    assert deliver_due(most=10, stopping=lambda: len(inbox.received) == 2) == 2


@pytest.mark.django_db(transaction=True)
def test_delivery_refuses_to_run_in_a_transaction(inbox: Inbox) -> None:
    write()
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        deliver()
    assert inbox.received == []


@pytest.mark.parametrize("answer", ["451 4.3.0 Try again later", "421 4.3.2 Closing", "drop"])
def test_temporary_failure_is_tried_again_after_each_pause_with_the_same_bytes(inbox: Inbox, answer: str) -> None:
    mail = write()
    inbox.to_contents = [answer] * 2
    for pause in PAUSES[:2]:
        assert (deliver(), deliver()) == (1, 0)
        pass_time(pause * 1.1)
    assert deliver() == 1
    assert facts(mail)[:2] == (MailState.SENT, 3)
    assert len(set(inbox.attempts)) == 1
    assert [message["Message-ID"] for message in inbox.messages] == [mail.message_id]


def test_reason_of_a_failure_stands_beside_the_mail(inbox: Inbox) -> None:
    mail = write()
    inbox.to_contents = ["451 4.3.0 Try again later"]
    deliver()
    assert facts(mail) == (MailState.WAITING, 1, "451 4.3.0 Try again later")
    pause = mail.next_at - timezone.now()
    assert timedelta(seconds=50) < pause < timedelta(seconds=67)


def test_mail_is_given_up_after_two_days_of_attempts(inbox: Inbox, settings: Settings) -> None:
    settings.MAIL_RATE = 60_000
    mail, passed = write(), timedelta()
    inbox.to_contents = ["450 4.2.1 Busy"] * 20
    for pause in PAUSES:
        assert deliver() == 1
        pass_time(pause * 1.1)
        passed += pause * 1.1
    assert deliver() == 1
    assert timedelta(days=1.5) < passed < timedelta(days=2)
    pass_time(timedelta(days=30))
    assert deliver() == 0
    assert facts(mail) == (MailState.GIVEN_UP, 10, "The last attempt failed: 450 4.2.1 Busy")


def test_refused_content_is_given_up_at_once(inbox: Inbox) -> None:
    mail = write()
    inbox.to_contents = ["554 5.6.0 Not like this"]
    deliver()
    assert facts(mail) == (MailState.GIVEN_UP, 1, "554 5.6.0 Not like this")
    assert Undeliverable.objects.count() == 0


@pytest.mark.parametrize(
    ("answer", "marked"),
    [
        ("550 5.1.1 No such user", ["maja@example.org"]),
        ("550 5.1.10 No mail here", ["maja@example.org"]),
        ("550-5.1.1 The email account\r\n550 5.1.1 does not exist", ["maja@example.org"]),
        ("550 No such user here", ["maja@example.org"]),
        ("550 Sender verify failed: no such user here", []),
        ("552 5.2.2 Mailbox full", []),
        ("550 5.2.1 Mailbox disabled", []),
        ("552 5.3.4 Too large", []),
        ("550 4.1.1 unknown user, perhaps", []),
        ("550 5.7.1 Not wanted", []),
        ("550 5.1.8 Your own domain is unknown", []),
        ("550 15.1.1 is no status", []),
    ],
)
def test_refused_recipient_is_given_up_and_marked_where_the_address_is_wrong(
    inbox: Inbox, answer: str, marked: list[str]
) -> None:
    mail = write("Maja@example.org")
    inbox.to_recipients = [answer]
    deliver()
    assert facts(mail) == (MailState.GIVEN_UP, 1, answer.replace("-", " ", 1).replace("\r\n550", ""))
    assert list(Undeliverable.objects.values_list("address", flat=True)) == marked


@pytest.mark.parametrize("recipient", ["majı@example.org", "maja@exámple.org"])
def test_address_that_cannot_be_written_ends_its_own_mail_alone(inbox: Inbox, recipient: str) -> None:
    mail, other = write("maja@example.org"), write("ana@example.org")
    OutgoingMail.objects.filter(pk=mail.pk).update(recipient=recipient)
    assert (deliver(), deliver()) == (2, 0)
    state, attempts, reason = facts(mail)
    assert (state, attempts, reason[:4]) == (MailState.GIVEN_UP, 1, "553 ")
    assert (facts(other)[0], inbox.recipients, len(inbox.sessions)) == (MailState.SENT, ["ana@example.org"], 1)


def test_next_mail_is_not_harmed_by_a_refusal_before_it(inbox: Inbox) -> None:
    inbox.to_recipients = ["550 5.1.1 No such user"]
    for number in range(2):
        write(f"m{number}@example.org")
    assert deliver() == 2
    assert Counter(OutgoingMail.objects.values_list("state", flat=True)) == {"given_up": 1, "sent": 1}


def test_mail_to_an_undeliverable_address_is_refused_with_the_reason(inbox: Inbox) -> None:
    Undeliverable.objects.create(address="maja@example.org", since=timezone.now(), reason="5.1.1 No such user")
    mail, other = write("Maja@example.org"), write("ana@example.org")
    deliver()
    assert facts(mail) == (MailState.REFUSED, 1, "5.1.1 No such user")
    assert (other.recipient, inbox.recipients) == ("ana@example.org", ["ana@example.org"])


def test_server_that_does_not_answer_costs_no_attempt_and_is_left_alone(
    inbox: Inbox, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.MAIL_URL = f"smtp://127.0.0.1:{free_port()}"
    with time_machine.travel(timezone.now(), tick=False) as clock:
        mail = write()
        assert (deliver(), deliver()) == (0, 0)
        assert len(caplog.messages) == 1
        assert facts(mail) == (MailState.WAITING, 0, "")
        settings.MAIL_URL = inbox.url
        assert deliver() == 0
        clock.shift(29)
        assert deliver() == 0
        clock.shift(2)
        assert deliver() == 1


def test_line_that_the_server_closed_while_idle_is_opened_again(inbox: Inbox, settings: Settings) -> None:
    with (
        serving(Inbox(), timeout=0.2) as impatient,
        MailConnection(mail_server(impatient.url), name="here", timeout=5) as connection,
    ):
        connection.open()
        connection.send("a@example.org", "b@example.org", b"Subject: 1\r\n\r\n1")
        threading.Event().wait(0.5)
        connection.open()
        connection.send("a@example.org", "b@example.org", b"Subject: 2\r\n\r\n2")
        assert [message["Subject"] for message in impatient.messages] == ["1", "2"]


def test_mail_of_a_worker_that_was_killed_is_taken_up_when_its_lease_is_over(inbox: Inbox, settings: Settings) -> None:
    mail, lease = write(), timedelta(seconds=settings.MAIL_LEASE)
    assert claim(mail, lease=lease, state=MailState.SENDING, attempts=1)
    assert deliver() == 0
    pass_time(lease - timedelta(seconds=10))
    assert deliver() == 0
    pass_time(timedelta(seconds=10))
    assert deliver() == 1
    assert facts(mail) == (MailState.SENT, 2, "")


def test_worker_that_was_slower_than_its_lease_changes_nothing_any_more(inbox: Inbox) -> None:
    """Two had the mail in hand, and the second has noted that it is sent."""
    mail = write()
    slow = OutgoingMail.objects.get()
    assert claim(slow, lease=timedelta(), state=MailState.SENDING, attempts=1)
    assert deliver() == 1
    delivery._note_failure(slow, SendingError(Step.CONTENT, 554, "5.6.0 Not like this"))
    assert facts(mail) == (MailState.SENT, 2, "")


@pytest.mark.parametrize("off", [timedelta(days=-1), timedelta(days=1)])
def test_clock_of_the_machine_does_not_say_what_is_due(inbox: Inbox, off: timedelta) -> None:
    with time_machine.travel(timezone.now() + off):
        first, other = write("ana@example.org"), write("maja@example.org")
        assert claim(other, lease=timedelta(minutes=1), state=MailState.SENDING)
        assert deliver() == 1
    assert (facts(first)[0], facts(other)[0]) == (MailState.SENT, MailState.SENDING)


def test_mail_whose_sending_was_never_noted_comes_again_as_the_same_mail(inbox: Inbox) -> None:
    mail = write()
    deliver()
    lost = {"state": MailState.SENDING, "holder": "killed", "held_until": Now(), "settled_at": None}
    OutgoingMail.objects.filter(pk=mail.pk).update(**lost)
    assert deliver() == 1
    assert [message["Message-ID"] for message in inbox.messages] == [mail.message_id] * 2
    assert len(set(inbox.attempts)) == 1
    assert facts(mail) == (MailState.SENT, 2, "")


def test_mail_that_stops_every_worker_is_given_up(inbox: Inbox) -> None:
    mail = write()
    lost = {"state": MailState.SENDING, "holder": "another", "held_until": Now(), "attempts": 10}
    OutgoingMail.objects.filter(pk=mail.pk).update(**lost)
    assert deliver() == 0
    assert facts(mail) == (MailState.GIVEN_UP, 11, "Whoever was sending it was cut off each time.")


@pytest.mark.parametrize(
    ("answers", "state"), [([], MailState.SENT), (["554 5.6.0 Not like this"], MailState.GIVEN_UP)]
)
def test_link_is_blanked_once_settled_and_other_texts_stay(inbox: Inbox, answers: list[str], state: MailState) -> None:
    secret = write("ana@example.org", "Open HTTPS://example.org/reset/abc")
    inbox.to_contents = list(answers)
    deliver()
    plain = write("maja@example.org", "Come at nine.")
    inbox.to_contents = list(answers)
    deliver()
    assert (facts(secret)[0], secret.is_blanked, secret.can_be_retried) == (state, True, False)
    assert (facts(plain)[0], plain.is_blanked, plain.is_readable) == (state, False, True)


def test_mail_that_waits_keeps_its_link(inbox: Inbox) -> None:
    mail = write(body="Open https://example.org/reset/abc")
    inbox.to_contents = ["450 4.2.1 Busy"]
    deliver()
    assert (facts(mail)[0], mail.is_blanked, mail.is_readable) == (MailState.WAITING, False, False)


def test_operator_may_have_it_tried_again(inbox: Inbox) -> None:
    mail = write()
    assert not retry(mail)
    inbox.to_contents = ["554 5.6.0 Not like this"]
    deliver()
    assert retry(mail)
    assert facts(mail) == (MailState.WAITING, 0, "")
    assert deliver() == 1
    assert facts(mail) == (MailState.SENT, 1, "")
    assert not retry(mail)


def test_blanked_mail_cannot_be_tried_again(inbox: Inbox) -> None:
    mail = write(body="https://example.org/reset/abc")
    inbox.to_contents = ["554 5.6.0 Not like this"]
    deliver()
    assert not retry(mail)
    assert facts(mail)[0] == MailState.GIVEN_UP


def test_old_mail_is_forgotten_but_never_what_still_waits(inbox: Inbox, settings: Settings) -> None:
    settings.MAIL_DAYS = 90
    write("ana@example.org")
    deliver()
    write("maja@example.org")
    now = timezone.now()
    assert forget_old_mail(now + timedelta(days=90) - timedelta(minutes=1)) == 0
    assert Pace.objects.count() == 1
    assert forget_old_mail(now + timedelta(days=91)) == 1
    assert Pace.objects.count() == 0
    assert list(OutgoingMail.objects.values_list("recipient", flat=True)) == ["maja@example.org"]
