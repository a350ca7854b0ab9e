"""Removes things from the audit trail: texts that were redacted, and entries that are too old."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction

from backstage.models import AuditEntry
from backstage.models.audit import words_of
from backstage.text.spellings import blanked_within, blanking

REMOVED = "[removed]"
"""Replaces a redacted text in the trail, in editions and in posts."""
BATCH = 500
WRITTEN = ["object_repr", "changes", "reason", "by_link", "words"]


@transaction.atomic
def forget_text(texts: Collection[str], *, event: int | None = None, person: int | None = None) -> int:
    """Blanks the texts in every entry of the event and in every entry of the person. Returns the number of changed
    entries.

    However they are written there; see `backstage.text.spellings`.
    """
    blank = blanking(texts, by=REMOVED)
    of_event = models.Q(event_key=event) if event is not None else models.Q(pk__in=[])
    of_person = models.Q(person_key=person) if person is not None else models.Q(pk__in=[])
    blanked = []
    for entry in AuditEntry.objects.filter(of_event | of_person).iterator(chunk_size=BATCH):
        before = _texts(entry)
        name, changes = blank(entry.object_repr), blanked_within(entry.changes, blank)
        after = (name, changes, blank(entry.reason), blank(entry.by_link))
        if after != before:
            entry.object_repr, entry.changes, entry.reason, entry.by_link = after
            entry.words = words_of(name, changes)
            blanked.append(entry)
    AuditEntry.objects.bulk_update(blanked, WRITTEN, batch_size=BATCH)
    return len(blanked)


def _texts(entry: AuditEntry) -> tuple[Any, ...]:
    return entry.object_repr, entry.changes, entry.reason, entry.by_link


def forget_old_entries(now: datetime) -> int:
    """Deletes the entries older than AUDIT_DAYS and returns their number.

    With AUDIT_DAYS = 0 they are kept for ever.
    """
    if not settings.AUDIT_DAYS:
        return 0
    due = AuditEntry.objects.filter(timestamp__lt=now - timedelta(days=settings.AUDIT_DAYS))
    return due.delete()[0]
