"""Turns a mail that was written into the message that leaves: with its personal link, its key, and how urgent it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils.html import escape, format_html

from accounts.letters.urgency import urgency_headers
from backstage.mail.outbox import CALENDAR, KEY
from participants.letters.mails import PLACEHOLDER, Mail
from participants.links.making import Recipient, personal_addresses
from tours.calendar import MailedCalendar

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


def message_of(
    mail: Mail, *, once: str, reply_to: str, attachments: Sequence[Attachment] = ()
) -> EmailMultiAlternatives:
    """The one place that makes a message of a letter: its urgency, and until when it is of use, are set here.

    Readers take the last of its parts that they know, so the calendar comes last (RFC 2046, section 5.1.4).
    """
    message = EmailMultiAlternatives(
        mail.subject,
        mail.body,
        to=[mail.to],
        reply_to=[reply_to] if reply_to else [],
        attachments=list(attachments),
        headers={KEY: f"{mail.stem} {once}", **urgency_headers(mail.urgency, useless_after=mail.useless_after)},
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        message.attach_alternative(mail.calendar.content.decode(), _type_of(mail.calendar))
    return message


def _type_of(calendar: MailedCalendar) -> str:
    """Calendars act on the method (RFC 6047, section 2.4). Django adds the charset."""
    return f"{CALENDAR}; method={calendar.method}; component=VEVENT"


def _with_links(mails: Sequence[Mail]) -> Iterator[Mail]:
    """The links are made here and nowhere else, so that no page and no digest of what was shown ever holds one."""
    recipients = [Recipient(mail.leads.holder, mail.to, mail.leads.whose) for mail in mails if mail.leads]
    addresses = iter(personal_addresses(recipients) if recipients else ())
    for mail in mails:
        yield _with_link(mail, next(addresses)) if mail.leads else mail


def _with_link(mail: Mail, address: str) -> Mail:
    words = str(PLACEHOLDER)
    link = format_html('<a href="{0}">{0}</a>', address)
    return replace(mail, body=_put(address, words, mail.body), html=_put(link, escape(words), mail.html))


def _put(link: str, words: str, text: str) -> str:
    return "\n".join(link if line.strip() == words else line for line in text.split("\n"))
