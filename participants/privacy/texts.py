"""Takes names out of every text of the site that people wrote: of all rooms, also of those that come later.

Editions, the audit trail, mails, and the names of other people have verbs of their own. What stands in the columns of words
for the search is one word a row, which tells nobody's name.
"""

from collections.abc import Collection, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db import models
from django.db.models import Q

from backstage.keyed_requests import blank_answers
from backstage.text.spellings import REMOVED, Blanking, blanked_within, blanking

OF_SIGN_IN = frozenset({"account", "accounts", "auth", "contenttypes", "mfa", "sessions", "socialaccount"})
OWN_VERBS = frozenset(
    [
        "admin.LogEntry",
        "backstage.AuditEntry",
        "backstage.KeyedRequest",
        "backstage.OutgoingMail",
        "participants.Delegate",
        "participants.FocalPoint",
        "tours.Edition",
        "tours.KeptRows",
        "tours.Person",
        "tours.PersonAlias",
        "tours.PersonName",
    ]
)
"""Other people's names, and what other verbs blank."""
NO_WORDS = (models.EmailField, models.SlugField, models.URLField, models.FileField)
Column = models.Field[Any, Any]


def take_out(names: Collection[str]) -> None:
    """The names, which must be nobody else's, go from every free text and from what background jobs were given."""
    blank = blanking(names, by=REMOVED)
    for model in swept():
        _sweep(model, names, blank)
    _sweep_log(blank)
    blank_answers(names)


def swept() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        label = model._meta.label
        is_kept = label in OWN_VERBS or label.startswith("tours.Published") or model._meta.app_label in OF_SIGN_IN
        if not is_kept and _columns(model):
            yield model


def _columns(model: type[models.Model]) -> list[Column]:
    """The columns of free text."""
    fields = model._meta.concrete_fields
    return [field for field in fields if _is_free_text(field) or isinstance(field, models.JSONField)]


def _is_free_text(field: Column) -> bool:
    is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(field, NO_WORDS)
    return is_text and not field.choices and not field.unique


def _sweep(model: type[models.Model], names: Collection[str], blank: Blanking) -> None:
    columns = _columns(model)
    rows = model._base_manager.order_by("pk")
    if not any(isinstance(column, models.JSONField) for column in columns):
        rows = rows.filter(_holding(columns, names))
    for row in rows.only(*(column.name for column in columns)).iterator(chunk_size=500):
        changed = {column.name: _blanked(row, column, blank) for column in columns}
        changed = {name: value for name, value in changed.items() if value != getattr(row, name)}
        if changed:
            model._base_manager.filter(pk=row.pk).update(**changed)


def _holding(columns: Collection[Column], names: Collection[str]) -> Q:
    """Rows that may hold a name. SQLite compares capitals of ASCII alone, so that names are asked for in three forms."""
    forms = {form for name in names for form in (name, name.upper(), name.lower())}
    asked = (Q((f"{column.name}__icontains", form)) for column in columns for form in forms)
    return reduce(or_, asked, Q(pk__in=[]))


def _blanked(row: models.Model, column: Column, blank: Blanking) -> Any:
    value = getattr(row, column.attname)
    if isinstance(column, models.JSONField):
        return blanked_within(value, blank)
    return blank(value)[: column.max_length] if isinstance(value, str) else value


def _sweep_log(blank: Blanking) -> None:
    """The administration's own log. A message that Django put together of parts stays as it reads now."""
    for entry in LogEntry.objects.order_by("pk").iterator(chunk_size=500):
        name, message = entry.object_repr, entry.get_change_message()
        if blank(name) != name or blank(message) != message:
            entry.object_repr, entry.change_message = blank(name)[:200], blank(message)
            entry.save(update_fields=["object_repr", "change_message"])
