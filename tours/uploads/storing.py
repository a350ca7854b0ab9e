"""Files stored under the digest of their bytes; their type is read from the bytes and not from the name."""

import hashlib
from io import BytesIO
from pathlib import PurePath
from typing import IO, Any, NamedTuple

import filetype
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import Storage, default_storage
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


def digest_of(file: "File[Any]") -> str:
    """Reads the whole file once and rewinds it."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def stored_path(instance: Any, _name: str) -> str:
    """The path of a StoredFile, such as `files/ab/abcd…/name.pdf`."""
    return upload_path(instance.digest, instance.file_name)


def open_stored(digest: str, file_name: str) -> "File[bytes]":
    """Opens the stored file. Raises FileNotFoundError."""
    return DigestStorage().open(upload_path(digest, file_name))


def open_whole(digest: str, file_name: str) -> "File[bytes]":
    """Opens the stored file. Raises OSError where it is missing, cannot be read, or has other bytes than the digest says."""
    file = open_stored(digest, file_name)
    try:
        found = digest_of(file)
    except OSError:
        file.close()
        raise
    if found != digest:
        file.close()
        raise OSError("It is damaged: its bytes are not those that were uploaded.")
    return file


def upload_path(digest: str, file_name: str) -> str:
    return f"files/{digest[:2]}/{digest}/{file_name}"


def _tidy_name(name: str, extension: str) -> str:
    return f"{slug_for(PurePath(name).stem, otherwise='file')}.{extension}"


@deconstructible
class DigestStorage(Storage):
    """The storage of uploads that the settings name, except that a file that is there is not written again.

    The path contains the digest, so it already holds the same bytes, and the file is not renamed either. One of another
    size was cut when the disk was full or the power failed: it is replaced.
    """

    def open(self, name: str, mode: str = "rb") -> "File[bytes]":
        """Opens the file. Raises FileNotFoundError."""
        return default_storage.open(name, mode)

    def save(self, name: str | None, content: "IO[Any]", max_length: int | None = None) -> str:
        if name and self.exists(name):
            if self.size(name) == File(content).size:
                return name
            self.delete(name)
        return default_storage.save(name, content, max_length)

    def exists(self, name: str) -> bool:
        return default_storage.exists(name)

    def size(self, name: str) -> int:
        return default_storage.size(name)

    def url(self, name: str | None) -> str:
        return default_storage.url(name)

    def delete(self, name: str) -> None:
        default_storage.delete(name)
