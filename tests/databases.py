"""The database of each process of the suite: a copy of one that is migrated once for each state of the migrations."""

import ast
import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, connections
from django.test import TransactionTestCase

from config.databases import temporary_connection


def migrated_file(folder: Path) -> Path:
    """An SQLite database with all tables and no rows but those of the migrations. Whoever asks first in a run copies it
    from `var/`, where it is kept from run to run: migrating takes ten seconds of the processor.
    """
    path = folder / "migrated.sqlite3"
    with alone(folder):
        if not path.exists():
            shutil.copyfile(_kept_file(), path)
    return path


def _kept_file() -> Path:
    folder = settings.VAR_DIR / "migrated"
    folder.mkdir(exist_ok=True)
    path: Path = folder / f"{digest_of_migrations()}.sqlite3"
    with alone(folder):
        if not path.exists():
            for older in folder.glob("*.sqlite3*"):
                older.unlink()
            _migrate(f"sqlite:///{folder / 'half-made.sqlite3'}")
            (folder / "half-made.sqlite3").rename(path)
    return path


def digest_of_migrations() -> str:
    digest = hashlib.sha256(f"{django.get_version()} {sqlite3.sqlite_version}".encode())
    for path in what_migrations_depend_on():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def what_migrations_depend_on() -> list[Path]:
    """The migrations of all applications, the modules that ours import, the settings, and the versions of libraries."""
    base = Path(settings.BASE_DIR)
    paths = [path for app in apps.get_app_configs() for path in sorted(Path(app.path, "migrations").glob("*.py"))]
    ours = [path for path in paths if path.is_relative_to(base)]
    imported = sorted({module for path in ours for module in _imports(path)})
    return [*paths, *imported, *sorted((base / "config" / "settings").glob("*.py")), base / "requirements.txt"]


def _imports(path: Path) -> Iterator[Path]:
    """The modules of ours that this one names."""
    for node in ast.walk(ast.parse(path.read_text())):
        named: list[str] = []
        if isinstance(node, ast.ImportFrom):
            named = [f"{node.module}", *(f"{node.module}.{name.name}" for name in node.names)]
        elif isinstance(node, ast.Import):
            named = [name.name for name in node.names]
        yield from filter(
            Path.is_file, (Path(settings.BASE_DIR, *name.split(".")).with_suffix(".py") for name in named)
        )


@contextmanager
def own_database(folder: Path, worker: str) -> Iterator[None]:
    """Django's default database is this process's own as long as the block runs. Processes of one run share the folder."""
    ways = {"sqlite": _own_file, "postgresql": _own_on_the_server}
    with ways[connection.vendor](folder, worker):
        yield


@contextmanager
def _own_file(folder: Path, worker: str) -> Iterator[None]:
    template = migrated_file(folder)
    own = folder / f"{worker}.sqlite3"
    shutil.copyfile(template, own)
    _lead_to(str(own))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: _copy_back(template))
        yield
    connection.close()


def _copy_back(template: Path) -> None:
    """After a test that committed. It costs milliseconds, where Django's `flush` empties table after table."""
    connection.ensure_connection()
    with closing(sqlite3.connect(template)) as source:
        source.backup(connection.connection)


@contextmanager
def _own_on_the_server(folder: Path, worker: str) -> Iterator[None]:
    """PostgreSQL copies a database that nobody is connected to. Names are the same in every run, so a run that was killed
    leaves nothing behind for longer than until the next. The one that is copied stays, with the digest as its comment.
    """
    site = connection.settings_dict["NAME"]
    template = f"test_{site}"
    own, digest = f"{template}_{worker}", digest_of_migrations()
    with alone(folder):
        if _comment(template) != digest:
            _execute(f'DROP DATABASE IF EXISTS "{template}" WITH (FORCE)', f'CREATE DATABASE "{template}"')
            _migrate(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{template}").geturl())
            _execute(f"COMMENT ON DATABASE \"{template}\" IS '{digest}'")
        _execute(
            f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)',
            f'CREATE DATABASE "{own}" TEMPLATE "{template}"',
            f'ALTER DATABASE "{own}" SET synchronous_commit = off',  # what is lost with the machine is no loss
        )
    _lead_to(own)
    with pytest.MonkeyPatch.context() as patch:
        migrated = _filled_tables()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: _empty_all_but(migrated))
        yield
    _lead_to(site)
    _execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')


def _filled_tables() -> set[str]:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in tables))  # noqa: S608
        return {name for (name,) in cursor.fetchall()}


def _empty_all_but(migrated: set[str]) -> None:
    """After a test that committed. Django's `flush` empties what is empty too, and writes the rights of all models anew."""
    if filled := _filled_tables() - migrated:
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(sorted(filled))} RESTART IDENTITY CASCADE")


def _comment(name: str) -> str | None:
    """Of a database; None without one, and where there is no such database."""
    with _server() as cursor:
        cursor.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name])
        row = cursor.fetchone()
    return row[0] if row else None


def _lead_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _migrate(address: str) -> None:
    """In a process of its own: migrations of libraries write to the default database, wherever they are asked to."""
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, env=os.environ | {"DATABASE_URL": address}, cwd=settings.BASE_DIR, check=True)  # noqa: S603


def _execute(*statements: str) -> None:
    with _server() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def _server() -> Iterator[Any]:
    """A cursor of a connection to another database: none can be made or dropped by a connection to itself."""
    with (
        temporary_connection(connection.settings_dict | {"NAME": "postgres"}, alias="server") as alias,
        connections[alias].cursor() as cursor,
    ):
        yield cursor


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One process at a time."""
    with (folder / "databases.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
