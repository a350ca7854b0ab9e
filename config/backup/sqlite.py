"""Copies of a SQLite database, and a file put in the place of the site's own."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import CommandError
from django.db import connections
from django.utils.translation import gettext as _

from config.databases import beside

Found = TypeVar("Found")


def copy(using: str, target: Path, look: Callable[[str], Found]) -> Found:
    """Writes the database as it stands at one moment, while others write on, and gives what `look` finds in the copy."""
    source = connections[using].settings_dict
    with closing(sqlite3.connect(f"{Path(source['NAME']).absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.execute("VACUUM INTO ?", [str(target)])
    target.chmod(0o600)
    with beside(_at(target, source), alias="copy") as alias:
        return look(alias)


@contextmanager
def restored(using: str, copied: Path) -> Iterator[str]:
    """The alias of a copy that takes the place of the database when the block has run; until then nothing has changed.

    Nobody else can open the database meanwhile.
    """
    source = connections[using].settings_dict
    connections[using].close()
    with _alone(_file(using)):
        with beside(_at(copied, source), alias="copy") as alias:
            yield alias
        _replace(_file(using), copied)


def refuse_while_in_use(using: str) -> None:
    connections[using].close()
    with _alone(_file(using)):
        pass


def _file(using: str) -> Path:
    return Path(connections[using].settings_dict["NAME"]).resolve()


def _at(path: Path, source: dict[str, Any]) -> dict[str, Any]:
    """Without the site's own pragmas, which would leave a journal beside the copy."""
    return source | {"NAME": str(path), "OPTIONS": {"init_command": "PRAGMA foreign_keys=ON"}}


def _replace(database: Path, copied: Path) -> None:
    with open(copied, "rb") as body:
        os.fsync(body.fileno())
    for journal in ("-wal", "-shm", "-journal"):  # of the old database: never to be applied to the new one
        Path(f"{database}{journal}").unlink(missing_ok=True)
    copied.replace(database)


@contextmanager
def _alone(database: Path) -> Iterator[None]:
    """Turning WAL off asks SQLite for the whole file, which it gives to no one while another has it open, even idly.

    Raises CommandError then.
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
        except sqlite3.DatabaseError:  # what stands there is damaged, which is why it is replaced
            pass
        yield
