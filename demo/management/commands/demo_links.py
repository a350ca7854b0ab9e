"""`manage.py demo_links` prints new personal links of the demonstration, and ends those printed before."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from demo.links import renewed


class Command(BaseCommand):
    help = (
        "Prints new secret addresses of the demonstration: a delegate's link and private calendar, a focal point's link and the "
        "host's. Those printed before end. Refuses in production, where a link goes by mail alone."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE == "production":
            raise CommandError(_("In production a personal link goes to its mailbox alone: send it at the desk."))
        found = renewed()
        if not found:
            raise CommandError(_("Nobody of the demonstration is here. Load it first: manage.py load_demo"))
        for one in found:
            self.stdout.write(one.what)
            self.stdout.write(f"  {one.address}")
