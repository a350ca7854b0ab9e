"""`manage.py restore FILE` restores a site from a backup."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connections
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.backup.redacting_again import RedactedAgain, redact_again
from config.backup.restoring import restore
from config.backup.schemas import waiting_migrations
from config.databases import temporary_connection
from participants.travel.documents.rotating import locked_documents

LOOK = gettext_lazy(
    "Look before you start the site: this could not be redacted again. It came after the backup, went with something else, or"
    " stands within longer words, where it is not recognised. Where it stands still, redact it anew."
)


class Command(BaseCommand):
    help = "Restores the database and uploads from an archive that `backup` made, all of it or nothing. Stop the site first."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="put it in the place of the database that is there")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with temporary_connection(connections["default"].settings_dict, alias="site") as site:
                manifest = restore(options["file"], using=site, replace=options["replace"], say=self._say)
        except (OSError, DatabaseError) as trouble:
            raise CommandError(str(trouble).strip()) from trouble
        if waiting_migrations("default"):
            self._say(_("The backup is older than the software: its tables are brought up to date."))
            call_command("migrate", interactive=False, verbosity=0)
        redacted = self._redact_again()
        self._tell_of_locked_documents()
        for name in [*manifest.missing, *manifest.broken]:
            self._say(_("Not whole when the backup was made: %(name)s") % {"name": name})
        self.stdout.write(
            _("Restored as of %(moment)s: all %(tables)d tables are the same, and %(files)d uploads are there.")
            % {
                "moment": manifest.made_at.isoformat(timespec="seconds"),
                "tables": len(manifest.digests),
                "files": len(manifest.files) - 1,
            }
        )
        if redacted.left:
            raise CommandError("\n".join([str(LOOK), *redacted.left]), returncode=3)

    def _redact_again(self) -> RedactedAgain:
        try:
            redacted = redact_again(self._say)
        except (CommandError, OSError, DatabaseError, ValidationError) as trouble:
            what = _(
                "The database is restored, but what was redacted since the backup is in it again: do not start the site."
            )
            why = " ".join(trouble.messages) if isinstance(trouble, ValidationError) else str(trouble).strip()
            raise CommandError(f"{what}\n{why}") from trouble
        self._say(_("Redacted again, as the journal of redactions tells: %(count)d.") % {"count": redacted.done})
        return redacted

    def _tell_of_locked_documents(self) -> None:
        """The keys that seal them are in no backup."""
        if number := locked_documents():
            words = _(
                "Documents for travel that no key here opens: %(number)d. Put the keys of then into TRAVEL_KEYS, or ask for"
                " the documents again."
            )
            self._say(words % {"number": number})

    def _say(self, words: str) -> None:
        """Writes to standard error, without the colour of an error."""
        self.stderr.write(words, style_func=str)
