"""Reads delivery status notifications (RFC 3464, RFC 6533) of mail servers, and finds the mail that one is about.

Notifications that are older than these standards are read by `backstage.mail.plain_reports`.
"""

from email import message_from_bytes
from email.message import Message
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from backstage.mail.bounces import ENVELOPE, mail_of
from backstage.mail.parts import STATUS_PARTS, content_of, header_of
from backstage.mail.plain_reports import is_plain_report, words_about
from backstage.mail.recipient_fields import RecipientFields, recipient_fields
from backstage.mail.returned_mails import message_ids
from backstage.mail.statuses import status_of
from backstage.models import OutgoingMail

LARGEST = 262_144
"""The bytes of a notification that are read: what it says of one recipient stands before the mail that it brings back."""
_ENVELOPES = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
"""The headers with the address that received the notification. It is the envelope sender of our mail."""


class Report(NamedTuple):
    """What the notification says about the recipient of the mail. `mail` is None if it was deleted meanwhile.

    `names_recipient` is False if the notification names other addresses alone: the mail was passed on.
    """

    mail: OutgoingMail | None
    action: str
    status: str
    reason: str
    names_recipient: bool


def read_report(content: bytes) -> Report | None:
    """Reads a notification; None if the content is none, or if it is nested beyond all reason. Raises ValidationError if it is about a mail that is not ours.

    It is about ours if it came to a bounce address with a valid code, or brings a mail of ours back by its Message-ID:
    others know neither.
    """
    try:
        message = message_from_bytes(content[:LARGEST])
        blocks = _blocks(message)
    except RecursionError:
        return None
    if not blocks and not is_plain_report(message):
        return None
    mail = _mail(message)
    address = mail.recipient if mail else ""
    if not blocks:
        words, is_named = words_about(address, message)
        return Report(mail, "failed", status_of("", words), words, is_named)
    said = _about(address, blocks)
    others = any(block.addresses for block in blocks)
    return Report(mail, said.action, said.status, said.reason, said.names(address) or not others)


def _blocks(message: Message) -> list[RecipientFields]:
    parts = [part for part in message.walk() if part.get_content_type() in STATUS_PARTS]
    return [block for part in parts for block in recipient_fields(content_of(part))]


def _about(address: str, blocks: list[RecipientFields]) -> RecipientFields:
    """The fields about this address. If none names it, the mail was passed on, and has failed only if all say so."""
    named = [block for block in blocks if block.names(address)]
    return min(named or blocks, key=RecipientFields.severity)


def _mail(message: Message) -> OutgoingMail | None:
    headers = " ".join(header_of(message, name) for name in _ENVELOPES)
    if envelope := ENVELOPE.search(headers):
        return mail_of(envelope[0])
    mail = OutgoingMail.objects.facts().filter(message_id__in=message_ids(message)).first()
    if mail is None:
        raise ValidationError(_("This notification is about no mail that was sent from here."))
    return mail
