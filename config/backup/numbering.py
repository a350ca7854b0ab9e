"""Automatic primary keys: a number is not given again, even after its row was deleted."""

from collections.abc import Iterator

from django.db import connections, models

from config.backup.digests import stored_models


def highest_numbers(using: str) -> dict[str, int]:
    """The highest number that was ever given, by table. Tables that never had a row are left out."""
    highest = _counted(using)
    for table, column in _numbered(using):
        found = _one(using, f"SELECT max({_quoted(using, column)}) FROM {_quoted(using, table)}")  # noqa: S608  (quoted names)
        highest[table] = max(highest.get(table, 0), found or 0)
    return {table: number for table, number in highest.items() if number}


def continue_numbering(using: str, numbers: dict[str, int]) -> None:
    """Makes each table give numbers above these from now on."""
    for table, column in _numbered(using):
        if number := numbers.get(table):
            _SETTING[connections[using].vendor](using, table, column, number)


def _numbered(using: str) -> Iterator[tuple[str, str]]:
    """The table and the column of each automatic primary key."""
    for model in stored_models(using):
        key = model._meta.pk
        if isinstance(key, models.AutoField | models.BigAutoField | models.SmallAutoField):
            yield model._meta.db_table, str(key.column)


def _counted(using: str) -> dict[str, int]:
    if connections[using].vendor == "postgresql":
        sequences = {table: _one(using, _SEQUENCE, _quoted(using, table), column) for table, column in _numbered(using)}
        return {table: number for table, number in sequences.items() if number}
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence")
        counted = dict(cursor.fetchall())
    return {table: counted[table] for table, _column in _numbered(using) if table in counted}


_SEQUENCE = "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass)"
"""The result is NULL if no number was given yet."""


def _set_on_postgres(using: str, table: str, column: str, number: int) -> None:
    _run(using, "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", _quoted(using, table), column, number)


def _set_on_sqlite(using: str, table: str, _column: str, number: int) -> None:
    _run(using, "DELETE FROM sqlite_sequence WHERE name = %s", table)
    _run(using, "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", table, number)


_SETTING = {"sqlite": _set_on_sqlite, "postgresql": _set_on_postgres}


def _quoted(using: str, name: str) -> str:
    return connections[using].ops.quote_name(name)


def _one(using: str, question: str, *values: str | int) -> int | None:
    with connections[using].cursor() as cursor:
        cursor.execute(question, values)
        found: int | None = cursor.fetchone()[0]
        return found


def _run(using: str, statement: str, *values: str | int) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(statement, values)
