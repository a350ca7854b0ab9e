"""Digests of the tables of a database, the same on SQLite and on PostgreSQL.

A table is read by its `Shape` and not by its model. So a backup is checked by the columns that it was made with, even
if the models have changed since.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import msgspec
from django.apps import apps
from django.db import connections, models

from config.backup.values import CANONICAL

CHUNK = 2000
"""How many rows are in memory at once."""
TEXTS = frozenset({"CharField", "SlugField", "TextField"})


Name = Annotated[str, msgspec.Meta(pattern=r"^\w+$")]
"""The name of a table or a column, without characters that need escaping."""


class Column(msgspec.Struct, frozen=True):
    """A column.

    `kind` is the internal type of Django's field; for a foreign key, the type of the field it points to.
    """

    name: Name
    kind: str


class Shape(msgspec.Struct, frozen=True):
    table: Name
    key: tuple[Name, ...]
    columns: tuple[Column, ...]


class TableDigest(msgspec.Struct, frozen=True):
    rows: int
    digest: str


def stored_models(using: str) -> list[type[models.Model]]:
    """The models with a table of their own, ordered by table.

    This includes many-to-many tables and those of libraries.
    """
    known = apps.get_models(include_auto_created=True)
    kept = [model for model in known if model._meta.can_migrate(connections[using])]
    return sorted(kept, key=lambda model: model._meta.db_table)


def shape(model: type[models.Model]) -> Shape:
    """The shape of the model's table. Raises KeyError for a kind of field that has no canonical text yet."""
    meta = model._meta
    columns = tuple(Column(str(field.column), _kind(field)) for field in meta.concrete_fields)
    return Shape(meta.db_table, tuple(str(field.column) for field in meta.pk_fields), columns)


def shapes(using: str) -> list[Shape]:
    return [shape(model) for model in stored_models(using)]


def table_digests(using: str, tables: Iterable[Shape] | None = None) -> dict[str, TableDigest]:
    """The digests of the given tables, or of all tables of the models, by table name. In a `snapshot` all show one
    moment.

    Two equal digests mean the same rows with the same keys and the same values.
    """
    return {one.table: _digest(using, one) for one in (shapes(using) if tables is None else tables)}


def differing_tables(expected: dict[str, TableDigest], found: dict[str, TableDigest]) -> list[str]:
    return sorted(table for table in expected.keys() | found.keys() if expected.get(table) != found.get(table))


def raw_rows(using: str, table: Shape) -> Iterator[tuple[Any, ...]]:
    """The rows as the driver gives them, in the order of the key. At most CHUNK rows are in memory at once."""
    connection = connections[using]
    quoted = connection.ops.quote_name
    kinds = {column.name: column.kind for column in table.columns}
    # PostgreSQL may sort texts by the rules of a language; SQLite sorts them by their bytes.
    by_bytes = ' COLLATE "C"' if connection.vendor == "postgresql" else ""
    key = ", ".join(quoted(name) + (by_bytes if kinds[name] in TEXTS else "") for name in table.key)
    columns = ", ".join(quoted(column.name) for column in table.columns)
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {quoted(table.table)} ORDER BY {key}")  # noqa: S608  (quoted names)
        while chunk := cursor.fetchmany(CHUNK):
            yield from chunk


def _kind(field: Any) -> str:
    while field.is_relation:
        field = field.target_field
    kind: str = field.get_internal_type()
    CANONICAL[kind]
    return kind


def _digest(using: str, table: Shape) -> TableDigest:
    digest = hashlib.sha256(msgspec.json.encode(table.columns))
    texts = [CANONICAL[column.kind] for column in table.columns]
    write, number = msgspec.json.Encoder().encode, 0
    for row in raw_rows(using, table):
        digest.update(write([None if value is None else text(value) for text, value in zip(texts, row, strict=True)]))
        number += 1
    return TableDigest(number, digest.hexdigest())
