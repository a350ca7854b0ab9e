"""Counts in the cache that all processes share, and the error of a cache that does not answer."""

import logging

from django.core.cache import BaseCache, caches

logger = logging.getLogger(__name__)


class CacheAwayError(Exception):
    """The cache does not answer, or cannot store anything. The site's own caches raise it, whatever they run on."""


def count_one(key: str, *, seconds: int) -> int:
    """Counts one more under the key and returns the new count. It is forgotten after so many seconds.

    All processes count together without losing a count. While their cache is away, each process counts alone.
    """
    try:
        return _count(caches["default"], key, seconds)
    except CacheAwayError as trouble:
        if caches["process"].add("cache-away", 1, timeout=60):  # once a minute is enough
            logger.warning("The cache does not answer, so each process counts alone: %s", trouble)
        return _count(caches["process"], key, seconds)


def _count(cache: BaseCache, key: str, seconds: int) -> int:
    try:
        return cache.incr(key)
    except ValueError:
        return 1 if cache.add(key, 1, timeout=seconds) else cache.incr(key)
