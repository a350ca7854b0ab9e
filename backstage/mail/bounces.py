"""Mail that comes back: the address it is sent from tells which mail it was, and an address that takes none is marked."""

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
    """The envelope's sender, another for each mail (VERP). Its code keeps others from making bounces up."""
    if not settings.MAIL_BOUNCE_DOMAIN:
        return settings.OFFICE_EMAIL
    return f"bounce+{mail.pk}.{_code(mail.pk)}@{settings.MAIL_BOUNCE_DOMAIN}"


def mail_of(envelope: str) -> OutgoingMail | None:
    """The mail that was sent from this address; None where it is forgotten. Raises ValidationError for an address not ours."""
    found = _ENVELOPE.fullmatch(envelope.strip())
    if not found or not constant_time_compare(found[2].lower(), _code(int(found[1]))):
        raise ValidationError(_("No mail was sent from this bounce address: it is not one of ours, or was changed."))
    return OutgoingMail.objects.facts().filter(pk=int(found[1])).first()


def take_bounce(mail: OutgoingMail, *, status: str, reason: str) -> bool:
    """The mail came back for good. Whether that marks its address."""
    if not is_failure(status):
        return False
    sent = OutgoingMail.objects.filter(pk=mail.pk, state=MailState.SENT)
    sent.update(state=MailState.BOUNCED, reason=_told(status, reason))
    return take_report(mail.recipient, status=status, reason=reason)


def take_report(address: str, *, status: str, reason: str) -> bool:
    """Someone who knows says that the address takes no mail. Whether that marks it."""
    if not is_failure(status) or _is_policy(status):
        return False
    mark_undeliverable(address, reason=_told(status, reason))
    return True


def as_reason(text: str) -> str:
    """What another machine said, on one line and no longer than a row holds."""
    return " ".join(tidy(text).split())[:LONGEST_REASON]


def is_failure(status: str) -> bool:
    """5.x.x; a delay (4.x.x) is none. Raises ValidationError for what is no enhanced status code (RFC 3463)."""
    if not _STATUS.fullmatch(status):
        raise ValidationError(_("“%(status)s” is no status such as 5.1.1."), params={"status": status[:40]})
    return status.startswith("5.")


def mark_undeliverable(address: str, *, reason: str) -> None:
    """The first reason stays, until an operator clears the address."""
    facts = {"since": timezone.now(), "reason": as_reason(reason)}
    Undeliverable.objects.get_or_create(address=address.lower(), defaults=facts)


def _is_policy(status: str) -> bool:
    """5.7.x: the receiver's rules did not like the mail or its sender, which says nothing of the address."""
    return status.startswith("5.7.")


def _told(status: str, reason: str) -> str:
    return as_reason(f"{status} {reason}")


def _code(key: int) -> str:
    """128 bits in small letters and digits: mail servers may change the case."""
    digest = salted_hmac("backstage.mail.bounces", str(key), algorithm="sha256").digest()
    return base64.b32encode(digest[:16]).decode().rstrip("=").lower()
