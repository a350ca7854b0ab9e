"""Deletes portraits, with the file as it was uploaded and every size that is kept of it."""

from collections.abc import Collection

from django.db import transaction

from tours.editions.redaction.stored_bytes import delete_unused
from tours.models import Portrait
from tours.serving.kept_outputs import purge_pictures


def delete_portraits(people: Collection[int]) -> int:
    """Deletes those of the people with these keys, and returns how many. The files go once that is committed."""
    rows = list(Portrait.objects.filter(person__in=people))
    for row in rows:
        row.delete()
    forget_files([(row.digest, row.file.name or "") for row in rows])
    return len(rows)


def forget_files(files: Collection[tuple[str, str]]) -> None:
    """Of portraits that are deleted or replaced, by digest and path."""
    delete_unused(files)
    digests = [digest for digest, _path in files]
    transaction.on_commit(lambda: purge_pictures(digests))
