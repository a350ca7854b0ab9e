"""The receipt for names that were put forward: one letter to the focal point, once no further name follows for a while."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F

from accounts.models import Reminded
from backstage.models import AuditEntry
from participants.days import today_at
from participants.letters.mails import facts_of, personal_mail, reached_point, stem_of, without_refused
from participants.letters.posting import post
from participants.letters.reaching import where_replies_go
from participants.models import Delegate, Delegation
from participants.vocabulary import DelegateState
from tours.vocabulary import EventState

logger = logging.getLogger(__name__)

PAUSE = timedelta(minutes=10)
LOOKS_BACK = timedelta(days=1)
READ = ("focal_point", "participation__event", "participation__city", "participation__organisation")


class _Put(NamedTuple):
    """A name was put forward, as the audit trail tells."""

    entry: int
    row: int
    at: datetime
    by_link: bool

    @property
    def key(self) -> str:
        return f"name received {self.entry}"


def send_receipts(now: datetime) -> int:
    """Sends what is due, and returns the number of mails. The worker calls it every minute.

    It lists the names that are new, and says nothing of what was decided meanwhile. A city that was never written to gets
    one only for names that came by its link. One delegation that fails is logged and tried again next time.
    """
    new = _new(now)
    homes = dict(Delegate.objects.filter(pk__in=[each.row for each in new]).values_list("pk", "delegation"))
    ordered = sorted((each for each in new if homes.get(each.row)), key=lambda each: homes[each.row] or 0)
    return sum(_tried(key, list(found), now) for key, found in groupby(ordered, lambda each: homes[each.row]) if key)


def _new(now: datetime) -> list[_Put]:
    """The names put forward in the last day that were not acknowledged. Two queries."""
    found = AuditEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Delegate), timestamp__range=(now - LOOKS_BACK, now)
    )
    put = [
        _Put(entry.pk, int(entry.object_pk), entry.timestamp, bool(entry.by_link))
        for entry in found.only("object_pk", "timestamp", "by_link", "changes")
        if (entry.changes or {}).get("state", ["", ""])[1] == DelegateState.PROPOSED
    ]
    told = set(Reminded.objects.filter(key__in=[each.key for each in put]).values_list("key", flat=True))
    return [each for each in put if each.key not in told]


def _tried(key: int, found: list[_Put], now: datetime) -> int:
    if max(each.at for each in found) > now - PAUSE:
        return 0
    try:
        return _acknowledge(Delegation.objects.select_related(*READ).get(pk=key), found, now)
    except Exception:
        logger.exception("The receipt for names of delegation %s could not be sent; it is tried again.", key)
        return 0


@transaction.atomic
def _acknowledge(delegation: Delegation, found: Iterable[_Put], now: datetime) -> int:
    """What is noted as acknowledged is not looked at again, whether there was a mail or not."""
    wanted = [each for each in found if each.by_link or delegation.letter_at]
    Reminded.objects.bulk_create([Reminded(key=each.key) for each in found])
    event, point = delegation.participation.event, delegation.focal_point
    if point is None or event.state != EventState.PLANNED or event.ends < today_at(event, now):
        return 0
    lines = _lines(each.row for each in wanted)
    facts, stem = {**facts_of(event), "body": delegation, "lines": lines}, stem_of(delegation, "names_received")
    boxes = without_refused(point, reached_point(point)) if lines else []
    mails = [personal_mail("names_received", box, point, stem=stem, facts=facts) for box in boxes]
    once = str(max(each.entry for each in found))
    return post(mails, once=once, reply_to=where_replies_go(event)) if mails else 0


def _lines(keys: Iterable[int]) -> list[str]:
    """The names as lines, in the order of choice. People who were withdrawn meanwhile are left out."""
    rows = Delegate.objects.filter(pk__in=set(keys)).exclude(state=DelegateState.WITHDRAWN)
    ordered = rows.order_by(F("rank").asc(nulls_last=True), "pk")
    return ["- " + ", ".join(filter(None, (row.name, row.position))) for row in ordered]
