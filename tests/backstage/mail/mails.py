"""Functions that write mails to the outbox, deliver them and let time pass."""

from datetime import timedelta

from django.core.mail import EmailMessage
from django.db.models import F

from backstage.mail.delivery import deliver_due
from backstage.models import OutgoingMail


def write(recipient: str = "maja@example.org", body: str = "Come at nine.", subject: str = "The week") -> OutgoingMail:
    EmailMessage(subject, body, to=[recipient]).send()
    return OutgoingMail.objects.get(recipient=recipient)


def deliver(most: int = 100) -> int:
    return deliver_due(most=most)


def facts(mail: OutgoingMail) -> tuple[str, int, str]:
    mail.refresh_from_db()
    return mail.state, mail.attempts, mail.reason


def pass_time(by: timedelta) -> None:
    """Lets time pass for the rows, because the clock of the database counts."""
    OutgoingMail.objects.update(next_at=F("next_at") - by, held_until=F("held_until") - by)
