"""Removes things from the audit trail: texts that were redacted, and entries that are too old."""

from collections.abc import Callable, Collection
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
def forget_text(
    texts: Collection[str],
    *,
    event: int | None = None,
    person: int | None = None,
    rows: Collection[models.Model] = (),
) -> int:
    """Blanks the texts in every entry of the event, of the person and of the rows. Returns the number of changed entries.

    However they are written there; see `backstage.text.spellings`.
    """
    of_event = models.Q(event_key=event) if event is not None else models.Q(pk__in=[])
    of_person = models.Q(person_key=person) if person is not None else models.Q(pk__in=[])
    of_rows = reduce(or_, map(entries_of, rows), models.Q(pk__in=[]))
    return _forget(AuditEntry.objects.filter(of_event | of_person | of_rows), texts)


@transaction.atomic
def forget_everywhere(texts: Collection[str]) -> int:
    """Blanks the texts in every entry, whatever it is about. A text without a word tells of nobody, and is left."""
    asked = [_holding(text) for text in texts if folded(text)]
    return _forget(AuditEntry.objects.filter(reduce(or_, asked)), texts) if asked else 0


@transaction.atomic
def forget_facts(names: Collection[str], *, of: models.Q) -> int:
    """Blanks what the fields of these names were before and after, in the entries `of`: see `entries_of` and `entries_about`."""

    def blanked(entry: AuditEntry) -> tuple[Any, ...]:
        changes = {name: _removed(pair) if name in names else pair for name, pair in (entry.changes or {}).items()}
        return entry.object_repr, changes, entry.reason, entry.by_link

    return _write(AuditEntry.objects.filter(of, changes__has_any_keys=list(names)), blanked)


def entries_of(row: models.Model) -> models.Q:
    return models.Q(content_type=ContentType.objects.get_for_model(row), object_pk=str(row.pk))


def entries_about(person: int, *, event: int | None = None) -> models.Q:
    """The entries about the person, whatever row they are of. With `event`, only the entries at that event."""
    at_event = models.Q() if event is None else models.Q(event_key=event)
    return models.Q(person_key=person) & at_event


def _removed(pair: Any) -> Any:
    """Both values; what was empty stays so."""
    return [REMOVED if value else value for value in pair]


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

    def blanked(entry: AuditEntry) -> tuple[Any, ...]:
        changes = blanked_within(entry.changes, blank)
        return blank(entry.object_repr), changes, blank(entry.reason), blank(entry.by_link)

    return _write(entries, blanked)


def _write(entries: "models.QuerySet[AuditEntry]", texts: Callable[[AuditEntry], tuple[Any, ...]]) -> int:
    """Writes the texts that are to stand in each entry, with its words for the search. Returns how many changed."""
    blanked = []
    for entry in entries.iterator(chunk_size=BATCH):
        after = texts(entry)
        if after != _texts(entry):
            entry.object_repr, entry.changes, entry.reason, entry.by_link = after
            entry.words = words_of(entry.object_repr, told_to_all(_model_of(entry), entry.changes or {}))
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
