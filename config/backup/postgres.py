"""Copies and restores a PostgreSQL database with pg_dump and pg_restore."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from django.core.management.base import CommandError
from django.db import DatabaseError, connections, transaction
from django.db.backends.postgresql.client import DatabaseClient
from django.utils.translation import gettext as _

from backstage.database_statistics import collect_statistics
from config.databases import snapshot

Found = TypeVar("Found")
GRACE = 5
SET_ASIDE = "before_restore"
OTHER_CLIENTS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""
EXTENSIONS = """
    SELECT string_agg(extname, ', ') FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
    WHERE nspname = 'public'
"""
DROP_CONTENTS = """
    DO $$ DECLARE statement text; BEGIN FOR statement IN
        SELECT format('DROP TABLE %s CASCADE', oid::regclass) FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
        UNION ALL SELECT format('DROP FUNCTION %s CASCADE', oid::regprocedure) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace
        AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
    LOOP EXECUTE statement; END LOOP; END $$
"""
"""Drops the tables and functions that a dump created, but no extensions and what belongs to them."""


def copy(using: str, target: Path, look: Callable[[str], Found]) -> Found:
    """Dumps the database and returns the result of `look` for the very same moment. Others may write meanwhile."""
    with snapshot(using):
        moment = _one(using, "SELECT pg_export_snapshot()")
        target.touch(mode=0o600)
        options = ["--format=custom", "--compress=0", "--no-owner", "--no-privileges", f"--snapshot={moment}"]
        with _running(using, ["pg_dump", *options, f"--file={target}"]) as dumping:
            found = look(using)
            _ended(dumping)
        return found


@contextmanager
def restored(using: str, copied: Path) -> Iterator[str]:
    """Restores the dump and gives the alias of the database. If the block fails, the previous contents come back.

    Raises CommandError if the database user lacks the rights for this.
    """
    with _set_aside(using):
        options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
        with _running(using, ["pg_restore", *options, f"--dbname={_name(using)}", str(copied)]) as restoring:
            _ended(restoring)
        collect_statistics(using)  # a dump has none
        yield using


def refuse_while_in_use(using: str) -> None:
    """Raises CommandError if others are connected. It waits up to GRACE seconds for a server that was just stopped."""
    for _second in range(GRACE):
        if not _one(using, OTHER_CLIENTS):
            return
        time.sleep(1)
    if _one(using, OTHER_CLIENTS):
        raise CommandError(_("Others are connected to the database: stop the site and its worker first."))


@contextmanager
def _set_aside(using: str) -> Iterator[None]:
    connection = connections[using]
    if not connection.introspection.table_names():
        try:
            yield
        except BaseException:
            _run(using, DROP_CONTENTS)
            raise
        return
    _refuse_extensions(using)
    _run(using, f"ALTER SCHEMA public RENAME TO {SET_ASIDE}", "CREATE SCHEMA public")
    try:
        yield
    except BaseException:
        _run(using, "DROP SCHEMA public CASCADE", f"ALTER SCHEMA {SET_ASIDE} RENAME TO public")
        raise
    _run(using, f"DROP SCHEMA {SET_ASIDE} CASCADE")


def _refuse_extensions(using: str) -> None:
    """Raises CommandError if the schema has extensions, which would be dropped with the previous contents."""
    if extensions := _one(using, EXTENSIONS):
        raise CommandError(
            _("The database has extensions in its schema “public” (%(names)s): restore into a new database instead.")
            % {"names": extensions}
        )


def _run(using: str, *statements: str) -> None:
    """Executes all statements or none. Raises CommandError."""
    try:
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    except DatabaseError as refusal:
        advice = _("The site's user must own the database and its schema “public”; or restore into a new database.")
        raise CommandError(f"{str(refusal).strip()}\n{advice}") from refusal


def _one(using: str, question: str) -> str:
    with connections[using].cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0] or "")


def _name(using: str) -> str:
    return str(connections[using].settings_dict["NAME"])


@contextmanager
def _running(using: str, command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """Starts a program, and kills it if it still runs at the end of the block."""
    try:
        process = subprocess.Popen(  # noqa: S603  (PostgreSQL's own programs)
            command, env=_environment(using), stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
    except FileNotFoundError as missing:
        raise CommandError(
            _("There is no %(program)s here: install the client programs of PostgreSQL.") % {"program": command[0]}
        ) from missing
    with process:
        try:
            yield process
        finally:
            process.kill()


def _ended(process: subprocess.Popen[str]) -> None:
    message = process.communicate()[1].strip()
    if process.returncode:
        raise CommandError(message or _("It ended with status %(status)d.") % {"status": process.returncode})


def _environment(using: str) -> dict[str, str]:
    """The environment for libpq, including the password: other users of the machine could read a command line."""
    facts = connections[using].settings_dict
    _arguments, named = DatabaseClient.settings_to_cmd_args_env(facts, [])
    address = {f"PG{libpq}": str(facts[django]) for libpq, django in _ADDRESS.items() if facts[django]}
    return os.environ | (named or {}) | address


_ADDRESS = {"HOST": "HOST", "PORT": "PORT", "USER": "USER", "DATABASE": "NAME"}
