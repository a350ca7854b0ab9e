"""Rewrites what lists and search read, from the current editions."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from backstage.database_statistics import collect_statistics
from tours.editions.projection.public_choices import write_offer
from tours.editions.projection.writing import project, tick
from tours.editions.publishing import locked
from tours.models import Event


class Command(BaseCommand):
    help = "Rewrites what lists, filters and search read of every event, from its current edition."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for event in Event.objects.order_by("pk"):
            with transaction.atomic():
                project(locked(event))
        with transaction.atomic():
            tick(public=True)
            write_offer()
        collect_statistics()
        self.stdout.write(f"Rebuilt: {Event.objects.count()} events.")
