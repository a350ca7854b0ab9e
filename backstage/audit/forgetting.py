"""Removes things from the audit trail: texts that were redacted, and entries that are too old."""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import reduce
from operator import and_, or_
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from backstage.audit_watch import told_to_all
from backstage.models import AuditEntry
from backstage.models.audit import words_of
from backstage.text.folding import folded
from backstage.text.spellings import REMOVED, blanked_within, blanking

BATCH = 500
WRITTEN = ["object_repr", "changes", "reason", "by_link", "words"]


@transaction.atomic
def forget_text(texts: Collection[str], *, event: int | None = None, person: int | None = None) -> int:
    """Blanks the texts in every entry of the event and in every entry of the person. Returns the number of changed
    entries.

    However they are written there; see `backstage.text.spellings`.
    """
    of_event = models.Q(event_key=event) if event is not None else models.Q(pk__in=[])
    of_person = models.Q(person_key=person) if person is not None else models.Q(pk__in=[])
    return _forget(AuditEntry.objects.filter(of_event | of_person), texts)


@transaction.atomic
def forget_everywhere(texts: Collection[str]) -> int:
    """The same in every entry, whatever it is about. A text without a word is left: it tells of nobody."""
    asked = [_holding(text) for text in texts if folded(text)]
    return _forget(AuditEntry.objects.filter(reduce(or_, asked)), texts) if asked else 0


def forget_values(model: type[models.Model], keys: Collection[int]) -> None:
    """Takes what the rows of the model said out of their entries. That somebody added, changed or deleted one stays."""
    entries = AuditEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
    name = str(model._meta.verbose_name)
    entries.filter(object_pk__in=[str(key) for key in keys]).update(object_repr=name, changes={}, words="")


def _holding(text: str) -> models.Q:
    """Entries that may hold the text: by their folded words, or in what those leave out."""
    words = (models.Q(words__contains=f" {word}") for word in set(folded(text)))
    return reduce(and_, words) | models.Q(reason__icontains=text) | models.Q(by_link__icontains=text)


def _forget(entries: "models.QuerySet[AuditEntry]", texts: Collection[str]) -> int:
    blank = blanking(texts, by=REMOVED)
    blanked = []
    for entry in entries.iterator(chunk_size=BATCH):
        before = _texts(entry)
        name, changes = blank(entry.object_repr), blanked_within(entry.changes, blank)
        after = (name, changes, blank(entry.reason), blank(entry.by_link))
        if after != before:
            entry.object_repr, entry.changes, entry.reason, entry.by_link = after
            entry.words = words_of(name, told_to_all(_model_of(entry), changes or {}))
            blanked.append(entry)
    AuditEntry.objects.bulk_update(blanked, WRITTEN, batch_size=BATCH)
    return len(blanked)


def _model_of(entry: AuditEntry) -> type[models.Model] | None:
    return ContentType.objects.get_for_id(entry.content_type_id).model_class()


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
