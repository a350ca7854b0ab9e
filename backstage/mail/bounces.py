"""Bounces: the envelope sender identifies the mail that came back, and its recipient is marked as undeliverable."""

import base64
import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from backstage.models import MailState, OutgoingMail, Undeliverable
from backstage.text.tidying import tidy

LONGEST_REASON = 500
_STATUS = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}")
_ENVELOPE = re.compile(r"bounce\+([0-9]{1,18})\.([a-z2-7]{26})@.+", re.IGNORECASE)


def bounce_address(mail: OutgoingMail) -> str:
    """The envelope sender, different for each mail (VERP). Its code prevents others from inventing bounces."""
    if not settings.MAIL_BOUNCE_DOMAIN:
        return settings.OFFICE_EMAIL
    return f"bounce+{mail.pk}.{_code(mail.pk)}@{settings.MAIL_BOUNCE_DOMAIN}"


def mail_of(envelope: str) -> OutgoingMail | None:
    """The mail that was sent from this address, or None if it was deleted.

    Raises ValidationError for an address that is not ours.
    """
    found = _ENVELOPE.fullmatch(envelope.strip())
    if not found or not constant_time_compare(found[2].lower(), _code(int(found[1]))):
        raise ValidationError(_("No mail was sent from this bounce address: it is not one of ours, or was changed."))
    return OutgoingMail.objects.facts().filter(pk=int(found[1])).first()


def take_bounce(mail: OutgoingMail, *, status: str, reason: str) -> bool:
    """Records that the mail came back with this status. Returns whether its address is marked as undeliverable."""
    if not is_failure(status):
        return False
    sent = OutgoingMail.objects.filter(pk=mail.pk, state=MailState.SENT)
    sent.update(state=MailState.BOUNCED, reason=_reason(status, reason))
    return take_report(mail.recipient, status=status, reason=reason)


def take_report(address: str, *, status: str, reason: str) -> bool:
    """Records a report that the address takes no mail. Returns whether the address is marked as undeliverable."""
    if not is_failure(status) or _is_policy(status):
        return False
    mark_undeliverable(address, reason=_reason(status, reason))
    return True


def as_reason(text: str) -> str:
    """The text of another machine as one line, cut to the length that a row can hold."""
    return " ".join(tidy(text).split())[:LONGEST_REASON]


def is_failure(status: str) -> bool:
    """Whether the status is a permanent failure (5.x.x), not a delay (4.x.x).

    Raises ValidationError if it is no status of RFC 3463.
    """
    if not _STATUS.fullmatch(status):
        raise ValidationError(_("“%(status)s” is no status such as 5.1.1."), params={"status": status[:40]})
    return status.startswith("5.")


def mark_undeliverable(address: str, *, reason: str) -> None:
    """Marks the address. The first reason stays until an operator clears the address."""
    facts = {"since": timezone.now(), "reason": as_reason(reason)}
    Undeliverable.objects.get_or_create(address=address.lower(), defaults=facts)


def _is_policy(status: str) -> bool:
    """Whether the status is 5.7.x: the receiver's policy refused the mail or its sender, which says nothing about the
    address.
    """
    return status.startswith("5.7.")


def _reason(status: str, reason: str) -> str:
    return as_reason(f"{status} {reason}")


def _code(key: int) -> str:
    """A keyed code of 128 bits in lower-case letters and digits, as mail servers may change the case."""
    digest = salted_hmac("backstage.mail.bounces", str(key), algorithm="sha256").digest()
    return base64.b32encode(digest[:16]).decode().rstrip("=").lower()
