"""The journal of redactions: what the site remembers of each, once more, in a file beside the uploads.

A database that is restored from a backup knows nothing of redactions after it; the journal does. Each entry is a file of its
own, so that machines and transactions that write at once do not meet. It holds no text, no reason, and neither name nor address:
events and people go by their UIDs, and who redacted by the number of their account. Who was erased from the whole site is in it, too.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import msgspec
from django.core.files.storage import default_storage

from backstage.text.recognising import Trace
from tours.uploads.storing import DigestStorage, StorageAwayError, answering

FOLDER = "redactions"
logger = logging.getLogger(__name__)


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row of `Redacted`, without its reason: that is free text, and may name whoever was redacted.

    Without an event it is somebody who was erased from the whole site: a room above erases them again, and `names` are the
    traces by which it knows rows that lead to no card.
    """

    uid: str
    event: str = ""
    person: str | None
    words: int = 0
    digest: str = ""
    key: str = ""
    names: tuple[Trace, ...] = ()
    by: int
    joined: datetime
    """When that account was made: after a restore its number may be given to another."""
    at: datetime


def write(entry: Entry) -> None:
    """Writes the entry to the disk, unless one is there that can be read. Raises StorageAwayError."""
    if not has(entry.uid):
        DigestStorage().save(_path(entry.uid), BytesIO(msgspec.json.encode(entry)))


def write_or_leave(write_entry: Callable[[], object]) -> None:
    """Leaves it to the worker where the storage is away: what was redacted is redacted."""
    try:
        write_entry()
    except StorageAwayError as trouble:
        logger.warning("The journal of redactions lacks an entry. A worker writes it within the hour. %s", trouble)


def has(uid: str) -> bool:
    """Whether the entry is there and can be read. Raises StorageAwayError."""
    try:
        return _read(_path(uid)) is not None
    except FileNotFoundError:
        return False


def forget(uid: str) -> None:
    """Deletes the entry; one that is not there is forgotten already. Raises StorageAwayError."""
    DigestStorage().delete(_path(uid))


def entries() -> tuple[list[Entry], list[str]]:
    """All entries, the oldest first, and the files that cannot be read, as a power cut may leave one. Raises StorageAwayError."""
    try:
        with answering(FileNotFoundError):
            names = default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return [], []
    read = {path: _read(path) for path in (f"{FOLDER}/{name}" for name in names)}
    whole = sorted(filter(None, read.values()), key=lambda entry: (entry.at, entry.uid))
    return whole, sorted(path for path, entry in read.items() if entry is None)


def _read(path: str) -> Entry | None:
    with DigestStorage().open(path) as file:
        try:
            return msgspec.json.decode(file.read(), type=Entry)
        except msgspec.MsgspecError:
            return None


def _path(uid: str) -> str:
    return f"{FOLDER}/{uid}.json"
