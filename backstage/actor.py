"""The actor: the user in whose name the current thread changes rows. The audit trail names this user in its entries."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.models import User

_actor: ContextVar[HttpRequest | User | None] = ContextVar("actor", default=None)


@contextmanager
def acting_as(actor: HttpRequest | User | None) -> Iterator[None]:
    """Sets the actor of this thread for the length of the block. Commands and jobs use it. None stands for the system
    itself.

    A request is asked for its user only when something changes, because an API token signs the user in late.
    """
    before = _actor.set(actor)
    try:
        yield
    finally:
        _actor.reset(before)


def current_actor() -> User | None:
    """The actor of this thread. None is the system or an anonymous visitor.

    This may read the session. Call it where something changes, never on a page that is only read.
    """
    actor = _actor.get()
    if isinstance(actor, HttpRequest):
        actor = getattr(actor, "user", None)
    return actor if isinstance(actor, User) else None


class ActorMiddleware:
    """Makes the request the source of the actor, without reading its user: a public page touches no session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with acting_as(request):
            return self.get_response(request)
