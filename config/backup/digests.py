"""What a database holds, told in a digest a table, and the same on SQLite and on PostgreSQL.

A table is read by its `Shape` and not by the models, so that a backup is proved by the columns it was made with, whatever the
models are like by then.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import msgspec
from django.apps import apps
from django.db import connections, models

from config.backup.values import CANONICAL

CHUNK = 2000
"""Rows that are in memory at once."""
TEXTS = frozenset({"CharField", "SlugField", "TextField"})


Name = Annotated[str, msgspec.Meta(pattern=r"^\w+$")]
"""Of a table or a column: nothing that would have to be escaped."""


class Column(msgspec.Struct, frozen=True):
    """`kind` is the internal type of Django's field, of a foreign key that of what it points to."""

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
    """Those that have a table of their own, in the order of their tables: many-to-many ones and those of libraries too."""
    known = apps.get_models(include_auto_created=True)
    kept = [model for model in known if model._meta.can_migrate(connections[using])]
    return sorted(kept, key=lambda model: model._meta.db_table)


def shape(model: type[models.Model]) -> Shape:
    """Raises KeyError for a field of a kind that has no canonical text yet."""
    meta = model._meta
    columns = tuple(Column(str(field.column), _kind(field)) for field in meta.concrete_fields)
    return Shape(meta.db_table, tuple(str(field.column) for field in meta.pk_fields), columns)


def shapes(using: str) -> list[Shape]:
    return [shape(model) for model in stored_models(using)]


def table_digests(using: str, tables: Iterable[Shape] | None = None) -> dict[str, TableDigest]:
    """By the name of the table. Equal digests: the same rows under the same keys, with the same values.

    Of all tables of the site's models, or of those given. In a `snapshot` they are all of one moment.
    """
    return {one.table: _digest(using, one) for one in (shapes(using) if tables is None else tables)}


def differing(told: dict[str, TableDigest], found: dict[str, TableDigest]) -> list[str]:
    return sorted(table for table in told.keys() | found.keys() if told.get(table) != found.get(table))


def raw_rows(using: str, table: Shape) -> Iterator[tuple[Any, ...]]:
    """In the order of the key, as the driver gives them, with so many in memory at once that it does not matter how many there are."""
    connection = connections[using]
    quoted = connection.ops.quote_name
    kinds = {column.name: column.kind for column in table.columns}
    # Each PostgreSQL may sort texts after the rules of another language; SQLite goes by their bytes.
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
