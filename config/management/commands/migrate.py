"""`manage.py migrate`, which first checks that this software can bring the database up to date."""

from typing import Any

from django.core.management.commands import migrate

from config.backup.schemas import refuse_first_layout


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        refuse_first_layout(options["database"])
        super().handle(*args, **options)
