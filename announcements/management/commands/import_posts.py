"""`manage.py import_posts FILE --by EMAIL`: imports the posts of an older site."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from announcements.importing.posts import import_posts, read_rows
from backstage.actor import acting_as


class Command(BaseCommand):
    help = (
        "Imports the posts of an older site from a JSON or CSV file, all or none. docs/importing.md describes the file."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="such as posts.json or posts.csv")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="who publishes them: a user of this site")

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.with_email(options["by"]).filter(is_active=True).first()
        if by is None:
            raise CommandError(_("No user signs in here as %(email)s.") % {"email": options["by"]})
        try:
            with acting_as(by):
                outcome = import_posts(read_rows(options["file"]), by=by)
        except OSError as missing:
            raise CommandError(str(missing)) from missing
        except ValidationError as refusal:
            raise CommandError("\n".join([*refusal.messages, _("Nothing was imported.")])) from refusal
        imported = ngettext("Imported %(number)d post.", "Imported %(number)d posts.", outcome.imported)
        known = ngettext("%(number)d was here already.", "%(number)d were here already.", outcome.known)
        self.stdout.write(f"{imported % {'number': outcome.imported}} {known % {'number': outcome.known}}")
        for sentence in outcome.left_out:
            self.stdout.write(sentence)
