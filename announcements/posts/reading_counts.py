"""Counts how often posts are read. Counts are kept in memory and written at most once a second."""

import logging
import re
import time
from collections import Counter
from collections.abc import Callable
from threading import Lock

from django.db import Error, transaction
from django.db.models import F
from django.http import HttpRequest

from announcements.models import Post, PostViews

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_WRITES = 1.0
PIXEL = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"
    b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
"""A transparent GIF of one pixel."""
# Robots name themselves, mostly with an address. CUBOT is a maker of telephones.
_ROBOT = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|archiv|preview|monitor|headless|lighthouse|curl|wget|python|java/|okhttp|https?:",
    re.IGNORECASE,
)


def is_by_a_person(request: HttpRequest) -> bool:
    """Whether a browser of a person asks for the picture.

    Robots name themselves or load no pictures, and prefetching is no reading.
    """
    agent, accepted = request.headers.get("User-Agent", ""), request.headers.get("Accept", "")
    is_ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    return bool(agent) and not _ROBOT.search(agent) and "image/" in accepted and not is_ahead


class Reads:
    """Counts reads of posts by their keys. Safe for many threads.

    Reads within a second of a write wait in memory for the next read, or for `flush`, so a killed process loses at most
    one second's reads. If the database fails, they wait too.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._waiting: Counter[int] = Counter()
        self._not_before = clock()

    def count(self, post: int) -> None:
        with self._lock:
            self._waiting[post] += 1
            taken = self._take() if self._clock() >= self._not_before else Counter()
        self._write(taken)

    def flush(self) -> None:
        with self._lock:
            taken = self._take()
        self._write(taken)

    def _take(self) -> Counter[int]:
        taken, self._waiting = self._waiting, Counter()
        self._not_before = self._clock() + SECONDS_BETWEEN_WRITES
        return taken

    def _write(self, taken: Counter[int]) -> None:
        if not taken:
            return
        try:
            with transaction.atomic():
                # All processes write in the same order, so that no two wait for each other.
                for post, reads in sorted(taken.items()):
                    _add(post, reads)
        except Error:
            logger.warning("Cannot write how often posts were read; trying again later.", exc_info=True)
            with self._lock:
                self._waiting.update(taken)


READS = Reads()
"""The counter of this process."""


def _add(post: int, reads: int) -> None:
    """Adds the reads to what this and other processes have written. A post that was deleted meanwhile is skipped."""
    views = PostViews.objects.filter(post=post)
    if not views.update(count=F("count") + reads) and Post.objects.filter(pk=post).exists():
        PostViews.objects.bulk_create([PostViews(post_id=post)], ignore_conflicts=True)
        views.update(count=F("count") + reads)
