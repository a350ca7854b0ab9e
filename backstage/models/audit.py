"""The stored audit trail: who changed what and when. django-auditlog writes an entry when a watched row is saved."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, NoReturn

from auditlog.cid import get_cid
from auditlog.models import AbstractLogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models.users import User
from backstage.actor import current_actor
from backstage.audit_watch import told_to_all, watch_of
from backstage.grounds import current_grounds
from backstage.text.folding import folded

Changes = dict[str, list[Any]]
"""Old and new value by field. For a many-to-many relation: the rows removed and the rows added."""
EMPTY: tuple[Any, ...] = (None, "", [])


class AuditEntryManager(models.Manager["AuditEntry"]):
    """The methods that django-auditlog calls when a row was created, is about to change, or was deleted."""

    def log_create(
        self, instance: models.Model, *, action: int, changes: Mapping[str, Iterable[Any]] | None, **_facts: Any
    ) -> "AuditEntry | None":
        """Writes an entry in which related rows stand by their present names. None if nothing has changed."""
        named = {name: [_readable(instance, name, value) for value in pair] for name, pair in (changes or {}).items()}
        named = {name: pair for name, pair in named.items() if pair[0] != pair[1] and any(v not in EMPTY for v in pair)}
        if not named and action == AuditEntry.Action.UPDATE:
            return None
        return self._write(instance, action, named)

    def log_m2m_changes(
        self, changed_queryset: Iterable[models.Model], instance: models.Model, operation: str, field_name: str
    ) -> None:
        """Writes an entry for each row that owns the relation, even where the relation was changed from its other end."""
        owns = field_name in {field.name for field in instance._meta.many_to_many}
        for owner, others in (
            [(instance, changed_queryset)] if owns else [(row, [instance]) for row in changed_queryset]
        ):
            names = sorted(str(other) for other in others)
            pair = [[], names] if operation == "add" else [names, []]
            if names:
                self._write(owner, AuditEntry.Action.UPDATE, {field_name: pair})

    def _write(self, row: models.Model, action: int, changes: Changes) -> "AuditEntry":
        entry = self.entry_of(row, changes, action=action)
        entry.save()
        return entry

    def entry_of(
        self, row: models.Model, changes: Changes, *, action: int = AbstractLogEntry.Action.UPDATE
    ) -> "AuditEntry":
        """The entry, with the actor and grounds of now. Whoever changes many rows by one `update()` writes theirs at once."""
        watch, actor, name = watch_of(type(row)), current_actor(), _name(row)
        return self.model(
            content_type=ContentType.objects.get_for_model(row),
            object_pk=str(row.pk),
            object_repr=name,
            action=action,
            changes=changes,
            words=words_of(name, told_to_all(type(row), changes)),
            actor_id=actor.pk if actor else None,
            token=_token_of(actor),
            **current_grounds()._asdict(),
            cid=get_cid() or None,
            event_key=watch.event(row),
            programme_key=watch.programme(row),
            person_key=watch.person(row),
        )


class AuditEntry(AbstractLogEntry):
    """One change of one row. Nothing alters it but `backstage.audit.forgetting.forget_text`.

    Its keys are plain numbers, because the entry outlives the rows and because those rows belong to higher rooms. Of
    the actor it keeps only the key: after their erasure the entry says that it was someone who is no longer here.
    """

    serialized_data = additional_data = changes_text = object_id = None  # type: ignore[assignment]  # of no use here
    remote_addr = remote_port = actor_email = None  # personal data that nobody asked for

    object_pk = models.CharField(max_length=255)
    action = models.PositiveSmallIntegerField(choices=AbstractLogEntry.Action.choices)
    actor = models.ForeignKey(User, on_delete=models.DO_NOTHING, null=True, db_constraint=False, related_name="+")
    token = models.CharField(max_length=100, blank=True)
    """The name of the API token that was used; empty if the person was signed in."""
    reason = models.TextField(blank=True)
    told = models.CharField(max_length=20, blank=True)
    by_link = models.CharField(max_length=200, blank=True)
    """Why, how told, and by whose personal link; see `backstage.grounds`."""
    event_key = models.BigIntegerField(null=True)
    programme_key = models.BigIntegerField(null=True)
    person_key = models.BigIntegerField(null=True)
    words = models.TextField(blank=True)
    """The folded words of the row's name and of all values that are not private, for the search."""

    objects: ClassVar[AuditEntryManager] = AuditEntryManager()  # type: ignore[assignment]  # in place of the library's

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-timestamp", "-pk"]
        indexes = [
            models.Index(fields=["event_key", "timestamp"], name="audit_of_event"),
            models.Index(fields=["programme_key", "timestamp"], name="audit_of_programme"),
            models.Index(fields=["person_key", "timestamp"], name="audit_of_person"),
            models.Index(fields=["content_type", "object_pk"], name="audit_of_object"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("An audit entry cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise TypeError("An audit entry cannot be deleted by itself; `forget_old_entries` ends them when they are due.")


def _token_of(user: User | None) -> str:
    if user is None or user.limits is None or current_grounds().by_link:
        return ""
    return user.limits.token_name or gettext("without a name")


def words_of(name: str, changes: Changes) -> str:
    """The folded words of the name and the values, each once and after a space, so that a search can match word
    beginnings.
    """
    texts = [name, *(str(text) for pair in changes.values() for value in pair for text in _flat(value))]
    return "".join(f" {word}" for word in sorted(set(folded(" ".join(texts)))))


def _flat(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        yield from value
    elif value is not None and not isinstance(value, bool):
        yield value


def _readable(row: models.Model, name: str, value: Any) -> Any:
    field = row._meta.get_field(name)
    if isinstance(field, models.ForeignKey):
        return None if value is None else _name_of_other(row, field, value)
    return value


def _name_of_other(row: models.Model, field: "models.ForeignKey[Any, Any]", key: Any) -> str:
    """The name of a related row, or its key if the row is gone. Costs a query unless the row has been loaded."""
    try:
        if key == getattr(row, field.attname):
            return str(getattr(row, field.name))
        return str(field.related_model._base_manager.get(pk=key))
    except ObjectDoesNotExist:
        return str(key)


def _name(row: models.Model) -> str:
    try:
        return str(row)
    except ObjectDoesNotExist:  # its name comes from a row that was deleted before it
        return str(row._meta.verbose_name)
