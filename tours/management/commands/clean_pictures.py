"""`manage.py clean_pictures [--by EMAIL]`: cleans the pictures that were uploaded before uploads were cleaned."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from backstage.actor import acting_as
from tours.editions.redaction.clean_files import Cleaning, clean_stored_pictures
from tours.uploads.storing import StorageAwayError


class Command(BaseCommand):
    help = "Turns stored pictures upright and removes what they tell of their place, time and maker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--by",
            metavar="EMAIL",
            help="who answers for changing published versions too; without it only the records are changed",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        by = _user(options["by"]) if options["by"] else None
        with acting_as(by):
            cleaning = _cleaned(by)
        for line in [*_lines(cleaning, changed=by is not None), *cleaning.problems]:
            self.stdout.write(line)


def _cleaned(by: User | None) -> Cleaning:
    try:
        return clean_stored_pictures(by=by)
    except StorageAwayError as trouble:
        message = _("Not all pictures could be cleaned: %(error)s. Mend that, and run clean_pictures again.")
        raise CommandError(message % {"error": str(trouble).rstrip(".")}) from trouble


def _user(email: str) -> User:
    by = User.objects.with_email(email).filter(is_active=True).first()
    if by is None:
        raise CommandError(_("No user signs in here as %(email)s.") % {"email": email})
    return by


def _lines(cleaning: Cleaning, *, changed: bool) -> list[str]:
    lines = [
        ngettext("Cleaned %(number)d picture.", "Cleaned %(number)d pictures.", cleaning.rows)
        % {"number": cleaning.rows},
        ngettext("%(number)d was clean already.", "%(number)d were clean already.", cleaning.clean_already)
        % {"number": cleaning.clean_already},
    ]
    if not cleaning.events:
        return lines
    titles = ", ".join(event.title for event in cleaning.events)
    if changed:
        message = _("Published versions changed: %(number)d, of %(titles)s. Each is recorded as a redaction.")
        return [*lines, message % {"number": cleaning.versions, "titles": titles}]
    message = _(
        "Published versions still show the old files: of %(titles)s. Publish these events again, or run this command with --by."
    )
    return [*lines, message % {"titles": titles}]
