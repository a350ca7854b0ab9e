"""How the site talks to a database, by its address; and how a command talks to one beside the site's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dj_database_url
from django.db import connections
from django.db.utils import load_backend

# SQLite writers take their lock at BEGIN and wait for it: without IMMEDIATE a reader that turns writer gets "database is locked".
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; PRAGMA foreign_keys=ON;"
        "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000; PRAGMA journal_size_limit=67108864;"
    ),
}
# A pool with health checks loses no request through a restart of PostgreSQL; CONN_MAX_AGE does.
POSTGRES_OPTIONS: dict[str, Any] = {"pool": {"min_size": 1, "max_size": 4, "timeout": 20}}


def database(address: str) -> dict[str, Any]:
    """Django's settings of the database at a DATABASE_URL. Raises ValueError for an address of no kind that is known."""
    facts: dict[str, Any] = dict(dj_database_url.parse(address))
    if facts["ENGINE"].endswith("sqlite3"):
        return facts | {"OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": None}
    return facts | {
        "OPTIONS": {**facts.get("OPTIONS", {}), **POSTGRES_OPTIONS},
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 0,
    }


@contextmanager
def beside(facts: dict[str, Any], *, alias: str) -> Iterator[str]:
    """Reaches a database under an alias of its own for as long as the block runs, by one connection without a pool."""
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
    """All that the block reads stood in the database at one moment; others may write meanwhile, the block may not.

    Outside of a transaction only.
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
