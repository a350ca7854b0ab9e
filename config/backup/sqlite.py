"""Copies and restores a SQLite database."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import CommandError
from django.db import connections
from django.utils.translation import gettext as _

from config.databases import temporary_connection

Found = TypeVar("Found")


def copy(using: str, target: Path, look: Callable[[str], Found]) -> Found:
    """Copies the database as it is at one moment and returns the result of `look` for the copy.

    Others may write meanwhile.
    """
    source = connections[using].settings_dict
    with closing(sqlite3.connect(f"{Path(source['NAME']).absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.execute("VACUUM INTO ?", [str(target)])
    target.chmod(0o600)
    with temporary_connection(_at(target, source), alias="copy") as alias:
        return look(alias)


@contextmanager
def restored(using: str, copied: Path) -> Iterator[str]:
    """Gives the alias of a copy, which replaces the database at the end of the block. Until then nothing has changed.

    Nobody else can use the database meanwhile.
    """
    source = connections[using].settings_dict
    connections[using].close()
    with _exclusive(_file(using)):
        with temporary_connection(_at(copied, source), alias="copy") as alias:
            yield alias
        _replace(_file(using), copied)


def refuse_while_in_use(using: str) -> None:
    connections[using].close()
    with _exclusive(_file(using)):
        pass


def _file(using: str) -> Path:
    return Path(connections[using].settings_dict["NAME"]).resolve()


def _at(path: Path, source: dict[str, Any]) -> dict[str, Any]:
    """The settings for a file without the site's own pragmas, which would leave a journal beside the copy."""
    return source | {"NAME": str(path), "OPTIONS": {"init_command": "PRAGMA foreign_keys=ON"}}


def _replace(database: Path, copied: Path) -> None:
    with open(copied, "rb") as body:
        os.fsync(body.fileno())
    for journal in ("-wal", "-shm", "-journal"):  # of the old database; they must not be applied to the new one
        Path(f"{database}{journal}").unlink(missing_ok=True)
    copied.replace(database)


@contextmanager
def _exclusive(database: Path) -> Iterator[None]:
    """Locks the whole database for the block. Raises CommandError if another process has it open, even without using
    it.

    Turning WAL off needs the whole file, which SQLite grants only if nobody else has it open.
    """
    if not database.exists():
        yield
        return
    with closing(sqlite3.connect(database, timeout=1, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as busy:
            raise CommandError(_("The database is in use: stop the site and its worker first.")) from busy
        except sqlite3.DatabaseError:  # the file is damaged, which is why it is replaced
            pass
        yield
