"""How much a stranger, and a program with a token, may ask for.

DRF's throttles read a list of moments from the cache and write it back, so requests that come at once are not all counted, and
its documentation says to write another where that matters (test_workers_who_count_at_once_lose_none). Its rates have no
windows of a free length, and it knows no tokens.
"""

import time

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from accounts.models import User
from accounts.sources import source_of
from backstage.counting import count_one


class WindowThrottle(BaseThrottle):
    """Allows so many requests in each window of time. All workers count together, if the cache answers."""

    def is_within(self, most: int, who: str) -> bool:
        self.now = time.time()
        window = int(self.now // settings.API_WINDOW)
        return count_one(f"api-requests:{window}:{who}", seconds=settings.API_WINDOW) <= most

    def wait(self) -> float:
        """Says the seconds until the next window. It is at least one, or the reader would come back too early."""
        return float(int(settings.API_WINDOW - self.now % settings.API_WINDOW) + 1)


class Strangers(WindowThrottle):
    """Counts strangers by their network address. Only a digest of it is kept, no longer than a window of time.

    Whoever is signed in is not counted.
    """

    def allow_request(self, request: Request, view: APIView) -> bool:
        if request.user.is_authenticated:
            return True
        return self.is_within(settings.API_REQUESTS, source_of(self.get_ident(request)))


class TokenHolders(WindowThrottle):
    """Counts each token by itself, wherever it is used from: a program that runs wild does not hold up the others."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        if not isinstance(request.user, User) or request.user.limits is None:
            return True
        return self.is_within(settings.API_TOKEN_REQUESTS, f"token-{request.user.limits.token}")
