"""`manage.py rotate_travel_keys` seals all documents for travel anew, with the first of TRAVEL_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from participants.travel.documents.rotating import rotate
from participants.travel.documents.sealing import LockedError


class Command(BaseCommand):
    help = "Seals all documents for travel anew with the first of TRAVEL_KEYS. After that the other keys may go."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            done = rotate()
        except LockedError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        words = _("Sealed with the first of TRAVEL_KEYS: %(facts)d documents, %(scans)d scans.")
        self.stdout.write(words % {"facts": done.facts, "scans": done.scans})
        if done.locked:
            numbers = ", ".join(map(str, sorted(done.locked)))
            words = _(
                "No key here opens the documents of these delegates: %(numbers)s. Keep all keys, put the missing one back"
                " into TRAVEL_KEYS, and repeat this; or ask for the documents again."
            )
            raise CommandError(words % {"numbers": numbers})
