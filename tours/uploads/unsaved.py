"""Files that were chosen in a form which was then refused: browsers forget them, so they are kept here until it is saved.

They lie in the store under the day on which they were sent, and the form shown again leads to its own by a signed key. What
nobody saved is forgotten after a day.
"""

import logging
from datetime import UTC, date, datetime, timedelta
from pathlib import PurePath
from typing import Any

from django.core import signing
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils import timezone

from tours.uploads.storing import MOST_BYTES, StorageAwayError, answering, digest_of, open_if_whole, store

logger = logging.getLogger(__name__)

FOLDER = "unsaved"
SALT = "unsaved-upload"
KEPT_FOR = timedelta(days=1)


def keep(upload: "UploadedFile[Any]") -> str:
    """Stores the file and returns its key; empty for one that is too large to be accepted at all, or cannot be stored."""
    if not upload.size or upload.size > MOST_BYTES:
        return ""
    digest = digest_of(upload)
    path = f"{FOLDER}/{timezone.now().astimezone(UTC):%Y-%m-%d}/{digest}"
    try:
        store(path, upload, {digest})
    except StorageAwayError:
        logger.warning("A chosen file cannot be kept until its form is saved: %s", path, exc_info=True)
        return ""
    return signing.dumps([path, upload.name, upload.content_type], salt=SALT)


def kept(key: str | None) -> "UploadedFile[Any] | None":
    """The file again; None where the key is none of ours, it was kept for too long, or it is no longer whole.

    Raises StorageAwayError: the form can be sent again.
    """
    try:
        path, name, media_type = signing.loads(key or "", salt=SALT, max_age=KEPT_FOR)
        with answering(FileNotFoundError), open_if_whole(path, PurePath(path).name) as stored:
            return SimpleUploadedFile(name, stored.read(), media_type)
    except (signing.BadSignature, FileNotFoundError):
        return None


def forget_unsaved(now: datetime) -> int:
    """Deletes the files of all days that are over for a whole day, and returns how many."""
    last = (now - KEPT_FOR).astimezone(UTC).date()
    days = [day for day in _listed(FOLDER)[0] if date.fromisoformat(day) < last]
    paths = [f"{FOLDER}/{day}/{name}" for day in days for name in _listed(f"{FOLDER}/{day}")[1]]
    for path in [*paths, *(f"{FOLDER}/{day}" for day in days)]:
        default_storage.delete(path)
    return len(paths)


def _listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []
