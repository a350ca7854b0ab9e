"""Sends what is due in the outbox. Any number of threads, processes and machines may do so at once.

A worker claims a mail (`backstage.leases`), sends it outside any transaction, and notes at once that it is sent. One that
is killed leaves its claim; when the lease is over another worker takes the mail up, with the same Message-ID. So a mail is never
lost, and comes twice at most as often as a worker was killed, or cut off, between the server's answer and its note.
"""

import logging
import random
import re
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
from backstage.mail.bounces import as_reason, bounce_address, mark_undeliverable
from backstage.mail.rates import hold, hosts_at_their_rate, is_held, take_turn
from backstage.mail.server import ConnectingError, Line, SendingError, mail_server
from backstage.models import MailState, OutgoingMail, Pace, Undeliverable, is_due

logger = logging.getLogger(__name__)

PAUSES = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    *[timedelta(hours=8)] * 5,
]
"""After each attempt that failed; with as much as a tenth more, some two days in all. After the attempt that follows the last, no more."""
SERVER_PAUSE = 30
"""Seconds for which nobody calls a mail server that did not answer."""
AT_A_LOOK = 20
"""How many due mails a worker looks up at once, to claim them one by one."""
NO_SUCH_ADDRESS = re.compile(r"\b5\.1\.(?:1|2|3|6|10)\b")
"""Enhanced status codes (RFC 3463) that are about the recipient's address; 5.1.7 and 5.1.8 are about ours."""


def deliver_due(*, most: int, stopping: Callable[[], bool] = lambda: False) -> int:
    """Returns how many mails were taken up, sent or not: 0 says that there was nothing to do. Not to be called in a transaction.

    `stopping` is asked before each mail. Costs two queries where there is nothing due, and none without a mail server.
    """
    if not settings.MAIL_URL or is_held(timezone.now()):
        return 0
    taken = 0
    name = urlsplit(settings.BASE_URL).hostname or "localhost"
    with Line(mail_server(settings.MAIL_URL), name=name, timeout=settings.MAIL_LEASE / 6) as line:
        try:
            for mail in _claimed(line, most, stopping):
                taken += 1
                _deliver(mail, line)
        except ConnectingError as problem:
            logger.warning("The mail server cannot be used: %s. Trying again in %d seconds.", problem, SERVER_PAUSE)
            hold(timezone.now(), seconds=SERVER_PAUSE)
    return taken


def retry(mail: OutgoingMail) -> bool:
    """Once more from the beginning, for an operator who knows better. Whether there was anything to try."""
    again = OutgoingMail.objects.can_be_retried().filter(pk=mail.pk)
    waiting = {"state": MailState.WAITING, "attempts": 0, "next_at": Now(), "settled_at": None, "reason": ""}
    return bool(again.update(**waiting))


def forget_old_mail(now: datetime) -> int:
    """Deletes what was settled MAIL_DAYS ago, and returns how many mails that were. The hosts that had them are forgotten too."""
    before = now - timedelta(days=settings.MAIL_DAYS)
    Pace.objects.filter(spent_until__lt=before.timestamp()).delete()
    return OutgoingMail.objects.settled_before(before).delete()[0]


def _claimed(line: Line, most: int, stopping: Callable[[], bool]) -> Iterator[OutgoingMail]:
    """The line is open before a mail is claimed, so that the lease is for the conversation alone."""
    full: set[str] = set()
    left = most
    while left > 0 and (due := _due(min(left, AT_A_LOOK), full)):
        for key, host in due:
            if stopping():
                return
            if host in full:
                continue
            line.open()
            mail = _claim(key)
            if mail is None or _is_hopeless(mail):
                continue
            if take_turn(host, timezone.now()):
                left -= 1
                yield mail
            else:
                full.add(host)
                _put_back(mail)


def _due(most: int, full: Collection[str]) -> list[tuple[int, str]]:
    """Keys and hosts of some that are due, in no order between workers, so that they seldom want the same one."""
    now = timezone.now()
    due = OutgoingMail.objects.due().exclude(host__in=hosts_at_their_rate(now)).exclude(host__in=full)
    found = list(due.order_by("next_at", "pk").values_list("pk", "host")[:most])
    random.shuffle(found)
    return found


def _claim(key: int) -> OutgoingMail | None:
    """None where another worker was faster. `durable` refuses to run inside a transaction, where nobody would see the claim."""
    mail, lease = OutgoingMail(pk=key), timedelta(seconds=settings.MAIL_LEASE)
    with transaction.atomic(durable=True):
        if not claim(mail, is_due(), lease=lease, state=MailState.SENDING, attempts=F("attempts") + 1):
            return None
    return ours(mail).first()


def _is_hopeless(mail: OutgoingMail) -> bool:
    """Whether it is not even tried, in which case it is settled here."""
    if mail.attempts > len(PAUSES) + 1:
        _settle(mail, MailState.GIVEN_UP, _("Whoever was sending it was cut off each time."))
        return True
    known = Undeliverable.objects.filter(address=mail.recipient.lower()).first()
    if known:
        _settle(mail, MailState.REFUSED, known.reason)
    return known is not None


def _deliver(mail: OutgoingMail, line: Line) -> None:
    try:
        line.send(bounce_address(mail), mail.recipient, bytes(mail.content))
    except SendingError as problem:
        _note_failure(mail, problem)
    else:
        _settle(mail, MailState.SENT)


def _note_failure(mail: OutgoingMail, problem: SendingError) -> None:
    reason = str(problem)
    if problem.is_permanent:
        _settle(mail, MailState.GIVEN_UP, reason)
        if NO_SUCH_ADDRESS.search(problem.text):
            mark_undeliverable(mail.recipient, reason=reason)
    elif mail.attempts > len(PAUSES):
        _settle(mail, MailState.GIVEN_UP, _("No more attempts after the last: %(reason)s") % {"reason": reason})
    else:
        pause = PAUSES[mail.attempts - 1] * random.uniform(1, 1.1)  # noqa: S311  # spreads the load, guards nothing
        release(mail, state=MailState.WAITING, next_at=Now() + pause, reason=as_reason(reason))


def _put_back(mail: OutgoingMail) -> None:
    """As if it had not been claimed."""
    release(mail, state=MailState.WAITING, attempts=F("attempts") - 1)


def _settle(mail: OutgoingMail, state: MailState, reason: str = "") -> None:
    """For good, where it is ours still. A text with a secret is blanked, sent or not: it may still open what is its reader's alone."""
    facts: dict[str, Any] = {"content": b""} if mail.carries_secret else {}
    release(mail, state=state, settled_at=timezone.now(), reason=as_reason(reason), **facts)
