"""Reminders by mail. Each is sent only once, even if several workers handle it."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from accounts.letters.urgency import Urgency
from accounts.letters.writing import Letter, send_written
from accounts.models import Reminded, User

logger = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=365)


class Reminder(NamedTuple):
    """A reminder. `key` names its subject and the date it is about, so that a new date gives a new reminder."""

    key: str
    to: User
    letter: Letter


def send_reminders(reminders: Iterable[Reminder]) -> int:
    """Sends the reminders that were not sent yet and returns their number.

    One that fails is logged and tried again next time.
    """
    return sum(_send_or_log(reminder) for reminder in reminders if reminder.to.is_active)


def forget_old_reminders(now: datetime) -> int:
    return Reminded.objects.filter(at__lt=now - KEPT_FOR).delete()[0]


def _send_or_log(reminder: Reminder) -> bool:
    try:
        return _send(reminder)
    except Exception:
        logger.exception("The reminder %s could not be sent; it is tried again.", reminder.key)
        return False


@transaction.atomic
def _send(reminder: Reminder) -> bool:
    is_new = Reminded.objects.get_or_create(key=reminder.key)[1]
    if is_new:
        send_written(reminder.letter, to=reminder.to.email, urgency=Urgency.BULK)
    return is_new
