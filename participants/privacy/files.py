"""Deletes files about people, with the stored bytes that nothing else names."""

from django.db import transaction
from django.db.models import QuerySet

from participants.models import InvitationFile, SupportingFile
from tours.models import Document, Edition, Picture
from tours.uploads.storing import DigestStorage

STORED = (SupportingFile, InvitationFile, Document, Picture)


def delete_files(files: QuerySet[SupportingFile]) -> int:
    """Deletes the rows, and their bytes once the transaction is committed. Returns the number of rows."""
    gone = list(files.values_list("digest", "file"))
    files.delete()
    for digest, path in set(gone):
        if not _is_used(digest):
            transaction.on_commit(lambda path=path: DigestStorage().delete(path))  # type: ignore[misc]  # a str
    return len(gone)


def _is_used(digest: str) -> bool:
    """Whether another row has the same bytes, under whatever name, or an edition names them."""
    has_row = any(model._default_manager.filter(digest=digest).exists() for model in STORED)
    return has_row or Edition.objects.filter(agenda__contains=digest).exists()
