"""The database of each process of the suite: migrated once a run, and copied from there."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import TransactionTestCase

from config.databases import temporary_connection


def migrated_file(folder: Path) -> Path:
    """An SQLite database with all tables and no rows but those of the migrations. Whoever asks first in a run makes it."""
    path = folder / "migrated.sqlite3"
    with _alone(folder):
        if not path.exists():
            _migrate(f"sqlite:///{folder / 'half-made.sqlite3'}")
            (folder / "half-made.sqlite3").rename(path)
    return path


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
    leaves nothing behind for longer than until the next."""
    site = connection.settings_dict["NAME"]
    template = f"test_{site}"
    own, made = f"{template}_{worker}", folder / "migrated"
    with _alone(folder):
        if not made.exists():
            _execute(f'DROP DATABASE IF EXISTS "{template}" WITH (FORCE)', f'CREATE DATABASE "{template}"')
            _migrate(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{template}").geturl())
            made.touch()
        _execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)', f'CREATE DATABASE "{own}" TEMPLATE "{template}"')
    _lead_to(own)
    yield
    _lead_to(site)
    with _alone(folder):  # whoever asks again makes the template again
        made.unlink(missing_ok=True)
        _execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)', f'DROP DATABASE IF EXISTS "{template}" WITH (FORCE)')


def _lead_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _migrate(address: str) -> None:
    """In a process of its own: migrations of libraries write to the default database, wherever they are asked to."""
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, env=os.environ | {"DATABASE_URL": address}, cwd=settings.BASE_DIR, check=True)  # noqa: S603


def _execute(*statements: str) -> None:
    """None can be made or dropped by a connection to itself."""
    with (
        temporary_connection(connection.settings_dict | {"NAME": "postgres"}, alias="server") as alias,
        connections[alias].cursor() as cursor,
    ):
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process of the run at a time."""
    with (folder / "databases.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
