"""Drops kept files that nothing asks for any more, and the oldest beyond a bound. Each worker does it on its machine.

Nothing is lost if a file is dropped too early, or while another process writes or reads: it is drawn again.
"""

import logging
import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db.models import Max

from tours.models import Edition, Event, Picture, Portrait, Redaction
from tours.serving.kept_files import DRAFT, warn
from tours.serving.kept_outputs import EVERY_EVENT, PICTURES, renderer_folder

logger = logging.getLogger(__name__)

OTHERS_KEPT_FOR = timedelta(days=1)
"""Another release may still serve. So its files are kept until it drew nothing, and no worker of it ran, for a day."""
DRAFT_KEPT_FOR = timedelta(hours=1)
FILES = 2
"""The depth at which files lie: in a renderer's folder, and in a folder there of what they are drawn from."""
RENDERER = re.compile("[0-9a-f]{16}")
A_ROW = re.compile("[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Names of folders that stand for an edition (its digest) or an event (its UID). All others are of the whole site."""


class File(NamedTuple):
    """A kept file. `written` is in seconds since 1970."""

    path: Path
    written: float
    size: int

    @property
    def folder(self) -> str:
        """What it is drawn from: an edition, by its digest, or an event, by its UID, or more than that."""
        return self.path.parent.name

    @property
    def name(self) -> str:
        """The output's name, without the token of its key."""
        return self.path.name.partition("-")[2]

    @property
    def output(self) -> tuple[Path, str]:
        return self.path.parent, self.name

    @property
    def is_draft(self) -> bool:
        return self.path.name.startswith(DRAFT)


Reasons = Mapping[str, Callable[[File], bool]]
"""Why a file is not needed, in words for the log, and whether that is so."""


def drop_unneeded(now: datetime, of_other_rooms: Callable[[], Reasons] = dict) -> int:
    """Drops what is not needed, says so in the log, and returns the number of files. Costs five queries.

    Rooms above this one give reasons for their own files. They too read their rows after the files.
    """
    root = Path(settings.KEPT_DIR)
    _note_that_it_serves(root / renderer_folder(), now)
    dropped = Counter({"of other releases": _drop_other_releases(root, now), "misplaced": _drop_misplaced(root)})
    files = list(_files(root))  # before the rows are read, so that none is of an edition that is newer than these
    needed, unneeded = _sorted_out(files, {**_reasons(files, now), **of_other_rooms()})
    for why, those in unneeded.items():
        dropped[why] = sum(_drop(file.path) for file in those)
    dropped["beyond KEPT_MEGABYTES"] = sum(_drop(file.path) for file in _beyond_bound(needed))
    _drop_empty_folders(root)
    _log(dropped)
    return dropped.total()


def _note_that_it_serves(folder: Path, now: datetime) -> None:
    """Sets the time of this release's folder, from which the day begins for which it is kept after the next release."""
    with suppress(OSError):
        os.utime(folder, (now.timestamp(), now.timestamp()))


def _drop_other_releases(root: Path, now: datetime) -> int:
    long_ago = (now - OTHERS_KEPT_FOR).timestamp()
    return sum(
        _drop_whole(entry.path)
        for entry in _entries(root)
        if entry.name != renderer_folder() and (not RENDERER.fullmatch(entry.name) or _written(entry) < long_ago)
    )


def _drop_misplaced(root: Path) -> int:
    """Drops what lies in the way of an output: a file in place of a folder, or a folder in place of a file."""
    return sum(_drop_whole(entry.path) for entry, depth in _walk(root) if _is_folder(entry) != (depth < FILES))


def _sorted_out(files: Iterable[File], why_not: Reasons) -> tuple[list[File], dict[str, list[File]]]:
    """The files that may still be asked for, and the others by the reason why they are not needed."""
    needed: list[File] = []
    unneeded: dict[str, list[File]] = defaultdict(list)
    for file in files:
        why = next((why for why, is_so in why_not.items() if is_so(file)), None)
        (needed if why is None else unneeded[why]).append(file)
    return needed, unneeded


def _reasons(files: Iterable[File], now: datetime) -> Reasons:
    named, redacted, newest, pictures = _named_by_rows(), _redacted_at(), _newest(files), _digests_of_pictures()
    too_long_ago = (now - DRAFT_KEPT_FOR).timestamp()
    return {
        "that no version names": lambda file: file.folder not in named and bool(A_ROW.fullmatch(file.folder)),
        "from before a redaction": lambda file: file.written < redacted.get(file.folder, 0),
        "of pictures that are gone": lambda file: _is_of_a_picture(file) and _digest_in(file) not in pictures,
        "never finished": lambda file: file.is_draft and file.written < too_long_ago,
        "replaced": lambda file: file.folder == EVERY_EVENT and not file.is_draft and file is not newest[file.output],
    }


def _named_by_rows() -> set[str]:
    digests = Edition.objects.standing().values_list("digest", flat=True)
    return {*digests.iterator(), *map(str, Event.objects.values_list("uid", flat=True).iterator())}


def _digests_of_pictures() -> set[str]:
    return {digest for rows in (Picture, Portrait) for digest in rows._default_manager.values_list("digest", flat=True)}


def _is_of_a_picture(file: File) -> bool:
    return file.folder == PICTURES and not file.is_draft


def _digest_in(file: File) -> str:
    return file.name.partition("-")[0]


def _redacted_at() -> dict[str, float]:
    """When an event was last redacted, perhaps on another machine: by its UID, and for the outputs of all events."""
    rows = Redaction.objects.order_by().values_list("edition__event__uid").annotate(last=Max("at"))
    moments = {str(uid): last.timestamp() for uid, last in rows}
    return moments | {EVERY_EVENT: max(moments.values(), default=0)}


def _newest(files: Iterable[File]) -> dict[tuple[Path, str], File]:
    return {file.output: file for file in sorted(files, key=lambda file: file.written)}


def _beyond_bound(files: Iterable[File]) -> Iterator[File]:
    """The oldest files, without which all others take no more than KEPT_MEGABYTES."""
    room = settings.KEPT_MEGABYTES * 1_000_000
    for file in sorted(files, key=lambda file: -file.written):
        room -= file.size
        if room < 0:
            yield file


def _files(root: Path) -> Iterator[File]:
    for entry, depth in _walk(root):
        if depth == FILES:
            with suppress(OSError):  # another process has dropped it meanwhile
                facts = entry.stat(follow_symlinks=False)
                yield File(Path(entry.path), facts.st_mtime, facts.st_size)


def _walk(folder: Path | str, depth: int = 0) -> "Iterator[tuple[os.DirEntry[str], int]]":
    """All entries down to files. The depth is 0 for renderers and 1 for what they draw from."""
    for entry in _entries(folder):
        yield entry, depth
        if depth < FILES and _is_folder(entry):
            yield from _walk(entry.path, depth + 1)


def _entries(folder: Path | str) -> list["os.DirEntry[str]"]:
    """What the folder holds. Nothing if it is gone, or cannot be read."""
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    return entry.is_dir(follow_symlinks=False)


def _written(entry: "os.DirEntry[str]") -> float:
    try:
        return entry.stat(follow_symlinks=False).st_mtime
    except OSError:
        return 0


def _drop_whole(path: str) -> int:
    """Drops the file, or the folder with all in it. Returns the number of files."""
    if os.path.isdir(path) and not os.path.islink(path):
        return sum(_drop_whole(entry.path) for entry in _entries(path)) + _drop_folder(path)
    return _drop(path)


def _drop(path: Path | str) -> int:
    """1, or 0 if another process was first, or if it cannot be dropped."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return 0
    except OSError:
        warn("What is not needed cannot be dropped", str(path))
        return 0
    return 1


def _drop_folder(path: str) -> int:
    """Drops the folder if it is empty, which counts as no file."""
    with suppress(OSError):
        os.rmdir(path)
    return 0


def _drop_empty_folders(root: Path) -> None:
    for renderer in _entries(root):
        for folder in _entries(renderer.path):
            _drop_folder(folder.path)


def _log(dropped: Counter[str]) -> None:
    reasons = ", ".join(f"{count} {why}" for why, count in dropped.items() if count)
    if reasons:
        logger.info("Kept files dropped: %s.", reasons)
