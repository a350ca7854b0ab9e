"""`manage.py backup FILE` writes the whole site to one archive, which docs/backup.md describes."""

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _

from config.backup.making import back_up
from config.backup.manifest import Manifest

DAMAGED = 3
"""The exit status if the backup was made but uploads were missing or damaged already."""


class Command(BaseCommand):
    help = (
        "Packs the database, as it stands at one moment, and the uploads into one archive. The site may run meanwhile."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", help="such as sojourn-2026-11-26.tar.gz, which must not be there yet; - for standard output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()
        try:
            manifest = self._to_output() if options["file"] == "-" else self._to_file(Path(options["file"]).absolute())
        except (OSError, DatabaseError) as trouble:
            raise CommandError(str(trouble).strip()) from trouble
        self._say(_summary(manifest, time.monotonic() - begun))
        if manifest.missing or manifest.broken:
            raise CommandError(_damage(manifest), returncode=DAMAGED)

    def _to_output(self) -> Manifest:
        if sys.stdout.isatty():
            raise CommandError(_("An archive cannot be shown on a screen: redirect the output to a file or a program."))
        manifest = back_up(sys.stdout.buffer, using="default", folder=settings.VAR_DIR, say=self._say)
        sys.stdout.buffer.flush()
        return manifest

    def _to_file(self, path: Path) -> Manifest:
        """Writes the archive under a temporary name until it is complete.

        Only its owner may read it, as it contains everything.
        """
        _refuse_to_overwrite(path)
        with TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
            draft = Path(folder) / path.name
            with open(draft, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as stream:
                manifest = back_up(stream, using="default", folder=path.parent, say=self._say)
                stream.flush()
                os.fsync(stream.fileno())
            _refuse_to_overwrite(path)
            draft.rename(path)
        return manifest

    def _say(self, words: str) -> None:
        """Writes to standard error, without the colour of an error."""
        self.stderr.write(words, style_func=str)


def _refuse_to_overwrite(path: Path) -> None:
    if path.exists():
        raise CommandError(_("%(file)s is there already, and a backup is never overwritten.") % {"file": path})


def _summary(manifest: Manifest, seconds: float) -> str:
    return _(
        "Backed up %(tables)d tables with %(rows)d rows, and %(files)d uploads: %(megabytes).1f MB before packing, in %(seconds).1f s."
    ) % {
        "tables": len(manifest.digests),
        "rows": sum(table.rows for table in manifest.digests.values()),
        "files": len(manifest.files) - 1,
        "megabytes": sum(kept.size for kept in manifest.files) / 1e6,
        "seconds": seconds,
    }


def _damage(manifest: Manifest) -> str:
    lines = [_("The backup is made, but of the site's uploads")]
    lines += [_("missing: %(name)s") % {"name": name} for name in manifest.missing]
    lines += [_("changed since it was stored: %(name)s") % {"name": name} for name in manifest.broken]
    return "\n  ".join(lines)
