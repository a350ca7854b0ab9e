"""Sends the notices that are due: first it writes down whom each is for, then the mails, a part of them at a time.

Each part is one transaction, and a mail has a key, so a worker that is killed between loses nothing and repeats nothing.
"""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from announcements.models import Notice, NoticeRecipient, NoticeState
from announcements.notices.concern.readers import Reader
from announcements.notices.finding import Change
from announcements.notices.letters.mails import Writing, of_change, of_message
from announcements.notices.raising import LONGEST_HOLD
from participants.letters.posting import post
from tours.editions.publishing import locked
from tours.models import Edition, PublishedEvent

logger = logging.getLogger(__name__)

AT_ONCE = 200
"""Recipients whose mails are written in one transaction: others who want to write wait no longer."""


@task()
def send_notices() -> None:
    """Begun where somebody waits; the worker does the same every few seconds."""
    send_due(timezone.now())


def send_due(now: datetime) -> int:
    """Sends what is due, and returns the number of notices. One that fails is logged and tried again next time.

    What is further ahead than any notice waits is due as well: it was written before the clock was set back.
    """
    is_due = Q(goes_at__lte=now) | Q(goes_at__gt=now + LONGEST_HOLD)
    due = Notice.objects.filter(is_due, ended_at__isnull=True).order_by("goes_at", "pk")
    return sum(_tried(notice, now) for notice in due.select_related("event"))


def _tried(notice: Notice, now: datetime) -> bool:
    try:
        _send(notice, now)
    except Exception:
        logger.exception("Notice %s could not be sent as a whole; it is tried again.", notice.pk)
        return False
    return True


def _send(notice: Notice, now: datetime) -> None:
    with transaction.atomic():
        if not _begin(notice, now):
            return
    writing = of_message(notice) if notice.is_message else of_change(notice, Change(notice, at=now))
    left = list(notice.recipients.filter(posted_at__isnull=True).order_by("pk").values_list("pk", flat=True))
    failed = [keys for keys in _in_parts(left) if not _posted(notice, writing, keys)]
    if not failed:
        sent = Notice.objects.filter(pk=notice.pk, state=NoticeState.SENDING)
        sent.update(state=NoticeState.SENT, ended_at=timezone.now())


def _in_parts(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(keys), AT_ONCE):
        yield keys[first : first + AT_ONCE]


def _posted(notice: Notice, writing: Writing, keys: Sequence[int]) -> bool:
    """One part that fails is logged and tried again next time; the others do not wait for it."""
    try:
        _post(notice, writing, keys)
    except Exception:
        logger.exception("Some mails of notice %s could not be written; they are tried again.", notice.pk)
        return False
    return True


def _begin(notice: Notice, now: datetime) -> bool:
    """Notes whom it is for, if nobody has done so. False where it is for nobody, or does not wait any more.

    What was published or withdrawn meanwhile, and not noted yet, is taken in; of an event that has left the site nothing is told.
    """
    locked(notice.event)
    notice.refresh_from_db()
    if notice.state == NoticeState.SENDING:
        return True
    if not notice.is_held or notice.goes_at is None or now < notice.goes_at <= now + LONGEST_HOLD:
        return False
    if not notice.is_message and not _note_recipients(notice, now):
        notice.state, notice.ended_at = NoticeState.NOTHING, now
        notice.save(update_fields=["state", "number", "ended_at"])
        return False
    notice.state = NoticeState.SENDING
    notice.save(update_fields=["state", "number"])
    return True


def _note_recipients(notice: Notice, now: datetime) -> int:
    """Notes the recipients of a change up to the current version. Returns how many they are."""
    current = PublishedEvent.objects.filter(event=notice.event_id).values_list("number", flat=True).first()
    if current is None:
        return 0
    notice.number = current
    recipients = [_recipient(notice, reader) for reader in Change(notice, at=now).news]
    return len(NoticeRecipient.objects.bulk_create(recipients))


def _recipient(notice: Notice, reader: Reader) -> NoticeRecipient:
    return NoticeRecipient(notice=notice, **{f"{reader.kind}_id": reader.key})


@transaction.atomic
def _post(notice: Notice, writing: Writing, keys: Sequence[int]) -> None:
    """Posts the mails of these recipients. Two workers may do this at once: only one writes, as both lock the event."""
    locked(notice.event)
    rows = list(NoticeRecipient.objects.filter(pk__in=keys, posted_at__isnull=True).order_by("pk"))
    mails = [] if _is_withdrawn(notice) else writing.mails(rows)
    if mails:
        post(mails, once=f"notice {notice.pk}", reply_to=writing.reply_to)
    NoticeRecipient.objects.filter(pk__in=[row.pk for row in rows]).update(posted_at=timezone.now())


def _is_withdrawn(notice: Notice) -> bool:
    """Whether the version of which it tells was withdrawn meanwhile: nobody else reads it then."""
    if notice.number is None:
        return False
    return Edition.objects.filter(event=notice.event_id, number=notice.number, withdrawn_at__isnull=False).exists()
