"""A storage of uploads that fails, like a bucket or a shared file system that is away."""

import errno
import io
import os
from typing import Any, ClassVar

from django.core.files.base import File
from django.core.files.storage import InMemoryStorage


class EndpointError(Exception):
    """Like the errors of botocore, which are no OSError."""


class FailingFile(File):  # type: ignore[type-arg]  # generic in the stubs only
    """Like a file of a bucket, which is fetched when it is read."""

    def __init__(self, trouble: Exception) -> None:
        super().__init__(io.BytesIO(b"%PDF-1.7"))
        self.trouble = trouble

    def read(self, *_size: int) -> bytes:
        raise self.trouble


class FailingStorage(InMemoryStorage):
    """Raises the trouble at all that is asked of it, or while a file is read."""

    trouble: ClassVar[Exception | None] = None
    while_reading: ClassVar[bool] = False

    def open(self, name: str, mode: str = "rb") -> "File[Any]":
        if self.trouble and self.while_reading:
            return FailingFile(self.trouble)
        self.fail()
        return super().open(name, mode)

    def exists(self, name: str) -> bool:
        self.fail()
        return super().exists(name)

    def size(self, name: str) -> int:
        self.fail()
        return super().size(name)

    def delete(self, name: str) -> None:
        self.fail()
        super().delete(name)

    def fail(self) -> None:
        if self.trouble:
            raise self.trouble


TROUBLES = [
    EndpointError("Could not connect"),
    *(OSError(code, os.strerror(code)) for code in (errno.EIO, errno.ESTALE, errno.EMFILE)),
]
