"""Rate limits: attempts are counted by e-mail address and by source, over all processes.

The counters are in the shared cache. Each is changed under a lock there, so that no attempt is missed; an attempt that
does not get the lock in time is refused. ACCOUNT_RATE_LIMITS sets the limits.
"""

import hashlib
from copy import copy

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from accounts.emails.addresses import one_address

WAIT = 300
"""Seconds after which another attempt makes sense: the shortest period that counts by e-mail address."""


def too_many(request: HttpRequest) -> HttpResponse:
    """The answer 429, which is the same whatever was tried."""
    answer = render(request, "429.html", status=429)
    answer.headers["Retry-After"] = str(WAIT)
    add_never_cache_headers(answer)
    return answer


def count(request: HttpRequest, action: str, *, email: str = "") -> None:
    """Counts an attempt, whatever its method. If it is one too many, the answer is 429 in place of the view's."""
    _consume(request, action, key_of(email))


def count_a_day(request: HttpRequest, action: str, *, email: str) -> None:
    """Counts an attempt for this address from this source, over a day: whoever fills somebody's mailbox keeps nobody out who
    asks from elsewhere.
    """
    _consume(request, f"{action}_a_day", f"{key_of(email)} {get_adapter().get_client_ip(request)}")


def _consume(request: HttpRequest, action: str, key: str) -> None:
    counted = copy(request)
    counted.method = "POST"  # allauth counts no GET, by which links are tried as well
    if not ratelimit.consume(counted, action=action, key=key):
        raise ImmediateHttpResponse(too_many(request))


def key_of(email: str) -> str:
    """A key that is the same for all spellings by which one user is found."""
    return hashlib.sha256(one_address(email).lower().encode()).hexdigest()
