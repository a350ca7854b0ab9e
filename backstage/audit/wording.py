"""Words an entry of the audit trail for people: names of fields, readable values, and excerpts of long texts."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from os.path import commonprefix
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from backstage.audit_watch import word_for_creating
from backstage.models import AuditEntry
from backstage.text.folding import folded

LONGEST_VALUE = 300
"""Characters of a value in the list of entries. The page of one entry shows the whole value."""
COPIED_FROM = "copied_from"
BEFORE_THE_CHANGE = 60
"""Characters that an excerpt shows before the first difference."""


class FieldChange(NamedTuple):
    label: str
    before: str
    after: str


class DescribedEntry(NamedTuple):
    """An entry in words. `thing` is the value of the filter `thing` for its row.

    `token` is empty unless an API token was used.
    """

    entry: AuditEntry
    at: str
    who: str
    token: str
    action: str
    kind: str
    name: str
    thing: str
    changes: list[FieldChange]

    @property
    def was_there_before(self) -> bool:
        return self.entry.action != AuditEntry.Action.CREATE

    @property
    def is_there_after(self) -> bool:
        return self.entry.action != AuditEntry.Action.DELETE


def describe(entry: AuditEntry, *, whole: bool = False) -> DescribedEntry:
    """Describes the entry, with long texts cut unless `whole` is set.

    Costs no query if the entry was read with its actor.
    """
    kind = ContentType.objects.get_for_id(entry.content_type_id)
    model = kind.model_class()
    changes = list(_changes(model, entry))
    return DescribedEntry(
        entry=entry,
        at=moment(entry.timestamp),
        who=_who(entry),
        token=entry.token,
        action=_action(model, entry),
        kind=str(model._meta.verbose_name) if model else kind.model,
        name=entry.object_repr,
        thing=f"{kind.app_label}.{kind.model}:{entry.object_pk}",
        changes=changes if whole else [_cut(change) for change in changes],
    )


def moment(at: datetime) -> str:
    """Formats a moment as `26 November 2026, 19:55:12 UTC`."""
    utc = at.astimezone(UTC)
    return f"{formats.date_format(utc, 'j F Y, H:i:s')} UTC"


def is_system(text: str) -> bool:
    """Whether these words are the ones by which the system is named where no user acted, or some of them."""
    return set(folded(text)) <= set(folded(_("the system")))


def _who(entry: AuditEntry) -> str:
    if entry.actor_id is None:
        return _("the system")
    return str(entry.actor) if entry.actor else _("a user who was deleted")


def _action(model: type[models.Model] | None, entry: AuditEntry) -> str:
    if entry.action == AuditEntry.Action.CREATE:
        return word_for_creating(model)
    words = {AuditEntry.Action.DELETE: _("deleted"), AuditEntry.Action.ACCESS: _("looked at")}
    return words.get(entry.action, _("changed"))


def _changes(model: type[models.Model] | None, entry: AuditEntry) -> Iterator[FieldChange]:
    """The changed fields in the order of the model. A field that the model no longer has appears under its bare name."""
    changes = dict(entry.changes or {})
    order = [field.name for field in model._meta.get_fields()] if model else []
    for name in sorted(changes, key=lambda name: order.index(name) if name in order else len(order)):
        before, after = changes[name]
        field = _field(model, name)
        label = capfirst(str(field.verbose_name)) if field else _label(name)
        if isinstance(before, list):
            label = (_("%(field)s, added") if after else _("%(field)s, removed")) % {"field": label}
        yield FieldChange(label, _words(field, before), _words(field, after))


def _field(model: type[models.Model] | None, name: str) -> "models.Field[Any, Any] | None":
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, models.Field) else None


def _label(name: str) -> str:
    """What a change tells that is of no field: how many rows of a model were written at once, and of what they are copies."""
    if name == COPIED_FROM:
        return _("Copied from")
    try:
        return capfirst(str(apps.get_model(name)._meta.verbose_name_plural))
    except (LookupError, ValueError):
        return name


def _words(field: "models.Field[Any, Any] | None", value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if field and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _date_or_time(field, str(value))


def _date_or_time(field: "models.Field[Any, Any] | None", text: str) -> str:
    """Formats a stored date or time (stored in UTC).

    A text that cannot be read, such as a redacted one, stays as it is.
    """
    try:
        if isinstance(field, models.DateTimeField):
            return moment(datetime.fromisoformat(text).replace(tzinfo=UTC))
        if isinstance(field, models.DateField):
            return formats.date_format(date.fromisoformat(text), "j F Y")
        if isinstance(field, models.TimeField):
            return time.fromisoformat(text).strftime("%H:%M")
    except ValueError:
        pass
    return text


def _cut(change: FieldChange) -> FieldChange:
    """Shortens both values if one is too long. The excerpts begin a little before the first difference."""
    if max(len(change.before), len(change.after)) <= LONGEST_VALUE:
        return change
    begin = max(0, len(commonprefix([change.before, change.after])) - BEFORE_THE_CHANGE)
    return change._replace(before=_excerpt(change.before, begin), after=_excerpt(change.after, begin))


def _excerpt(text: str, begin: int) -> str:
    cut = text[begin : begin + LONGEST_VALUE]
    return f"{'…' if begin and cut else ''}{cut}{'…' if begin + LONGEST_VALUE < len(text) else ''}"
