"""Makers of mails, and what delivering does to them."""

from django.core.mail import EmailMessage

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
