"""Sends the mails of the outbox that are due. Any number of threads, processes and machines may do this at once.

A worker claims a mail (`backstage.leases`), sends it outside any transaction, and records at once that it is sent. A
killed worker leaves its claim behind; when the lease ends, another worker sends the mail with the same Message-ID. So
no mail is lost. A mail arrives twice only if a worker was killed or cut off between the server's answer and its record.
"""

import logging
import random
from collections.abc import Callable, Collection, Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from backstage.leases import claim, ours, release
from backstage.mail.bounces import as_reason, bounce_address, take_report
from backstage.mail.rates import hosts_at_their_rate, is_server_paused, pause_server, take_turn
from backstage.mail.server import ConnectingError, MailConnection, SendingError, mail_server
from backstage.models import MailState, OutgoingMail, Pace, Undeliverable, is_due

logger = logging.getLogger(__name__)

PAUSES = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    *[timedelta(hours=8)] * 5,
]
"""The pause after each failed attempt, plus up to a tenth; about two days in all.

The attempt after the last pause is the last one.
"""
SERVER_PAUSE = 30
"""Seconds for which no worker connects to a mail server that did not answer."""
LOOKUP_SIZE = 20
"""How many due mails a worker reads at once. It then claims them one by one."""


def deliver_due(*, most: int, stopping: Callable[[], bool] = lambda: False) -> int:
    """Sends up to `most` due mails and returns how many were tried, with or without success. Call it outside any
    transaction.

    `stopping` is called before each mail. Costs two queries if nothing is due, and none without a mail server.
    """
    if not settings.MAIL_URL or is_server_paused(timezone.now()):
        return 0
    taken = 0
    name = urlsplit(settings.BASE_URL).hostname or "localhost"
    with MailConnection(mail_server(settings.MAIL_URL), name=name, timeout=settings.MAIL_LEASE / 6) as connection:
        try:
            for mail in _claimed(connection, most, stopping):
                taken += 1
                _deliver(mail, connection)
        except ConnectingError as problem:
            logger.warning("The mail server cannot be used: %s. Trying again in %d seconds.", problem, SERVER_PAUSE)
            pause_server(timezone.now(), seconds=SERVER_PAUSE)
    return taken


def retry(mail: OutgoingMail) -> bool:
    """Starts all attempts anew, at an operator's wish. False if the mail cannot be retried."""
    again = OutgoingMail.objects.can_be_retried().filter(pk=mail.pk)
    waiting = {"state": MailState.WAITING, "attempts": 0, "next_at": Now(), "settled_at": None, "reason": ""}
    return bool(again.update(**waiting))


def forget_old_mail(now: datetime) -> int:
    """Deletes mails settled more than MAIL_DAYS ago and returns their number.

    Rates of hosts unused since then are deleted too.
    """
    before = now - timedelta(days=settings.MAIL_DAYS)
    Pace.objects.filter(spent_until__lt=before.timestamp()).delete()
    return OutgoingMail.objects.settled_before(before).delete()[0]


def _claimed(connection: MailConnection, most: int, stopping: Callable[[], bool]) -> Iterator[OutgoingMail]:
    """Claims due mails one by one. The connection is opened first, so that the lease covers only the sending itself."""
    full: set[str] = set()
    left = most
    while left > 0 and (due := _due(min(left, LOOKUP_SIZE), full)):
        for key, host in due:
            if stopping():
                return
            if host in full:
                continue
            connection.open()
            mail = _claim(key)
            if mail is None or _settle_unsendable(mail):
                continue
            if take_turn(host, timezone.now()):
                left -= 1
                yield mail
            else:
                full.add(host)
                _unclaim(mail)


def _due(most: int, full: Collection[str]) -> list[tuple[int, str]]:
    """Keys and hosts of some due mails, shuffled so that two workers seldom try to claim the same mail."""
    now = timezone.now()
    due = OutgoingMail.objects.due().exclude(host__in=hosts_at_their_rate(now)).exclude(host__in=full)
    found = list(due.order_by("next_at", "pk").values_list("pk", "host")[:most])
    random.shuffle(found)
    return found


def _claim(key: int) -> OutgoingMail | None:
    """Claims the mail; None if another worker was faster.

    `durable` refuses an outer transaction, which would hide the claim.
    """
    mail, lease = OutgoingMail(pk=key), timedelta(seconds=settings.MAIL_LEASE)
    with transaction.atomic(durable=True):
        if not claim(mail, is_due(), lease=lease, state=MailState.SENDING, attempts=F("attempts") + 1):
            return None
    return ours(mail).first()


def _settle_unsendable(mail: OutgoingMail) -> bool:
    """Settles a mail that is not worth an attempt: too many interruptions, or an undeliverable address.

    False for others.
    """
    if mail.attempts > len(PAUSES) + 1:
        _settle(mail, MailState.GIVEN_UP, _("Whoever was sending it was cut off each time."))
        return True
    known = Undeliverable.objects.filter(address=mail.recipient.lower()).first()
    if known:
        _settle(mail, MailState.REFUSED, known.reason)
    return known is not None


def _deliver(mail: OutgoingMail, connection: MailConnection) -> None:
    try:
        connection.send(bounce_address(mail), mail.recipient, bytes(mail.content))
    except SendingError as problem:
        _note_failure(mail, problem)
    else:
        _settle(mail, MailState.SENT)


def _note_failure(mail: OutgoingMail, problem: SendingError) -> None:
    reason = str(problem)
    if problem.is_permanent:
        _settle(mail, MailState.GIVEN_UP, reason)
        take_report(mail.recipient, status="", reason=reason)
    elif mail.attempts > len(PAUSES):
        _settle(mail, MailState.GIVEN_UP, _("The last attempt failed: %(reason)s") % {"reason": reason})
    else:
        pause = PAUSES[mail.attempts - 1] * random.uniform(1, 1.1)  # noqa: S311  # spreads the load, guards nothing
        release(mail, state=MailState.WAITING, next_at=Now() + pause, reason=as_reason(reason))


def _unclaim(mail: OutgoingMail) -> None:
    """Undoes a claim and does not count the attempt."""
    release(mail, state=MailState.WAITING, attempts=F("attempts") - 1)


def _settle(mail: OutgoingMail, state: MailState, reason: str = "") -> None:
    """Sets the final state, if this worker still holds the mail.

    A content with a secret is blanked, whether it was sent or not.
    """
    facts: dict[str, Any] = {"content": b""} if mail.carries_secret else {}
    release(mail, state=state, settled_at=timezone.now(), reason=as_reason(reason), **facts)
