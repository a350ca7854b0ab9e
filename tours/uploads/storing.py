"""Files stored under the digest of their bytes; their type is read from the bytes and not from the name."""

import hashlib
import os
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import BytesIO
from pathlib import PurePath
from typing import IO, Any, NamedTuple

import filetype
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, default_storage
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

from backstage.text.slugs import slug_for
from tours.pictures.cleaning import cleaned

MOST_BYTES = 25_000_000
PICTURE_TYPES = frozenset({"image/jpeg", "image/png", "image/webp"})
DOCUMENT_TYPES = PICTURE_TYPES | {
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.spreadsheet",
}


class FileFacts(NamedTuple):
    digest: str
    file_name: str
    media_type: str
    size: int


def tidied(file: "File[bytes] | IO[bytes]", *, name: str, allowed: frozenset[str]) -> tuple[FileFacts, bytes | None]:
    """The facts of the file to be stored, and its new bytes if it is a picture that had to be cleaned.

    A document keeps its data about its author: that is the author's choice. Raises ValidationError.
    """
    facts = describe(file, name=name, allowed=allowed)
    if facts.media_type not in PICTURE_TYPES:
        return facts, None
    body = file.read()
    clean = cleaned(body, facts.media_type)
    if clean == body:
        file.seek(0)
        return facts, None
    return describe(BytesIO(clean), name=name, allowed=allowed), clean


def describe(file: "File[bytes] | IO[bytes]", *, name: str, allowed: frozenset[str]) -> FileFacts:
    """Reads the whole file once and rewinds it. Raises ValidationError if it is too large or of a type not allowed."""
    digest = hashlib.sha256()
    size = 0
    file.seek(0)
    head = file.read(8192)
    chunk = head
    while chunk:
        digest.update(chunk)
        size += len(chunk)
        if size > MOST_BYTES:
            raise ValidationError({"file": _("The file is larger than 25 MB. Make it smaller, or link to it.")})
        chunk = file.read(1 << 20)
    file.seek(0)
    guess = filetype.guess(head)
    if guess is None or guess.mime not in allowed:
        raise ValidationError(
            {"file": _("This kind of file is not accepted. Use PDF, an office document or a picture.")}
        )
    return FileFacts(digest.hexdigest(), _tidy_name(name, guess.extension), guess.mime, size)


def digest_of(file: "File[Any] | IO[Any]") -> str:
    """Reads the whole file once and rewinds it."""
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(1 << 20):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def stored_path(instance: Any, _name: str) -> str:
    """The path of a StoredFile, such as `files/ab/abcd…/name.pdf`."""
    return upload_path(instance.digest, instance.file_name)


def open_whole(digest: str, file_name: str) -> "File[bytes]":
    """Opens the stored file and reads all of it.

    Raises FileNotFoundError where it is missing or has other bytes than the digest says, and StorageAwayError.
    """
    return open_if_whole(upload_path(digest, file_name), digest)


def open_if_whole(path: str, digest: str) -> "File[bytes]":
    with ExitStack() as closing, answering(FileNotFoundError):
        file = closing.enter_context(DigestStorage().open(path))
        if digest_of(file) != digest:
            raise FileNotFoundError("It is damaged: its bytes are not those that were uploaded.")
        closing.pop_all()
        return file


def store(path: str, content: "IO[Any]", digests: Collection[str], max_length: int | None = None) -> str:
    """Stores the file, unless one with one of the digests is there; another was damaged, and is replaced.

    Returns its path. On a file system it is on the disk by then: a row never names a file that a power cut can halve.
    Raises StorageAwayError.
    """
    with answering():
        if default_storage.exists(path):
            if _digest_at(path) in digests:
                return path
            default_storage.delete(path)
        stored = default_storage.save(path, content, max_length)
        _write_through(stored)
        return stored


def _digest_at(path: str) -> str:
    """The digest of the file; empty if it is none, but a folder in its way."""
    try:
        with DigestStorage().open(path) as there:
            return digest_of(there)
    except FileNotFoundError:
        return ""


def _write_through(path: str) -> None:
    """Has the file, and the folders above it, written to the disk. Other storages do so by themselves."""
    if isinstance(default_storage, FileSystemStorage):
        _sync(default_storage.path(path))
        for folder in PurePath(path).parents:
            with suppress(OSError):  # some shared file systems refuse this for folders
                _sync(default_storage.path(str(folder)))


def _sync(path: str) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def upload_path(digest: str, file_name: str) -> str:
    return f"files/{digest[:2]}/{digest}/{file_name}"


def _tidy_name(name: str, extension: str) -> str:
    return f"{slug_for(PurePath(name).stem, otherwise='file')}.{extension}"


class StorageAwayError(OSError):
    """The storage of uploads does not answer, or cannot store anything. A missing file is a FileNotFoundError instead."""


@contextmanager
def answering(*expected: type[Exception]) -> Iterator[None]:
    """Raises StorageAwayError for all but what is expected: each kind of storage raises errors of its own."""
    let_through: tuple[type[Exception], ...] = (*expected, SuspiciousOperation, StorageAwayError)
    try:
        yield
    except let_through:
        raise
    except Exception as trouble:
        raise StorageAwayError(f"The storage of uploads: {type(trouble).__name__}: {trouble}") from trouble


@deconstructible
class DigestStorage(Storage):
    """The storage of uploads that the settings name, except that a file that is there is not written again.

    The path contains the digest, so it already holds the same bytes, and the file is not renamed either. One with other
    bytes was damaged, or cut when the disk was full: it is replaced. Everything raises StorageAwayError.
    """

    def open(self, name: str, mode: str = "rb") -> "File[bytes]":
        """Opens the file. Raises FileNotFoundError, also for a folder in its place."""
        with answering(FileNotFoundError):
            try:
                return default_storage.open(name, mode)
            except (IsADirectoryError, NotADirectoryError) as other:
                raise FileNotFoundError(str(other)) from other

    def save(self, name: str | None, content: "IO[Any]", max_length: int | None = None) -> str:
        return store(name or "", content, {digest_of(content)}, max_length)

    def exists(self, name: str) -> bool:
        with answering():
            return default_storage.exists(name)

    def size(self, name: str) -> int:
        with answering(FileNotFoundError):
            return default_storage.size(name)

    def url(self, name: str | None) -> str:
        return default_storage.url(name)

    def delete(self, name: str) -> None:
        with answering():
            default_storage.delete(name)
