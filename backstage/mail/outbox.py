"""The mail backend: it writes mails as rows in the caller's transaction, so a mail leaves only if the transaction is
committed.

Every room sends through `django.core.mail` and does not know of this module. A message may have marks: headers that are not
sent. Of several mails with the same `KEY` and recipient only one is written, however often a job is repeated. How urgent it
is, and when it is of no use any more, `accounts.letters.urgency` says.
"""

import re
from collections.abc import Iterator, Sequence
from copy import copy
from datetime import datetime
from email.encoders import encode_base64
from email.message import Message
from email.utils import getaddresses
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailAlternative, EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.emails.addresses import one_address, sendable_address
from accounts.letters.urgency import URGENCY, USELESS_AFTER, Urgency
from backstage.models import MailState, OutgoingMail
from backstage.text.tidying import tidy

KEY = "X-Sojourn-Key"
CALENDAR = "text/calendar"
LONGEST_KEY = 200
LONGEST_QUOTED = 100
LARGEST = 10_000_000
"""The most bytes of a whole message that common mail servers accept."""
_SECRET = re.compile(r"(?i:https?://)|^[ \t]*[A-Z0-9][A-Z0-9-]{4,18}[A-Z0-9][ \t]*$", re.MULTILINE)
"""A link, or a code alone on a line: something that may let its reader in.

It rather matches too much than too little.
"""
_OURS = {KEY.lower(), URGENCY.lower(), USELESS_AFTER.lower(), "message-id"}
_USUAL = {
    "Auto-Submitted": "auto-generated",  # RFC 3834: prevents automatic answers such as out-of-office notes
    "X-Auto-Response-Suppress": "All",  # the same, for Exchange
}


class Outbox(BaseEmailBackend):
    """Raises ValidationError for a message that could never be sent, before anything is written.

    `fail_silently` has no effect: it is about mail servers, and this backend contacts none.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Writes all messages or none, in as few statements as possible.

        Returns the number of messages that have recipients.
        """
        now = timezone.now()
        written = [list(_rows(message, now)) for message in email_messages]
        rows = {(row.key, row.recipient): row for rows in written for row in rows}
        # A conflict updates nothing. `ignore_conflicts` would, on SQLite, also ignore every other constraint that a row
        # breaks.
        OutgoingMail.objects.bulk_create(
            rows.values(), update_conflicts=True, unique_fields=["key", "recipient"], update_fields=["key"]
        )
        return sum(map(bool, written))


def _rows(message: EmailMessage, now: datetime) -> Iterator[OutgoingMail]:
    recipients = dict.fromkeys(map(bare_address, message.recipients()))
    prepared, marks = _prepared(message), _marks(message)
    for recipient in recipients:
        message_id = f"<{uuid4().hex}@{settings.MAIL_FROM.rpartition('@')[2]}>"
        yield OutgoingMail(
            message_id=message_id,
            recipient=recipient,
            host=recipient.rpartition("@")[2],
            subject=str(prepared.subject)[:1000],
            content=_content(prepared, message_id),
            carries_secret=_carries_secret(prepared),
            next_at=Now(),
            created_at=now,
            **marks,
            **_beginning(now),
        )


def _beginning(now: datetime) -> dict[str, Any]:
    return {"state": MailState.KEPT, "settled_at": now} if settings.MODE == "demo" else {"state": MailState.WAITING}


def _prepared(message: EmailMessage) -> EmailMessage:
    """A copy of the message with tidied texts and the usual headers."""
    prepared = copy(message)
    prepared.extra_headers = _headers(message)
    prepared.subject, prepared.body = _tidy(message.subject), _tidy(message.body)
    prepared.from_email = _tidy(message.from_email)
    prepared.to, prepared.cc = list(map(_tidy, message.to)), list(map(_tidy, message.cc))
    prepared.reply_to = list(map(_tidy, message.reply_to)) or _where_to_reply()
    if isinstance(prepared, EmailMultiAlternatives):
        prepared.alternatives = list(map(_tidied, _alternatives(message)))
    return prepared


def _tidied(alternative: EmailAlternative) -> EmailAlternative:
    """A calendar stays as it was drawn: its lines are folded, and end as its format says."""
    if _is_calendar(alternative):
        return alternative
    return EmailAlternative(_tidy(alternative.content), alternative.mimetype)


