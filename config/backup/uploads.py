"""The uploads of an archive: those that rows or editions name.

The digest in a file's name shows whether it is intact.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import IO, Any, NamedTuple

from django.core.files.base import File
from django.core.management.base import CommandError
from django.db import models
from django.utils.translation import gettext as _

from config.backup.archive import Archive
from config.backup.digests import stored_models
from config.backup.manifest import UPLOADS
from tours.models import Edition
from tours.uploads.storing import DigestStorage, store, upload_path

BY_DIGEST = re.compile(r"files/[0-9a-f]{2}/([0-9a-f]{64})/[^/]+")


class Damage(NamedTuple):
    missing: list[str]
    broken: list[str]


def named_uploads(using: str) -> list[str]:
    """The storage names of the uploads that rows or editions name.

    An edition still names a document whose row is gone.
    """
    return sorted({*_named_by_rows(using), *_named_by_editions(using)})


def add_uploads(archive: Archive, names: Iterable[str]) -> Damage:
    """Adds the files. A damaged file is added as it is, as it may be all that is left. Raises StorageAwayError."""
    damage, storage = Damage([], []), DigestStorage()
    for name in names:
        try:
            with storage.open(name) as body:
                kept = archive.add(str(UPLOADS / name), body, storage.size(name))
        except FileNotFoundError:
            damage.missing.append(name)
        else:
            if kept.sha256 != _digest_in_name(name, otherwise=kept.sha256):
                damage.broken.append(name)
    return damage


def put_upload(entry: str, body: IO[bytes], *, sha256: str) -> None:
    """Stores the file, unless an intact one is there already; a damaged one is replaced.

    Raises CommandError and StorageAwayError.
    """
    name = str(PurePosixPath(entry).relative_to(UPLOADS))
    if store(name, File(body, name=name), {sha256, _digest_in_name(name, otherwise=sha256)}) != name:
        raise CommandError(_("The storage of uploads does not take the name “%(name)s”.") % {"name": name})


def _digest_in_name(name: str, *, otherwise: str) -> str:
    """The digest in the storage name of a file, or `otherwise` if the name has none."""
    match = BY_DIGEST.fullmatch(name)
    return match[1] if match else otherwise


def _named_by_rows(using: str) -> Iterator[str]:
    for model in stored_models(using):
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField):
                names = model._base_manager.using(using).values_list(field.name, flat=True)
                yield from (name for name in names.iterator() if name)


def _named_by_editions(using: str) -> Iterator[str]:
    for text in Edition.objects.using(using).order_by().values_list("agenda", flat=True).iterator(chunk_size=10):
        yield from _named_within(json.loads(text))


def _named_within(value: Any) -> Iterator[str]:
    """The files named anywhere in an edition of any format: a file is an object with `digest` and `file_name`."""
    if isinstance(value, dict):
        if "digest" in value and "file_name" in value:
            yield upload_path(value["digest"], value["file_name"])
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _named_within(part)
