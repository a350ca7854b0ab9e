"""How much a stranger, and a program with a token, may ask for."""

import time

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from accounts.models import User
from accounts.sources import source_of


class Windows(BaseThrottle):
    """So many requests a window of time, counted over all workers."""

    def is_within(self, most: int, who: str) -> bool:
        self.now = time.time()
        window = int(self.now // settings.API_WINDOW)
        return _count(f"api-requests:{window}:{who}") <= most

    def wait(self) -> float:
        """Seconds until the next window; never none, or the reader would come back too early."""
        return float(int(settings.API_WINDOW - self.now % settings.API_WINDOW) + 1)


class Strangers(Windows):
    """Whoever is signed in is not counted. Of an address nothing is kept but its digest, no longer than a window of time."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        if request.user.is_authenticated:
            return True
        return self.is_within(settings.API_REQUESTS, source_of(self.get_ident(request)))


class TokenHolders(Windows):
    """Each token by itself, wherever it is used from: a program that runs wild does not hold up the others."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        if not isinstance(request.user, User) or request.user.limits is None:
            return True
        return self.is_within(settings.API_TOKEN_REQUESTS, f"token-{request.user.limits.token}")


def _count(key: str) -> int:
    """One more, and how many that makes: by operations of the cache that lose none where several workers count at once."""
    try:
        return cache.incr(key)
    except ValueError:
        return 1 if cache.add(key, 1, timeout=settings.API_WINDOW) else cache.incr(key)