def _is_calendar(alternative: EmailAlternative) -> bool:
    return alternative.mimetype.partition(";")[0] == CALENDAR


def _headers(message: EmailMessage) -> dict[str, str]:
    """The usual headers and those of the message, without its marks and its Message-ID."""
    given = {name: _tidy(value) for name, value in message.extra_headers.items()}
    names = {name.lower() for name in given}
    usual = {name: value for name, value in _USUAL.items() if name.lower() not in names}
    return usual | {name: value for name, value in given.items() if name.lower() not in _OURS}


def _marks(message: EmailMessage) -> dict[str, Any]:
    """The fields of a row that the message's marks set."""
    given = {name.lower(): _tidy(value) for name, value in message.extra_headers.items()}
    return {
        "key": _key(given.get(KEY.lower())),
        "urgency": _urgency(given.get(URGENCY.lower(), Urgency.LETTER.name)),
        "useless_after": _moment(given.get(USELESS_AFTER.lower())),
    }


def _key(mark: str | None) -> str:
    key = uuid4().hex if mark is None else mark
    if not 0 < len(key) <= LONGEST_KEY:
        raise ValidationError(_("The key of a mail has 1 to %(most)d characters."), params={"most": LONGEST_KEY})
    return key


def _urgency(mark: str) -> Urgency:
    try:
        return Urgency[mark.upper()]
    except KeyError as error:
        raise ValidationError(_("A mail is a code, a notice, a letter or bulk.")) from error


def _moment(mark: str | None) -> datetime | None:
    """Reads a moment, which must have its offset: without one it means another moment in each place."""
    try:
        moment = mark and datetime.fromisoformat(mark)
    except ValueError:
        moment = None
    if mark is not None and (not moment or timezone.is_naive(moment)):
        raise ValidationError(_("The moment after which a mail is of no use is written as 2017-09-04T12:00:00+09:00."))
    return moment or None


def _where_to_reply() -> list[str]:
    """The reply address: the office, unless mails come from there anyway. Nobody reads another sender address."""
    return [] if settings.MAIL_FROM == settings.OFFICE_EMAIL else [settings.OFFICE_EMAIL]


def _tidy(text: object) -> str:
    return tidy(str(text))


def _alternatives(message: EmailMessage) -> list[EmailAlternative]:
    return getattr(message, "alternatives", [])


def _content(message: EmailMessage, message_id: str) -> bytes:
    """The bytes of the whole message. Django refuses line breaks in headers, which would allow header injection."""
    message.extra_headers = message.extra_headers | {"Message-ID": message_id}
    try:
        made = message.message()
        _encode_calendars(made)
        content = made.as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own takes it
    except ValueError as error:
        raise ValidationError(_("This mail cannot be written: %(error)s"), params={"error": error}) from error
    if len(content) > LARGEST:
        most = LARGEST // 1_000_000
        raise ValidationError(
            _("A mail has at most %(most)d MB. Send a link instead of the file."), params={"most": most}
        )
    return content


def _encode_calendars(message: Message) -> None:
    """Lets no server on the way touch the lines of what goes into a calendar (RFC 6047, section 2.5)."""
    for part in message.walk():
        if part.get_content_type() == CALENDAR and part.get_param("method"):
            del part["Content-Transfer-Encoding"]
            encode_base64(part)


def _carries_secret(message: EmailMessage) -> bool:
    """Whether the message may contain a secret. An attachment or a calendar counts as one, as nobody looks inside: a link
    in a calendar may be folded, and what it tells is for its reader alone.
    """
    alternatives = _alternatives(message)
    texts = (str(message.body), *(str(each.content) for each in alternatives))
    return bool(message.attachments) or any(map(_is_calendar, alternatives)) or any(map(_SECRET.search, texts))


def bare_address(recipient: str) -> str:
    """The one address in the text, without a name and as mail servers take it. Raises ValidationError, for two of them
    too.
    """
    found = getaddresses([str(recipient)])
    try:
        return sendable_address(one_address(found[0][1] if len(found) == 1 else ""))
    except ValidationError as error:
        problem = _("“%(address)s” is no e-mail address that mail can be sent to.")
        raise ValidationError(problem, params={"address": str(recipient)[:LONGEST_QUOTED]}) from error
