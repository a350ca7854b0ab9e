"""Turns a mail that was written into the message that leaves: with its personal link, its key, and how urgent it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.core.mail import EmailMessage, get_connection

from accounts.letters.urgency import urgency_headers
from backstage.mail.outbox import KEY
from participants.letters.mails import PLACEHOLDER, Mail
from participants.links.making import Recipient, personal_addresses

Attachment = tuple[str, bytes, str]


def post(mails: Iterable[Mail], *, once: str, reply_to: str = "", attachments: Sequence[Attachment] = ()) -> int:
    """Sends the mails in the caller's transaction, and returns their number.

    `once` ends the key of each, such as a day or a moment: with the same, nobody gets the same letter a second time.
    """
    messages = [
        message_of(mail, once=once, reply_to=reply_to, attachments=attachments) for mail in _with_links(list(mails))
    ]
    if messages:
        get_connection().send_messages(messages)
    return len(messages)


def message_of(mail: Mail, *, once: str, reply_to: str, attachments: Sequence[Attachment] = ()) -> EmailMessage:
    """The one place that makes a message of a letter: its urgency, and until when it is of use, are set here."""
    return EmailMessage(
        mail.subject,
        mail.body,
        to=[mail.to],
        reply_to=[reply_to] if reply_to else [],
        attachments=list(attachments),
        headers={KEY: f"{mail.stem} {once}", **urgency_headers(mail.urgency, useless_after=mail.useless_after)},
    )


def _with_links(mails: Sequence[Mail]) -> Iterator[Mail]:
    """The links are made here and nowhere else, so that no page and no digest of what was shown ever holds one."""
    recipients = [Recipient(mail.leads.holder, mail.to, mail.leads.whose) for mail in mails if mail.leads]
    addresses = iter(personal_addresses(recipients) if recipients else ())
    for mail in mails:
        yield replace(mail, body=_with_link(mail.body, next(addresses))) if mail.leads else mail


def _with_link(body: str, address: str) -> str:
    return "\n".join(address if line == str(PLACEHOLDER) else line for line in body.split("\n"))
