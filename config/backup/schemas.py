"""Whether a database has tables, and how its migrations compare with those of the software."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

FIRST_LAYOUT = ("accounts", "0001_users")
"""A migration that only databases older than the present table names have. No migration leads on from there."""


def holds_tables(using: str) -> bool:
    """Whether the database has tables. True also for a file that is no database.

    Raises OperationalError if no server answers.
    """
    if connections[using].vendor == "sqlite":
        return _file_holds_tables(Path(connections[using].settings_dict["NAME"]))
    return bool(connections[using].introspection.table_names())


def _file_holds_tables(path: Path) -> bool:
    """Asks the file itself: a connection that Django cannot prepare, as to a file that is no database, is never closed."""
    if not path.exists():
        return False
    with closing(sqlite3.connect(path)) as connection:
        try:
            return bool(connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall())
        except sqlite3.DatabaseError:
            return True


def waiting_migrations(using: str) -> list[str]:
    """The migrations that the software has and the database does not."""
    executor = MigrationExecutor(connections[using])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def refuse_waiting_migrations(using: str) -> None:
    """Raises CommandError if migrations are waiting, because then the models do not match the tables."""
    if waiting_migrations(using):
        raise CommandError(
            _(
                "The database is older than the software: use the release that it is of, or run `manage.py upgrade` first."
            )
        )


def refuse_first_layout(using: str) -> None:
    """Raises CommandError for a database older than the present table names. Reads at most one table."""
    if FIRST_LAYOUT in applied_migrations(using):
        raise CommandError(first_layout(_("This database")))


def first_layout(what: str) -> str:
    return _(
        "%(what)s is from before the first release, whose tables had other names, and cannot be brought up to date."
        " Begin with an empty database (DATABASE_URL), or use the software that made it."
    ) % {"what": what}


def applied_migrations(using: str) -> list[tuple[str, str]]:
    return sorted(MigrationLoader(connections[using]).applied_migrations)


def unknown_migrations(applied: Iterable[tuple[str, str]]) -> list[str]:
    """The applied migrations that the software does not have, or no longer has."""
    known = MigrationLoader(None).disk_migrations or {}
    replaced = {one for migration in known.values() for one in migration.replaces}
    return [f"{app}.{name}" for app, name in applied if (app, name) not in known and (app, name) not in replaced]
