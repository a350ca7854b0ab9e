"""Database settings made from a DATABASE_URL, connections to further databases, and consistent snapshots."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dj_database_url
from django.db import connections
from django.db.utils import load_backend

KINDS = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
COMMANDS_WAIT = 20.0
"""Seconds for which a command waits for the database. A reader, who is there, waits for DATABASE_WAIT."""

# SQLite writers take their lock at BEGIN and wait for it. Without IMMEDIATE, a reader that begins to write gets
# "database is locked".
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
    "PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000; PRAGMA journal_size_limit=67108864;"
)
# The system closes a connection whose other end has gone without a word, after about 20 seconds. libpq knows these names.
POSTGRES_OPTIONS: dict[str, Any] = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 20_000,
}


def database(address: str, *, wait: float = COMMANDS_WAIT) -> dict[str, Any]:
    """Django's settings for the database at a DATABASE_URL, which is given up when it is not to be had for `wait` seconds.

    Raises ValueError for an unknown kind of address.
    """
    facts: dict[str, Any] = dict(dj_database_url.parse(address))
    if facts["ENGINE"] not in KINDS:
        raise ValueError("The database is neither PostgreSQL nor SQLite.")
    if facts["ENGINE"].endswith("sqlite3"):
        return facts | {"OPTIONS": _sqlite_options(wait), "CONN_MAX_AGE": None}
    options = {**POSTGRES_OPTIONS, "connect_timeout": math.ceil(wait), **facts.get("OPTIONS", {}), "pool": _pool(wait)}
    return facts | {"OPTIONS": options, "CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": 0}


def _sqlite_options(wait: float) -> dict[str, Any]:
    busy = f"PRAGMA busy_timeout={wait * 1000:.0f};"
    return {"transaction_mode": "IMMEDIATE", "timeout": wait, "init_command": busy + SQLITE_PRAGMAS}


def _pool(wait: float) -> dict[str, Any]:
    """A pool with health checks loses no request when PostgreSQL restarts; CONN_MAX_AGE does.

    The pool tries less and less often to connect. Beginning anew after `reconnect_timeout`, it soon finds a server that is
    back.
    """
    from config.postgres import BoundedConnection  # loads psycopg, which a site on SQLite does not need

    return {
        "min_size": 1,
        "max_size": 4,
        "timeout": wait,
        "reconnect_timeout": wait,
        "connection_class": BoundedConnection,
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
