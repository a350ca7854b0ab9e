"""The mails that were written to a person, or that name one, and the rows that note where mails go: finding and blanking them."""

import email
import email.policy
import re
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from backstage.models import MailState, OutgoingMail, Undeliverable
from backstage.models.mail import UNSETTLED
from backstage.text.spellings import REMOVED, Blanking, blanking
from participants.letters.deletion import DONE
from participants.links.ending import erase_codes
from participants.models import ChangeRequest, Delegation

_FOLD = re.compile("\r?\n[ \t]")
"""Where a long line of a calendar goes on, be it within a name (RFC 5545, section 3.1)."""


def mails_to(addresses: Collection[str]) -> QuerySet[OutgoingMail]:
    """The mails to the addresses, without their content. The addresses are in lower case."""
    return OutgoingMail.objects.facts().annotate(to=Lower("recipient")).filter(to__in=addresses).order_by("pk")


def blank_mails(*, addresses: Collection[str], names: Collection[str]) -> int:
    """Blanks the mails to the addresses with their recipient, and the content of those to others that name one of the names.

    One that still waits is not sent any more. Returns how many were blanked.
    """
    to_them = list(mails_to(addresses).values_list("pk", flat=True))
    for key in to_them:
        _blank(key, subject=REMOVED, recipient=f"{REMOVED} {key}")
    blank = blanking(names, by=REMOVED)
    naming = [(mail.pk, blank(mail.subject)) for mail in _naming(blank)] if names else []
    for key, subject in naming:
        _blank(key, subject=subject)
    Undeliverable.objects.annotate(lower=Lower("address")).filter(lower__in=addresses).delete()
    return len(to_them) + len(naming)


def forget_where_deletion_was_told() -> int:
    """The letter that says that somebody is erased needs their address until it has gone, and no longer. Returns how many."""
    gone = OutgoingMail.objects.facts().filter(key__startswith=DONE).exclude(state__in=UNSETTLED)
    mails = list(gone.exclude(recipient__startswith=REMOVED).values_list("pk", "recipient"))
    for key, recipient in mails:
        _blank(key, recipient=f"{REMOVED} {key}")
        Undeliverable.objects.filter(address__iexact=recipient).delete()
    return len(mails)


def erase_addresses(addresses: Collection[str]) -> None:
    """The addresses are in lower case, and somebody's alone. Contacts and personal links have verbs of their own."""
    erase_codes(addresses)
    _with(Delegation.objects.all(), "letter_to", addresses).update(letter_to="")
    _with(ChangeRequest.objects.all(), "email", addresses).update(email="")


def _with(rows: QuerySet[Any], column: str, addresses: Collection[str]) -> QuerySet[Any]:
    found = rows.order_by().alias(lower=Lower(column)).filter(lower__in=addresses)
    return rows.filter(pk__in=found.values("pk"))


def _blank(key: int, **facts: str) -> None:
    mail = OutgoingMail.objects.filter(pk=key)
    waiting = mail.filter(state__in=UNSETTLED)
    waiting.update(state=MailState.GIVEN_UP, settled_at=timezone.now(), holder="", content=b"")
    mail.update(content=b"", reason="", **facts)


def _naming(blank: Blanking) -> Iterator[OutgoingMail]:
    for mail in OutgoingMail.objects.exclude(content=b"", subject="").iterator(chunk_size=100):
        if any(blank(text) != text for text in (mail.subject, mail.reason, *_texts_of(bytes(mail.content)))):
            yield mail


def _texts_of(content: bytes) -> Iterator[str]:
    """What the mail says: its headers, and every part that is text."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        yield from (str(value) for value in part.values())
        if part.get_content_maintype() == "text":
            yield _FOLD.sub("", part.get_content()) if part.get_content_subtype() == "calendar" else part.get_content()
