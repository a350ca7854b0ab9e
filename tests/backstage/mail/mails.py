"""Functions that write mails to the outbox, deliver them and let time pass."""

from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from accounts.letters.urgency import Urgency, urgency_headers
from backstage.mail.delivery import deliver_due
from backstage.models import OutgoingMail


def write(
    recipient: str = "maja@example.org",
    body: str = "Come at nine.",
    subject: str = "The week",
    urgency: Urgency = Urgency.LETTER,
    useless_after: datetime | None = None,
) -> OutgoingMail:
    headers = urgency_headers(urgency, useless_after=useless_after)
    EmailMessage(subject, body, to=[recipient], headers=headers).send()
    return OutgoingMail.objects.get(recipient=recipient)


def backlog(number: int, urgency: Urgency = Urgency.BULK, *, hosts: int = 1) -> None:
    """Mails that wait, to `m0@host0.example.org`, `m1@host1.example.org` and so on, each host in turn."""
    for first in range(0, number, 500):
        OutgoingMail.objects.bulk_create(
            _waiting(each, urgency, f"host{each % hosts}.example.org")
            for each in range(first, min(first + 500, number))
        )


def _waiting(number: int, urgency: Urgency, host: str) -> OutgoingMail:
    key, now = f"{urgency.name} {number}", timezone.now()
    return OutgoingMail(
        key=key,
        message_id=f"<{key}@example.org>",
        recipient=f"m{number}@{host}",
        host=host,
        subject=key,
        content=b"Subject: " + key.encode() + b"\r\n\r\nHello\r\n",
        urgency=urgency,
        next_at=Now(),
        created_at=now,
    )


def deliver(most: int = 100) -> int:
    return deliver_due(most=most)


def facts(mail: OutgoingMail) -> tuple[str, int, str]:
    mail.refresh_from_db()
    return mail.state, mail.attempts, mail.reason


def pass_time(by: timedelta) -> None:
    """Lets time pass for the rows, because the clock of the database counts."""
    OutgoingMail.objects.update(next_at=F("next_at") - by, held_until=F("held_until") - by)
