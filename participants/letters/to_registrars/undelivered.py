"""The letters of an event that reached nobody: they came back, were given up, or were not sent at all."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from backstage.models import MailState, OutgoingMail
from participants.letters.reaching import undeliverable
from participants.models import DelegateContact
from tours.models import Event

UNDELIVERED = (MailState.BOUNCED, MailState.GIVEN_UP, MailState.REFUSED)
_STEM = re.compile(r"event \d+ (?P<about>delegate|delegation) (?P<key>\d+) (?P<what>\w+) ")
"""As `participants.letters.mails.stem_of` writes it."""


class Undelivered(NamedTuple):
    """`about` is the word for the table of the row with the key, and `what` the letter."""

    mail: int
    about: str
    key: int
    what: str
    subject: str
    reason: str
    at: datetime


def undelivered(event: Event) -> Iterator[Undelivered]:
    """The letters that did not arrive, in order. It takes one query, which reads no mail that arrived."""
    found = OutgoingMail.objects.filter(state__in=UNDELIVERED, key__startswith=f"event {event.pk} ")
    return filter(None, map(_read, found.facts().order_by("pk")))


def undelivered_to(event: int, delegate: int) -> list[Undelivered]:
    """The letters to one delegate that did not arrive, the latest first. It takes one query."""
    key = f"event {event} delegate {delegate} "
    found = OutgoingMail.objects.filter(state__in=UNDELIVERED, key__startswith=key)
    return list(filter(None, map(_read, found.facts().order_by("-pk"))))


def mail_comes_back(contacts: Iterable[DelegateContact]) -> frozenset[str]:
    """The addresses of the contacts that take no mail. One query, or none without addresses."""
    addresses: Collection[str] = {contact.email for contact in contacts if contact.email}
    return undeliverable(addresses) if addresses else frozenset()


def _read(mail: OutgoingMail) -> Undelivered | None:
    stem = _STEM.match(mail.key)
    if stem is None or mail.settled_at is None:
        return None
    about, key, what = stem.group("about", "key", "what")
    return Undelivered(mail.pk, about, int(key), what, mail.subject, mail.reason, mail.settled_at)
