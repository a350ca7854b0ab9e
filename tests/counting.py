"""Counts what a block of code asks of the database: queries, and the rows that came back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection


@dataclass
class Asked:
    statements: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def queries(self) -> int:
        return len(self.statements)

    @property
    def transactions(self) -> int:
        """How many transactions it began, each of which waits for whoever writes (SQLite) or locks rows."""
        return sum(sql.startswith("SAVEPOINT") for sql, _params in self.statements)

    def rows(self) -> int:
        """Asks every SELECT again for its count: a constant number of queries can still load everything."""
        counts = []
        for sql, params in self.statements:
            if sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT")):
                continue
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT COUNT(*) FROM ({sql}) AS asked", params)  # noqa: S608  (our own statements)
                counts.append(cursor.fetchone()[0])
        return sum(counts)


@contextmanager
def asked() -> Iterator[Asked]:
    seen = Asked()

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        seen.statements.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def plan(statement: str, parameters: Any) -> str:
    """How the database goes about a statement, a step a line."""
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {statement}", parameters)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
