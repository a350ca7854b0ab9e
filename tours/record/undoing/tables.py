"""Reads the writable rows of an event's record, as plain values.

Tables and columns are found by walking the models: a new one is kept without being named here.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import msgspec
from django.apps import apps
from django.db import models
from django.db.models import CASCADE, Field, ForeignKey, ManyToManyField

from tours.models import (
    AgendaItem,
    ApiToken,
    DraftLink,
    Edition,
    Event,
    FormerAddress,
    KeptRows,
    ParticipatingCity,
    PublishedEvent,
    Redacted,
    Role,
)

Model = type[models.Model]
NOT_OF_THE_RECORD: frozenset[Model] = frozenset(
    {ApiToken, DraftLink, Edition, FormerAddress, KeptRows, PublishedEvent, Redacted, Role}
)
"""Models with an event that are none of its record: rights, what was published, and what the software writes for itself."""
LEFT_OUT: Mapping[Model, frozenset[str]] = {
    Event: frozenset({"created_at", "updated_at", "published_edit_at"}),
    ParticipatingCity: frozenset({"taken", "comes"}),
}
"""Columns that no editor writes. `taken` moves with the delegates."""

Row = dict[str, Any]
"""The values of a row as JSON has them, by column. A relation to many is a column with a list of keys in their order."""
Rows = dict[str, dict[int, Row]]
"""Rows by the label of their model and by their key."""


class Table(NamedTuple):
    model: Model
    path: str
    """Leads from the row to its event, in the words of a query."""
    columns: tuple["Field[Any, Any]", ...]
    lists: tuple["ManyToManyField[Any, Any]", ...]

    @property
    def is_of_items(self) -> bool:
        """Whether the row belongs to an item of the agenda, such as a link."""
        return "__" in self.path

    @property
    def targets(self) -> "dict[str, Model]":
        """The models of the rows to which columns lead, by column."""
        fields = [field for field in (*self.columns, *self.lists) if isinstance(field, ForeignKey | ManyToManyField)]
        return {column_of(field): field.related_model for field in fields}


def column_of(field: "Field[Any, Any]") -> str:
    return field.name if isinstance(field, ManyToManyField) else field.attname


@cache
def tables() -> dict[str, Table]:
    """All tables of a record by the labels of their models. A row comes after those that it leads to."""
    found = sorted(_walked(), key=lambda table: (table.model is not Event, table.is_of_items, bool(table.lists)))
    return {table.model._meta.label: table for table in found}


def _walked() -> Iterator[Table]:
    yield _table(Event, "pk")
    for model in apps.get_app_config(Event._meta.app_label).get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, ForeignKey) or model in NOT_OF_THE_RECORD:
                continue
            if field.related_model is Event:
                yield _table(model, field.name)
            elif field.related_model is AgendaItem and field.remote_field.on_delete is CASCADE:
                yield _table(model, f"{field.name}__event")


def _table(model: Model, path: str) -> Table:
    left_out = LEFT_OUT.get(model, frozenset())
    columns = (field for field in model._meta.concrete_fields if not field.primary_key and field.name not in left_out)
    return Table(model, path, tuple(columns), tuple(model._meta.many_to_many))


def rows_of(event: Event) -> Rows:
    """All rows of the record as they are now. One query a table and a relation to many: fifteen, however many rows."""
    return {label: _rows(table, event) for label, table in tables().items()}


def _rows(table: Table, event: Event) -> dict[int, Row]:
    names = [field.attname for field in table.columns]
    read = table.model._base_manager.filter(**{table.path: event.pk}).order_by("pk").values_list("pk", *names)
    found: dict[int, Row] = {key: dict(zip(names, values, strict=True)) for key, *values in read}
    for many in table.lists:
        for row in found.values():
            row[many.name] = []
        for key, other in _pairs(many, table, event):
            found[key][many.name].append(other)
    plain: dict[int, Row] = msgspec.to_builtins(found)
    return plain


def _pairs(many: "ManyToManyField[Any, Any]", table: Table, event: Event) -> Any:
    owner, other = many.m2m_field_name(), many.m2m_reverse_field_name()
    through: Any = many.remote_field.through
    of_event = through._base_manager.filter(**{f"{owner}__{table.path}": event.pk})
    return of_event.order_by(other).values_list(f"{owner}_id", f"{other}_id")
