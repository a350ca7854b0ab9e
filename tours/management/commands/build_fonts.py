"""Builds the fonts of documents, so that the first document need not wait for them."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from tours.pdf.faces.faces import built_faces


class Command(BaseCommand):
    help = "Builds the faces that documents are set in, where they are not built yet."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for path in built_faces(settings.FONT_DIR).values():
            self.stdout.write(f"Built: {path}")
