"""An empty database, of the same kind as the database that the suite runs on."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections

from config.databases import temporary_connection
from tests.databases import migrated_file


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[dict[str, Any]]:
    """Django's settings of the empty database."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        (tmp_path / "site").mkdir()
        yield facts | {"NAME": str(tmp_path / "site" / "sojourn.sqlite3")}
        return
    if not shutil.which("pg_restore"):
        pytest.skip("No pg_restore here: what concerns the backup of PostgreSQL is not tried.")
    name = f"empty_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        yield facts | {"NAME": name}
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def site(empty: dict[str, Any]) -> Iterator[str]:
    """The alias of the empty database."""
    with temporary_connection(empty, alias="site") as alias:
        yield alias


@pytest.fixture
def tables_copied(run_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A move in this process copies the tables of a new SQLite file, where it would migrate them for seconds."""

    def make_tables(command: str, *, database: str, **options: Any) -> None:
        if connections[database].vendor != "sqlite":
            call_command(command, database=database, **options)
            return
        connections[database].ensure_connection()
        with closing(sqlite3.connect(migrated_file(run_folder))) as source:
            source.backup(connections[database].connection)

    monkeypatch.setattr("config.backup.moving.call_command", make_tables)
