"""The cache of a site on several machines, in Redis. It waits for Redis for less than a second."""

from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NotConnectedError
from redis.retry import Retry

from backstage.counting import CacheAwayError

WAIT = 0.5
"""Seconds for connecting, and for each answer."""


class SharedCache(RedisCache):
    """Django's cache in Redis. What cannot be read back counts as missing.

    All methods raise CacheAwayError if Redis is away, slow or full, or refuses for another reason.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _Client


class _Client(RedisCacheClient):
    def __init__(self, servers: list[str], **options: Any) -> None:
        # A connection that Redis has closed, as when it was restarted, is replaced once. Nothing else is repeated.
        once = Retry(NoBackoff(), 1, supported_errors=(NotConnectedError,))
        limits: dict[str, Any] = {"socket_connect_timeout": WAIT, "socket_timeout": WAIT, "retry": once}
        super().__init__(servers, **limits, **options)
        self._client = _Redis

    def get(self, key: Any, default: Any) -> Any:
        try:
            return super().get(key, default)
        except CacheAwayError:
            raise
        except Exception:  # noqa: BLE001  # damaged bytes may raise anything when they are unpickled
            return default


class _Redis(Redis):
    def execute_command(self, *arguments: Any, **options: Any) -> Any:
        try:
            return super().execute_command(*arguments, **options)  # type: ignore[no-untyped-call]  # redis leaves it so
        except RedisError as trouble:
            raise CacheAwayError(str(trouble)) from trouble
