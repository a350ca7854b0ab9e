"""PostgreSQL's own programs, pg_dump and pg_restore, and a database put in the place of the site's own."""

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

from config.databases import snapshot

Found = TypeVar("Found")
GRACE = 5
ASIDE = "before_restore"
OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""
EXTENSIONS = """
    SELECT string_agg(extname, ', ') FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
    WHERE nspname = 'public'
"""
CLEAR = """
    DO $$ DECLARE statement text; BEGIN FOR statement IN
        SELECT format('DROP TABLE %s CASCADE', oid::regclass) FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
        UNION ALL SELECT format('DROP FUNCTION %s CASCADE', oid::regprocedure) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace
        AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
    LOOP EXECUTE statement; END LOOP; END $$
"""
"""What a dump brought; extensions stay, which were there before."""


def copy(using: str, target: Path, look: Callable[[str], Found]) -> Found:
    """Dumps the database and gives what `look` finds in it at the very same moment, while others write on."""
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
    """The alias of the database, with the dump in it. What stood there before comes back where the block fails.

    Raises CommandError where the site's user may not do this.
    """
    with _set_aside(using):
        options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
        with _running(using, ["pg_restore", *options, f"--dbname={_name(using)}", str(copied)]) as restoring:
            _ended(restoring)
        yield using


def refuse_while_in_use(using: str) -> None:
    """A server that was just stopped may take a moment to leave."""
    for _second in range(GRACE):
        if not _one(using, OTHERS):
            return
        time.sleep(1)
    if _one(using, OTHERS):
        raise CommandError(_("Others are connected to the database: stop the site and its worker first."))


@contextmanager
def _set_aside(using: str) -> Iterator[None]:
    connection = connections[using]
    if not connection.introspection.table_names():
        try:
            yield
        except BaseException:
            _run(using, CLEAR)
            raise
        return
    _refuse_extensions(using)
    _run(using, f"ALTER SCHEMA public RENAME TO {ASIDE}", "CREATE SCHEMA public")
    try:
        yield
    except BaseException:
        _run(using, "DROP SCHEMA public CASCADE", f"ALTER SCHEMA {ASIDE} RENAME TO public")
        raise
    _run(using, f"DROP SCHEMA {ASIDE} CASCADE")


def _refuse_extensions(using: str) -> None:
    """They would go with what stood there before."""
    if extensions := _one(using, EXTENSIONS):
        raise CommandError(
            _("The database has extensions in its schema “public” (%(names)s): restore into a new database instead.")
            % {"names": extensions}
        )


def _run(using: str, *statements: str) -> None:
    """All of them or none."""
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
    """Ended with the block, whatever happens in it."""
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
    said = process.communicate()[1].strip()
    if process.returncode:
        raise CommandError(said or _("It ended with status %(status)d.") % {"status": process.returncode})


def _environment(using: str) -> dict[str, str]:
    """The password too: other users of the machine can read a command line."""
    facts = connections[using].settings_dict
    _arguments, named = DatabaseClient.settings_to_cmd_args_env(facts, [])
    address = {f"PG{libpq}": str(facts[django]) for libpq, django in _ADDRESS.items() if facts[django]}
    return os.environ | (named or {}) | address


_ADDRESS = {"HOST": "HOST", "PORT": "PORT", "USER": "USER", "DATABASE": "NAME"}
