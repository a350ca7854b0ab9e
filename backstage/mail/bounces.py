"""Bounces: the envelope sender identifies the mail that came back; a recipient that does not exist is marked."""

import base64
import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from backstage.mail.statuses import says_no_such_address
from backstage.models import MailState, OutgoingMail, Undeliverable
from backstage.text.tidying import tidy

LONGEST_REASON = 500
ENVELOPE = re.compile(r"bounce\+([0-9]{1,18})\.([a-z2-7]{26})@[^\s<>\",;]+", re.IGNORECASE)


def bounce_address(mail: OutgoingMail) -> str:
    """The envelope sender, different for each mail (VERP). Its code prevents others from inventing bounces."""
    if not settings.MAIL_BOUNCE_DOMAIN:
        return settings.OFFICE_EMAIL
    return f"bounce+{mail.pk}.{_code(mail.pk)}@{settings.MAIL_BOUNCE_DOMAIN}"


def mail_of(envelope: str) -> OutgoingMail | None:
    """The mail that was sent from this address, or None if it was deleted.

    Raises ValidationError for an address that is not ours.
    """
    found = ENVELOPE.fullmatch(envelope.strip())
    if not found or not constant_time_compare(found[2].lower(), _code(int(found[1]))):
        raise ValidationError(_("No mail was sent from this bounce address: it is not one of ours, or was changed."))
    return OutgoingMail.objects.facts().filter(pk=int(found[1])).first()


def take_bounce(mail: OutgoingMail, *, status: str, reason: str, names_recipient: bool = True) -> bool:
    """Records that the mail came back for good. Returns whether its address is marked as undeliverable.

    It is not if the report names another address alone, such as one that the mail was passed on to.
    """
    sent = OutgoingMail.objects.filter(pk=mail.pk, state=MailState.SENT)
    sent.update(state=MailState.BOUNCED, reason=_reason(status, reason))
    return names_recipient and take_report(mail.recipient, status=status, reason=reason)


def take_report(address: str, *, status: str, reason: str) -> bool:
    """Marks the address as undeliverable if the report says that there is no such address. Returns whether it does."""
    is_wrong = says_no_such_address(status, reason)
    if is_wrong:
        mark_undeliverable(address, reason=_reason(status, reason))
    return is_wrong


def as_reason(text: str) -> str:
    """The text of another machine as one line, cut to the length that a row can hold."""
    return " ".join(tidy(text).split())[:LONGEST_REASON]


def mark_undeliverable(address: str, *, reason: str) -> None:
    """Marks the address. The first reason stays until an operator clears the address."""
    facts = {"since": timezone.now(), "reason": as_reason(reason)}
    Undeliverable.objects.get_or_create(address=address.lower(), defaults=facts)


def _reason(status: str, reason: str) -> str:
    return as_reason(reason if reason.startswith(status) else f"{status} {reason}")


def _code(key: int) -> str:
    """A keyed code of 128 bits in lower-case letters and digits, as mail servers may change the case."""
    digest = salted_hmac("backstage.mail.bounces", str(key), algorithm="sha256").digest()
    return base64.b32encode(digest[:16]).decode().rstrip("=").lower()
