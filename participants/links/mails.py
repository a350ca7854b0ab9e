"""The mails by which people come in: a code, and personal links. They are written here, and leave by one function."""

from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.utils import timezone

from accounts.letters.urgency import Urgency, urgency_headers
from accounts.letters.writing import letter
from backstage.mail.outbox import KEY
from participants.links.making import Holder, link_and_address
from participants.links.saying import facts_of
from participants.links.serving import Served
from participants.models import AccessLink, Delegate
from participants.vocabulary import Whose

OF_USE = timedelta(minutes=10)
"""A code that comes later than it works is not sent."""


def mail_code(code: str, *, to: str) -> None:
    _send("participants/code", to=to, useless_after=timezone.now() + OF_USE, code=code)


def mail_link(one: Served) -> None:
    """Each holder of a shared mailbox has a mail of their own, so that a secretary can forward the one that is meant."""
    mail_made_link(one, *link_and_address(one.holder, email=one.mailbox, whose=one.whose))


def mail_made_link(one: Served, link: AccessLink, address: str) -> None:
    """Mails a link that was just made for this mailbox."""
    facts: dict[str, Any] = {
        **facts_of(one.holder),
        "is_assistants": one.whose == Whose.ASSISTANT or "",
        "address": address,
    }
    key = f"personal link {link.pk} of {_named(one.holder)}"
    _send("participants/personal_link", to=one.mailbox, key=key, **facts)


def _named(holder: Holder) -> str:
    return f"{'delegate' if isinstance(holder, Delegate) else holder._meta.model_name} {holder.pk}"


def _send(template: str, *, to: str, key: str = "", useless_after: datetime | None = None, **facts: object) -> None:
    """Somebody waits for each of these mails."""
    written = letter(template, **facts)
    headers = urgency_headers(Urgency.CODE, useless_after=useless_after)
    EmailMessage(written.subject, written.body, to=[to], headers=headers | ({KEY: key} if key else {})).send()
