"""The demonstration as `load` leaves it: loaded once in a run, and copied for each module that only reads it."""

import pickle
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from tests.databases import alone
from tests.demo.loading import load

Tables = dict[str, list[tuple[Any, ...]]]


def load_once(run_folder: Path) -> None:
    """Puts the rows and uploads of the demonstration into an empty site. PostgreSQL, which counts its keys by itself, loads
    it each time.
    """
    if connection.vendor != "sqlite":
        load()
        return
    kept = run_folder / "demonstration"
    with alone(run_folder):
        is_first = not kept.exists()
        if is_first:
            load()
            _keep(kept)
    if not is_first:
        _put(kept)


def _keep(kept: Path) -> None:
    half = kept.with_name("half-made demonstration")
    shutil.copytree(settings.MEDIA_ROOT, half / "media")
    (half / "rows").write_bytes(pickle.dumps(_rows()))
    half.rename(kept)


def _put(kept: Path) -> None:
    tables: Tables = pickle.loads((kept / "rows").read_bytes())  # noqa: S301  (of this run)
    shutil.copytree(kept / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)
    with transaction.atomic(), connection.cursor() as cursor:
        for name, rows in tables.items():
            marks = ", ".join("?" * len(rows[0]))
            cursor.cursor.executemany(f'INSERT OR REPLACE INTO "{name}" VALUES ({marks})', rows)  # noqa: S608


def _rows() -> Tables:
    with connection.cursor() as cursor:
        return {name: rows for name in connection.introspection.table_names(cursor) if (rows := _of(cursor, name))}


def _of(cursor: Any, table: str) -> list[tuple[Any, ...]]:
    """All values as they are stored: a sign before a column keeps the driver from turning them into dates."""
    cursor.execute(f'PRAGMA table_info("{table}")')  # Django's own reader stumbles over some constraints
    signed = ", ".join(f'+"{name}"' for _number, name, *_facts in cursor.fetchall())
    cursor.execute(f'SELECT {signed} FROM "{table}"')  # noqa: S608
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
