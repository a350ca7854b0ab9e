"""Who is acting, for whatever is written down of a change: known to the thread, asked for only when something is written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.models import User

_who: ContextVar[HttpRequest | User | None] = ContextVar("who_is_acting", default=None)


@contextmanager
def acting_as(who: HttpRequest | User | None) -> Iterator[None]:
    """What changes meanwhile, in this thread, was changed by them: for commands and jobs. None is the system itself.

    Of a request it is the user whom it has at the moment of the change, so that whoever signs in late, as by an API token,
    is known too.
    """
    before = _who.set(who)
    try:
        yield
    finally:
        _who.reset(before)


def acting() -> User | None:
    """Reads the session where the request has not yet: ask it where something changes, never on a page that is read."""
    who = _who.get()
    if isinstance(who, HttpRequest):
        who = getattr(who, "user", None)
    return who if isinstance(who, User) else None


class ActingMiddleware:
    """Keeps the request, and asks it nothing: a public page touches no session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with acting_as(request):
            return self.get_response(request)
