"""Deletes files about people, with the stored bytes that nothing else names."""

from django.db.models import QuerySet

from participants.models import SupportingFile
from tours.editions.redaction.stored_bytes import delete_unused


def delete_files(files: QuerySet[SupportingFile]) -> int:
    """Deletes the rows, and their bytes once the transaction is committed. Returns the number of rows."""
    gone = list(files.values_list("digest", "file"))
    files.delete()
    delete_unused(gone)
    return len(gone)
