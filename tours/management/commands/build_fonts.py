"""Builds the fonts of documents, so that the first document need not wait for them."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tours.pdf.faces.faces import FacesMissingError, built_faces


class Command(BaseCommand):
    help = "Builds the faces that documents are set in, where they are not built yet."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            paths = built_faces(settings.FONT_DIR)
        except FacesMissingError as missing:
            raise CommandError(str(missing)) from missing
        for path in paths.values():
            self.stdout.write(f"Built: {path}")
