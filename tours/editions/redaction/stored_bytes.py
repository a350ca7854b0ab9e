"""Deletes the stored bytes of files whose rows are deleted, unless something else names them."""

from collections.abc import Iterable

from django.apps import apps
from django.db import transaction

from tours.models import Edition
from tours.models.files import StoredFile
from tours.uploads.storing import DigestStorage


def delete_unused(files: Iterable[tuple[str, str]]) -> None:
    """Deletes the bytes of files, given by digest and path. Call it when the rows are deleted: the bytes go once that
    is committed.
    """
    for digest, path in set(files):
        if not _is_used(digest):
            transaction.on_commit(lambda path=path: DigestStorage().delete(path))  # type: ignore[misc]  # a str


def _is_used(digest: str) -> bool:
    """Whether another row has the same bytes, under whatever name, or an edition names them."""
    models = (model for model in apps.get_models() if issubclass(model, StoredFile))
    has_row = any(model._default_manager.filter(digest=digest).exists() for model in models)
    return has_row or Edition.objects.filter(agenda__contains=digest).exists()
