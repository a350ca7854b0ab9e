"""An empty database, of the same kind as the database that the suite runs on."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from config.databases import temporary_connection


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
