"""`manage.py move --to DATABASE_URL` copies the rows of the site to an empty database, from SQLite to PostgreSQL or
back.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _

from config.backup.digests import TableDigest
from config.backup.moving import move
from config.backup.schemas import holds_tables
from config.databases import database, temporary_connection


class Command(BaseCommand):
    help = "Copies every row into an empty database of either kind and compares the two. Stop the site first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to",
            required=True,
            metavar="DATABASE_URL",
            help="postgres://user@host:5432/name or sqlite:////folder/file",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            facts = database(options["to"])
        except ValueError as unknown:
            raise CommandError(
                _("--to takes an address as DATABASE_URL does: %(error)s") % {"error": unknown}
            ) from unknown
        moving = _into_file if facts["ENGINE"].endswith("sqlite3") else _into
        try:
            digests = moving(facts, self._say)
        except (OSError, DatabaseError) as trouble:
            raise CommandError(str(trouble).strip()) from trouble
        self.stdout.write(
            _(
                "Moved %(rows)d rows: all %(tables)d tables are the same. Uploads stay where they are. Now set DATABASE_URL."
            )
            % {"rows": sum(table.rows for table in digests.values()), "tables": len(digests)}
        )

    def _say(self, words: str) -> None:
        """Writes to standard error, without the colour of an error."""
        self.stderr.write(words, style_func=str)


def _into(facts: dict[str, Any], say: Callable[[str], object]) -> dict[str, TableDigest]:
    with temporary_connection(facts, alias="target") as target:
        if holds_tables(target):
            raise CommandError(_("The other database has tables already: it must be empty."))
        return move(source="default", target=target, say=say)


def _into_file(facts: dict[str, Any], say: Callable[[str], object]) -> dict[str, TableDigest]:
    """Moves to a new SQLite file, which gets its final name only when it is complete."""
    path = Path(facts["NAME"]).absolute()
    if path.exists():
        raise CommandError(_("%(file)s is there already: the other database must be empty.") % {"file": path})
    with TemporaryDirectory(dir=path.parent, prefix=".move-") as folder:
        draft = Path(folder) / path.name
        digests = _into(facts | {"NAME": str(draft)}, say)
        draft.rename(path)
    return digests
