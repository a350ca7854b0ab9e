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
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.letters.urgency import Urgency
from backstage.leases import claim, is_free, ours, release
from backstage.mail.bounces import as_reason, bounce_address, take_report
from backstage.mail.rates import is_server_paused, must_wait, pause_server, take_turn
from backstage.mail.server import ConnectingError, MailConnection, SendingError, mail_server
from backstage.models import MailState, OutgoingMail, Pace, Undeliverable, is_due, is_late

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
"""A worker takes any of so many, so that two seldom try to claim the same mail."""
BULK_SHARE = 0.25
"""How often a worker that would send a letter sends bulk that is due, so that letters without end do not hold it up."""


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


def give_up_late_mail(now: datetime) -> int:
    """Gives up the mails whose moment has passed, whether or not their host or the mail server takes mail, and returns their
    number. The worker calls it every minute; that such a mail is never sent, `is_due` sees to.
    """
    late = OutgoingMail.objects.filter(is_free(), is_late()).order_by("useless_after")
    return sum(_give_up_if_late(key, moment) for key, moment in list(late.values_list("pk", "useless_after")))


def forget_old_mail(now: datetime) -> int:
    """Deletes mails settled more than MAIL_DAYS ago and returns their number.

    Rates of hosts unused since then are deleted too.
    """
    before = now - timedelta(days=settings.MAIL_DAYS)
    Pace.objects.filter(spent_until__lt=before.timestamp()).delete()
    return OutgoingMail.objects.settled_before(before).delete()[0]


def _claimed(connection: MailConnection, most: int, stopping: Callable[[], bool]) -> Iterator[OutgoingMail]:
    """Claims due mails one by one. It looks before each for what is more urgent by now, however slow the server is.

    The connection is opened before a claim, so that the lease covers only the sending itself.
    """
    full: set[str] = set()
    left = most
    while left > 0 and not stopping() and (due := _next(full)):
        connection.open()
        mail = _claim(due.pk, is_due(), attempts=F("attempts") + 1)
        if mail is None or _settle_unsendable(mail):
            continue
        if take_turn(mail.host, timezone.now(), Urgency(mail.urgency)):
            left -= 1
            full.clear()
            yield mail
        else:
            full.add(mail.host)
            _unclaim(mail)


def _next(full: Collection[str]) -> OutgoingMail | None:
    """One of the most urgent mails that are due and whose host takes one now; at times bulk in place of a letter."""
    due = OutgoingMail.objects.due().exclude(must_wait(timezone.now())).exclude(host__in=full)
    found = _any_of_first(due)
    if found and found.urgency == Urgency.LETTER and random.random() < BULK_SHARE:  # noqa: S311  # guards nothing
        return _any_of_first(due.filter(urgency=Urgency.BULK)) or found
    return found


def _any_of_first(due: QuerySet[OutgoingMail]) -> OutgoingMail | None:
    first = list(due.only("urgency").order_by("urgency", "next_at", "pk")[:LOOKUP_SIZE])
    most_urgent = [mail for mail in first if mail.urgency == first[0].urgency]
    return random.choice(most_urgent) if most_urgent else None  # noqa: S311


def _claim(key: int, which: Q, **facts: Any) -> OutgoingMail | None:
    """Claims the mail if it is one of `which`; None if it is not, or another worker was faster.

    `durable` refuses an outer transaction, which would hide the claim.
    """
    mail, lease = OutgoingMail(pk=key), timedelta(seconds=settings.MAIL_LEASE)
    with transaction.atomic(durable=True):
        if not claim(mail, which, lease=lease, state=MailState.SENDING, **facts):
            return None
    return ours(mail).first()


def _give_up_if_late(key: int, moment: datetime | None) -> bool:
    mail = _claim(key, is_late())
    if mail:
        words = _("Too late: this mail was of use until %(moment)s UTC.")
        _settle(mail, MailState.GIVEN_UP, words % {"moment": date_format(moment or "", "j M Y H:i")})
    return mail is not None


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
