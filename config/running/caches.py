"""The cache of a site on one machine, in which all processes count together without losing a count."""

import os
import pickle
import sqlite3
import time
import weakref
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

from backstage.counting import CacheAwayError

WAIT = 2.0
"""Seconds for which one process waits for another that writes. A write takes far less than a millisecond."""
_TABLE = """
    CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, value NOT NULL, expires REAL NOT NULL) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS entry_expires ON entry (expires);
"""
_WRITE = (
    "INSERT INTO entry VALUES (?, ?, ?)"
    " ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires"
)


class MachineCache(BaseCache):
    """A cache in its own SQLite file, LOCATION, which all processes and threads of one machine share.

    Django's file and database caches read a number and then write it, so two processes that count at once lose a count.
    Here `add` and `incr` are one statement each, and `incr` does not change the time of expiry. Values other than
    integers are pickled; what cannot be read back counts as missing. The file may be deleted while nothing runs.
    All methods raise CacheAwayError if the file cannot be used, as on a full disk.
    """

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._path = Path(location)
        self._connection: sqlite3.Connection | None = None

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        rows = self._run("SELECT value FROM entry WHERE key = ? AND expires > ?", self._key(key, version), time.time())
        return _restored(rows[0][0], default) if rows else default

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._forget_expired()
        self._run(_WRITE, self._key(key, version), _storable(value), self._expiry(timeout))

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        self._forget_expired()
        write = f"{_WRITE} WHERE entry.expires <= ? RETURNING 1"
        values = (self._key(key, version), _storable(value), self._expiry(timeout), time.time())
        return bool(self._run(write, *values))

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        update = "UPDATE entry SET expires = ? WHERE key = ? AND expires > ? RETURNING 1"
        return bool(self._run(update, self._expiry(timeout), self._key(key, version), time.time()))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Adds `delta` to the entry. An entry that is no integer counts from 0.

        Raises ValueError if there is no such entry.
        """
        update = "UPDATE entry SET value = value + ? WHERE key = ? AND expires > ? RETURNING value"
        rows = self._run(update, delta, self._key(key, version), time.time())
        if not rows:
            raise ValueError(f"Key {key!r} not found")
        return int(rows[0][0])

    def delete(self, key: Any, version: int | None = None) -> bool:
        return bool(self._run("DELETE FROM entry WHERE key = ? RETURNING 1", self._key(key, version)))

    def clear(self) -> None:
        self._run("DELETE FROM entry")

    def _run(self, statement: str, *values: object) -> Sequence[tuple[Any, ...]]:
        try:
            if self._connection is None:
                self._connection = _open(self._path)
                weakref.finalize(self, self._connection.close)  # each thread has its own cache, which ends with it
            return self._connection.execute(statement, values).fetchall()
        except (sqlite3.Error, OSError) as trouble:
            raise CacheAwayError(str(trouble)) from trouble

    def _forget_expired(self) -> None:
        self._run("DELETE FROM entry WHERE expires <= ?", time.time())

    def _key(self, key: Any, version: int | None) -> str:
        return self.make_and_validate_key(key, version=version)

    def _expiry(self, timeout: Any) -> float:
        """When an entry expires, in seconds since 1970. A timeout of None means never."""
        moment = self.get_backend_timeout(timeout)
        return float("inf") if moment is None else moment


def _open(path: Path) -> sqlite3.Connection:
    if not path.exists():
        _create(path)
    # Another thread may be the one that collects the cache of a thread that has ended.
    connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA synchronous=NORMAL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _create(path: Path) -> None:
    """Makes the file under a temporary name, so that it appears complete. The first of several processes wins.

    A shared file could not be set to WAL safely, because that does not wait for others.
    """
    with TemporaryDirectory(dir=path.parent) as folder:
        draft = f"{folder}/{path.name}"
        with closing(sqlite3.connect(draft)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.executescript(_TABLE)
        with suppress(FileExistsError):
            os.link(draft, path)


def _storable(value: Any) -> Any:
    return value if type(value) is int else pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _restored(value: Any, default: Any) -> Any:
    if isinstance(value, int):
        return value
    try:
        return pickle.loads(value)  # noqa: S301  (written by these processes alone)
    except Exception:  # noqa: BLE001  # damaged bytes may raise anything
        return default
