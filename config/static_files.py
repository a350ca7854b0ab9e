"""The built static files: where they are missing or damaged, pages come without their style, and not as errors."""

import logging
from typing import Any

from django.contrib.staticfiles.finders import find
from whitenoise.storage import CompressedManifestStaticFilesStorage

logger = logging.getLogger(__name__)


class BuiltStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise is untyped
    """A file that the manifest does not name has its plain address. Each process logs that once, as an error.

    Whitenoise asks at start for each name without its last but one part, such as `a.css` for `a.min.css`: where no such file
    is, nothing is wrong.
    """

    has_complained = False

    def load_manifest(self) -> Any:
        """The manifest; an empty one if it cannot be read or was cut, so that `collectstatic` can write it anew."""
        try:
            return super().load_manifest()
        except (OSError, ValueError) as error:
            self._complain(error)
            return {}, ""

    def stored_name(self, name: str) -> str:
        try:
            return str(super().stored_name(name))
        except ValueError as error:
            if find(name):
                self._complain(error)
            return name

    def _complain(self, error: Exception) -> None:
        if not self.has_complained:
            logger.error("The static files are not as they were built. Run `manage.py collectstatic`. %s", error)
        self.has_complained = True
