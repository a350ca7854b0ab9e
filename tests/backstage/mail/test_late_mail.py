"""A mail whose moment has passed is given up and not sent, wherever it waits."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db.models.functions import Now
from django.utils import timezone
from pytest_django import Settings

from backstage.leases import claim
from backstage.mail import delivery
from backstage.mail.delivery import give_up_late_mail, retry
from backstage.models import MailState, OutgoingMail, Undeliverable, is_due
from tests.backstage.mail.mails import deliver, facts, write
from tests.backstage.mail.smtp import Inbox
from tests.counting import asked

pytestmark = pytest.mark.django_db
NOON = datetime(2017, 9, 4, 12, tzinfo=UTC)
REASON = "Too late: this mail was of use until 4 Sep 2017 12:00 UTC."
MINUTE = timedelta(minutes=1)


def give_up() -> int:
    return give_up_late_mail(timezone.now())


def soon() -> datetime:
    return timezone.now() + MINUTE


def test_late_mail_is_not_sent_and_says_why(inbox: Inbox) -> None:
    mail = write(useless_after=NOON)
    assert (deliver(), facts(mail)) == (0, (MailState.WAITING, 0, ""))
    assert [give_up() for _time in range(2)] == [1, 0]
    assert facts(mail) == (MailState.GIVEN_UP, 0, REASON)
    assert (mail.holder, mail.held_until, mail.settled_at is None) == ("", None, False)
    assert (deliver(), inbox.received, Undeliverable.objects.count()) == (0, [], 0)


def test_mail_that_is_in_time_is_sent(inbox: Inbox) -> None:
    mail = write(useless_after=soon())
    assert (give_up(), deliver(), facts(mail)) == (0, 1, (MailState.SENT, 1, ""))
    OutgoingMail.objects.update(useless_after=NOON)
    assert (give_up(), facts(mail)) == (0, (MailState.SENT, 1, ""))


def test_mail_whose_moment_passes_once_a_worker_has_found_it_is_not_claimed(inbox: Inbox) -> None:
    mail = write(useless_after=NOON)
    assert delivery._claim(mail.pk, is_due()) is None
    assert facts(mail) == (MailState.WAITING, 0, "")


def test_late_mail_waits_for_no_further_attempt(inbox: Inbox) -> None:
    mail = write(useless_after=soon())
    inbox.to_contents = ["450 4.2.1 Busy"]
    deliver()
    OutgoingMail.objects.update(useless_after=NOON)
    assert (give_up(), facts(mail)) == (1, (MailState.GIVEN_UP, 1, REASON))


def test_late_mail_waits_for_no_server(inbox: Inbox, settings: Settings) -> None:
    settings.MAIL_URL = ""
    mail = write(useless_after=NOON)
    assert (deliver(), give_up(), facts(mail)[0]) == (0, 1, MailState.GIVEN_UP)


def test_mail_that_is_being_sent_is_left_to_its_worker_and_not_to_one_that_was_killed(inbox: Inbox) -> None:
    mail = write(useless_after=NOON)
    assert claim(mail, lease=MINUTE, state=MailState.SENDING, attempts=1)
    assert (give_up(), facts(mail)) == (0, (MailState.SENDING, 1, ""))
    OutgoingMail.objects.update(held_until=Now())
    assert (give_up(), facts(mail)) == (1, (MailState.GIVEN_UP, 1, REASON))


@pytest.mark.parametrize("off", [timedelta(days=-1), timedelta(days=1)])
def test_clock_of_the_machine_does_not_say_what_is_late(inbox: Inbox, off: timedelta) -> None:
    late, early = write("ana@example.org", useless_after=timezone.now()), write(useless_after=soon())
    with time_machine.travel(timezone.now() + off):
        assert (give_up(), deliver()) == (1, 1)
    assert (facts(late)[0], facts(early)[0]) == (MailState.GIVEN_UP, MailState.SENT)


def test_code_in_a_late_mail_is_blanked_and_another_text_stays(inbox: Inbox) -> None:
    secret = write("ana@example.org", "Your code:\n493021\n", useless_after=NOON)
    plain = write(useless_after=NOON)
    assert give_up() == 2
    for mail in (secret, plain):
        mail.refresh_from_db()
    assert (secret.is_blanked, plain.is_blanked) == (True, False)


def test_late_mail_cannot_be_tried_again(inbox: Inbox) -> None:
    mail = write(useless_after=NOON)
    give_up()
    mail.refresh_from_db()
    assert (mail.can_be_retried, retry(mail), facts(mail)[0]) == (False, False, MailState.GIVEN_UP)
    OutgoingMail.objects.update(useless_after=soon())
    mail.refresh_from_db()
    assert (mail.can_be_retried, retry(mail), facts(mail)[0]) == (True, True, MailState.WAITING)


def test_undelivered_mails_are_found_by_the_beginning_of_their_key(inbox: Inbox) -> None:
    settled = {"settled_at": timezone.now(), "content": b""}
    for state in MailState:
        mail = write(f"{state}@example.org")
        facts = {"state": state, **(settled if state not in {MailState.WAITING, MailState.SENDING} else {})}
        holder = "w" if state == MailState.SENDING else ""
        OutgoingMail.objects.filter(pk=mail.pk).update(key=f"offer 7 {state}", holder=holder, **facts)
    found = OutgoingMail.objects.undelivered(key="offer 7 ").order_by("pk").values_list("state", flat=True)
    assert list(found) == [MailState.BOUNCED, MailState.GIVEN_UP, MailState.REFUSED]
    assert not OutgoingMail.objects.undelivered(key="offer 8 ").exists()


def test_nothing_late_costs_one_query(inbox: Inbox) -> None:
    write(useless_after=soon())
    with asked() as counted:
        assert give_up() == 0
    assert counted.queries == 1
