"""What comes too late changes nothing: a worker slower than its claim, and a bounce of a mail that was not sent."""

from typing import Any

import pytest
from django.utils import timezone

from backstage.mail.bounces import take_bounce
from backstage.mail.server import MailConnection
from backstage.models import MailState, OutgoingMail, Undeliverable
from tests.backstage.mail.mails import deliver, facts, write
from tests.backstage.mail.smtp import Inbox

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("answers", [[], ["451 4.3.0 Try again later"], ["554 5.6.0 Not like this"]])
def test_worker_whose_mail_another_sends_by_now_notes_nothing(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, answers: list[str]
) -> None:
    mail = write()
    inbox.to_contents = answers
    meanwhile(monkeypatch, mail, state=MailState.SENDING, holder="another", attempts=2)
    assert deliver() == 1
    assert (facts(mail), mail.holder, mail.settled_at) == ((MailState.SENDING, 2, ""), "another", None)


@pytest.mark.parametrize("answers", [[], ["451 4.3.0 Try again later"], ["554 5.6.0 Not like this"]])
def test_worker_whose_mail_another_has_settled_by_now_notes_nothing(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, answers: list[str]
) -> None:
    mail, now = write(), timezone.now()
    inbox.to_contents = answers
    meanwhile(
        monkeypatch,
        mail,
        state=MailState.BOUNCED,
        holder="",
        held_until=None,
        attempts=2,
        settled_at=now,
        reason="By the other",
    )
    assert deliver() == 1
    assert (facts(mail), mail.settled_at) == ((MailState.BOUNCED, 2, "By the other"), now)


def meanwhile(monkeypatch: pytest.MonkeyPatch, mail: OutgoingMail, **others: Any) -> None:
    """While a worker talks to the server, its claim is over and another worker has been at work."""
    send = MailConnection.send

    def send_slowly(connection: MailConnection, *envelope: Any) -> None:
        OutgoingMail.objects.filter(pk=mail.pk).update(**others)
        send(connection, *envelope)

    monkeypatch.setattr(MailConnection, "send", send_slowly)


@pytest.mark.parametrize("state", [MailState.GIVEN_UP, MailState.REFUSED, MailState.BOUNCED, MailState.WAITING])
def test_bounce_of_a_mail_that_is_not_sent_leaves_it_as_it_is_and_marks_its_address(
    inbox: Inbox, state: MailState
) -> None:
    mail = write()
    settled_at = None if state is MailState.WAITING else timezone.now()
    OutgoingMail.objects.update(state=state, reason="As it was", settled_at=settled_at)
    assert take_bounce(mail, status="5.1.1", reason="No such user") is True
    assert facts(mail) == (state, 0, "As it was")
    assert list(Undeliverable.objects.values_list("address", "reason")) == [("maja@example.org", "5.1.1 No such user")]


def test_bounce_of_a_mail_that_was_sent_is_noted(inbox: Inbox) -> None:
    mail = write()
    deliver()
    take_bounce(mail, status="5.1.1", reason="No such user")
    assert facts(mail) == (MailState.BOUNCED, 1, "5.1.1 No such user")
