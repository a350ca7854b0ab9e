"""Gives files another name where their own says what is redacted: in rows, in the values of editions and in the storage."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePath

from django.db import transaction
from msgspec.structs import replace

from backstage.audit.forgetting import entries_of, forget_facts
from backstage.text.slugs import slug_for, slug_without
from tours import models
from tours.agenda.facts import Document, Picture, Value
from tours.agenda.values import Agenda
from tours.editions.redaction.stored_bytes import is_named
from tours.uploads.storing import DigestStorage, open_whole, upload_path

File = Document | Picture
Row = models.Document | models.Picture


def without(file_name: str, texts: Collection[str]) -> str:
    """The name of a file without the texts, in letters as files are named by; the same where none stands in it."""
    path = PurePath(file_name)
    stem = slug_without(path.stem, texts)
    return file_name if stem == path.stem else f"{slug_for(stem, otherwise='file')}{path.suffix}"


def renamed(file: File, texts: Collection[str]) -> File:
    """The file as an edition is to name it."""
    return replace(file, file_name=without(file.file_name, texts))


def move_files(before: Agenda, after: Agenda) -> None:
    """Stores the bytes of files that have other names in the agenda after it was blanked. Raises StorageAwayError."""
    for old, new in {*zip(files_within(before), files_within(after), strict=True)}:
        if old.digest == new.digest and old.file_name != new.file_name:
            _move(old.digest, old.file_name, new.file_name)


def saying(rows: Iterable[Row], texts: Collection[str]) -> list[Row]:
    return [row for row in rows if without(row.file_name, texts) != row.file_name]


def rename(rows: Iterable[Row], texts: Collection[str]) -> None:
    """Renames those that say one of the texts; the trail says no more what they were called. Raises StorageAwayError."""
    for row in saying(rows, texts):
        before, row.file_name = row.file_name, without(row.file_name, texts)
        _move(row.digest, before, row.file_name)
        row.file.name = upload_path(row.digest, row.file_name)
        row.save(update_fields=["file", "file_name"])
        forget_facts(["file", "file_name"], of=entries_of(row))


def files_within(value: object) -> Iterator[File]:
    """The files that a value of an edition names, in all revisions: the removed items that it keeps name files too."""
    if isinstance(value, File):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from files_within(part)
    elif isinstance(value, Value):
        for name in value.__struct_fields__:
            yield from files_within(getattr(value, name))


def _move(digest: str, before: str, after: str) -> None:
    """The bytes under the name before go once that is committed, unless something names them so still."""
    try:
        with open_whole(digest, before) as stored:
            DigestStorage().save(upload_path(digest, after), stored)
    except FileNotFoundError:  # nobody can have it by either name
        return
    transaction.on_commit(lambda: _delete_unnamed(digest, before))


def _delete_unnamed(digest: str, file_name: str) -> None:
    if not is_named(digest, file_name):
        DigestStorage().delete(upload_path(digest, file_name))
