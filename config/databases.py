"""Database settings made from a DATABASE_URL, connections to further databases, and consistent snapshots."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dj_database_url
from django.db import connections
from django.db.utils import load_backend

# SQLite writers take their lock at BEGIN and wait for it. Without IMMEDIATE, a reader that begins to write gets
# "database is locked".
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; PRAGMA foreign_keys=ON;"
        "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000; PRAGMA journal_size_limit=67108864;"
    ),
}
# A pool with health checks loses no request when PostgreSQL restarts; CONN_MAX_AGE does.
POSTGRES_OPTIONS: dict[str, Any] = {"pool": {"min_size": 1, "max_size": 4, "timeout": 20}}


def database(address: str) -> dict[str, Any]:
    """Django's settings for the database at a DATABASE_URL. Raises ValueError for an unknown kind of address."""
    facts: dict[str, Any] = dict(dj_database_url.parse(address))
    if facts["ENGINE"].endswith("sqlite3"):
        return facts | {"OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": None}
    return facts | {
        "OPTIONS": {**facts.get("OPTIONS", {}), **POSTGRES_OPTIONS},
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 0,
    }


@contextmanager
def temporary_connection(facts: dict[str, Any], *, alias: str) -> Iterator[str]:
    """Adds a database under its own alias for the length of the block, with one connection and without a pool."""
    options = {name: value for name, value in facts.get("OPTIONS", {}).items() if name != "pool"}
    whole = connections.configure_settings({"default": {}, alias: {**facts, "OPTIONS": options}})[alias]
    connections[alias] = load_backend(whole["ENGINE"]).DatabaseWrapper(whole, alias)
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]


@contextmanager
def snapshot(using: str) -> Iterator[None]:
    """Makes the block read the state of the database at one moment. Others may write meanwhile, but the block may not.

    Use it outside any transaction.
    """
    before, after = _SNAPSHOT[connections[using].vendor]
    with connections[using].cursor() as cursor:
        for statement in before:
            cursor.execute(statement)
        try:
            yield
        finally:
            for statement in after:
                cursor.execute(statement)


_SNAPSHOT = {
    "sqlite": (("PRAGMA query_only=ON", "BEGIN DEFERRED"), ("ROLLBACK", "PRAGMA query_only=OFF")),
    "postgresql": (("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",), ("ROLLBACK",)),
}
