"""Reads delivery status notifications (RFC 3464) of mail servers, and finds the mail that one is about."""

from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import getaddresses
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from backstage.mail.bounces import mail_of
from backstage.models import OutgoingMail

_ENVELOPES = ("To", "Delivered-To", "X-Original-To", "Envelope-To")
"""The headers with the address that received the notification. It is the envelope sender of our mail."""


class Report(NamedTuple):
    """What the notification says about one recipient. `mail` is None if the mail was deleted meanwhile."""

    mail: OutgoingMail | None
    action: str
    status: str
    reason: str


def read_report(content: bytes) -> Report | None:
    """Reads a notification; None if the content is none. Raises ValidationError if it is about a mail that is not ours.

    It is about ours if it came to a bounce address with a valid code, or contains the Message-ID of a mail: others know
    neither.
    """
    message = message_from_bytes(content, policy=policy.default)
    fields = _recipient_fields(message)
    if fields is None:
        return None
    reason = str(fields.get("Diagnostic-Code", "")).partition(";")[2] or str(fields.get("Diagnostic-Code", ""))
    return Report(
        mail=_mail(message),
        action=str(fields.get("Action", "")).strip().lower(),
        status=str(fields.get("Status", "")).split(" ")[0].strip(),
        reason=reason.strip(),
    )


def _recipient_fields(message: EmailMessage) -> Message | None:
    """The fields of the first recipient, as each of our mails has one.

    The block before them is about the whole mail.
    """
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            blocks: Any = part.get_payload()
            return next((block for block in blocks if "Final-Recipient" in block), None)
    return None


def _mail(message: EmailMessage) -> OutgoingMail | None:
    sent_to = [str(value) for name in _ENVELOPES for value in message.get_all(name, [])]
    bounce_addresses = [address for _name, address in getaddresses(sent_to) if address.startswith("bounce+")]
    if bounce_addresses:
        return mail_of(bounce_addresses[0])
    mail = OutgoingMail.objects.facts().filter(message_id__in=_returned_ids(message)).first()
    if mail is None:
        raise ValidationError(_("This notification is about no mail that was sent from here."))
    return mail


def _returned_ids(message: EmailMessage) -> list[str]:
    """The Message-IDs of the returned mail, which is attached as a whole or by its headers."""
    returned: list[Message] = []
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            whole: Any = part.get_payload()
            returned += whole
        elif part.get_content_type() == "text/rfc822-headers":
            headers: Any = part.get_payload(decode=True)
            returned.append(message_from_bytes(headers))
    return [str(each.get("Message-ID", "")).strip() for each in returned]
