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


def is_named(digest: str, file_name: str) -> bool:
    """Whether a row has the bytes under this name, or an edition says both."""
    editions = Edition.objects.filter(agenda__contains=digest).filter(agenda__contains=file_name)
    return _has_row(digest=digest, file_name=file_name) or editions.exists()


def _is_used(digest: str) -> bool:
    """Whether another row has the same bytes, under whatever name, or an edition names them."""
    return _has_row(digest=digest) or Edition.objects.filter(agenda__contains=digest).exists()


def _has_row(**facts: str) -> bool:
    models = (model for model in apps.get_models() if issubclass(model, StoredFile))
    return any(model._default_manager.filter(**facts).exists() for model in models)
