"""Reads what mail servers send back: a delivery status notification (RFC 3464), and which of our mails it is about."""

from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import getaddresses
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from backstage.mail.bounces import mail_of
from backstage.models import OutgoingMail

_ENVELOPES = ("To", "Delivered-To", "X-Original-To", "Envelope-To")
"""Where the address stands that the notification was sent to: the one that our mail came from."""


class Report(NamedTuple):
    """What is said of one recipient. `mail` is None where the mail is forgotten by now."""

    mail: OutgoingMail | None
    action: str
    status: str
    reason: str


def read_report(content: bytes) -> Report | None:
    """None for what is no delivery status notification. Raises ValidationError for one about a mail that is not ours.

    It is ours where it came to a bounce address with its code, or brings the Message-ID of a mail back: nobody else knows them.
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
    """Those of the first recipient: each of our mails has one. The block before them is about the mail as a whole."""
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
    """Of the mail that is brought back, whole or by its headers."""
    returned: list[Message] = []
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            whole: Any = part.get_payload()
            returned += whole
        elif part.get_content_type() == "text/rfc822-headers":
            headers: Any = part.get_payload(decode=True)
            returned.append(message_from_bytes(headers))
    return [str(each.get("Message-ID", "")).strip() for each in returned]
