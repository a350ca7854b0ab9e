"""How often one may try: counted by the address that is tried and by where the request comes from, over all workers.

The counters lie in the shared cache, and each is changed under a lock there: of those who try at once, none is missed, and
whoever cannot have the lock in time is refused. ACCOUNT_RATE_LIMITS says how many there may be.
"""

import hashlib

from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from accounts.models.users import one_spelling

WAIT = 300
"""Seconds after which it is worth another try; the shortest window that counts by address."""


def too_many(request: HttpRequest) -> HttpResponse:
    """Says the same to everyone, whatever they tried."""
    answer = render(request, "429.html", status=429)
    answer.headers["Retry-After"] = str(WAIT)
    add_never_cache_headers(answer)
    return answer


def count(request: HttpRequest, action: str, *, email: str = "") -> None:
    """Answers 429 in place of the view when this is one too many."""
    if not ratelimit.consume(request, action=action, key=key_of(email)):
        raise ImmediateHttpResponse(too_many(request))


def key_of(email: str) -> str:
    """The same for all ways to write an address that the database takes for one: `ı` and `ſ` are I and S to it."""
    return hashlib.sha256(one_spelling(email.strip()).upper().lower().encode()).hexdigest()
