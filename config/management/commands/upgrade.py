"""`manage.py upgrade` brings a site up to date with the software, or sets up a new one."""

import os
from io import StringIO
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.backup.schemas import applied_migrations, refuse_first_layout, unknown_migrations, waiting_migrations

BUILDING = ("build_fonts", "collectstatic")
"""Commands that build what a release needs. They leave the database alone."""
REWRITING = ("rebuild_projection", "rebuild_post_words", "clean_pictures")
"""Commands that write anew what follows from other rows, by the rules of this software."""
OPTIONS = {"collectstatic": {"interactive": False}}


class Command(BaseCommand):
    help = (
        "Builds fonts and static files, migrates the database, rewrites what lists and search read, and cleans pictures."
        " Back up first. It may be run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self._is_quiet = options["verbosity"] == 0
        try:
            _refuse_what_cannot_be_upgraded()
            self._build()
            self._migrate()
            self._run(*REWRITING)
        except (OSError, DatabaseError) as trouble:
            raise CommandError(str(trouble).strip()) from trouble
        self._say(_("The site is up to date. Now start the site and its worker again."))

    def _build(self) -> None:
        """Builds into BUILT_DIR. In an image it is built already, and nobody may write there."""
        folder = settings.BUILT_DIR
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            self._run(*BUILDING)
        elif (settings.STATIC_ROOT / "staticfiles.json").exists():
            self._say(_("Not built: fonts and static files, as %(folder)s is read-only.") % {"folder": folder})
        else:
            raise CommandError(
                _("Fonts and static files cannot be built: %(folder)s is read-only.") % {"folder": folder}
            )

    def _migrate(self) -> None:
        waiting = waiting_migrations("default")
        call_command("migrate", interactive=False, verbosity=0)
        self._say(
            ngettext("%(number)d migration applied.", "%(number)d migrations applied.", len(waiting))
            % {"number": len(waiting)}
        )

    def _run(self, *names: str) -> None:
        for name in names:
            said = StringIO()
            call_command(name, stdout=said, **OPTIONS.get(name, {}))
            for line in filter(None, said.getvalue().splitlines()):
                self._say(line)

    def _say(self, words: str) -> None:
        if not self._is_quiet:
            self.stdout.write(words)


def _refuse_what_cannot_be_upgraded() -> None:
    """Raises CommandError before anything is changed."""
    refuse_first_layout("default")
    ours = {application.label for application in apps.get_app_configs()}
    unknown = unknown_migrations(one for one in applied_migrations("default") if one[0] in ours)
    if unknown:
        raise CommandError(
            _("The database is newer than this software, which does not have: %(names)s. Use a newer release.")
            % {"names": ", ".join(unknown)}
        )
