"""Where somebody is signed in: noted, and ended."""

import time

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.devices import device_of
from accounts.models import Session, User
from accounts.models.sessions import BEGUN, DEVICE, SEEN

NOTED_EVERY = 600
"""Seconds from one note of having been seen to the next: each is a write."""


def begin(request: HttpRequest) -> None:
    """To be called once somebody has signed in."""
    request.session[DEVICE] = device_of(request.headers.get("User-Agent", ""))
    request.session[BEGUN] = request.session[SEEN] = int(time.time())


def note_seen(request: HttpRequest) -> None:
    """Whoever comes back keeps their session: writing it sets its time of expiry anew."""
    now = time.time()
    if now - request.session.get(SEEN, now) >= NOTED_EVERY:
        request.session[SEEN] = int(time.time())


def sessions_of(user: User) -> QuerySet[Session]:
    """Those that still hold, the last seen first."""
    return Session.objects.filter(user=user, expire_date__gt=timezone.now()).order_by("-seen_at", "session_key")


def end_session(name: str, *, of: User) -> bool:
    """Whether there was one of this user by this name, `Session.name`."""
    return any(session.delete()[0] for session in sessions_of(of) if session.name == name)


def end_sessions(*, of: User, but: str | None = None) -> int:
    """How many there were, beside the one that stays."""
    return Session.objects.filter(user=of).exclude(session_key=but or "").delete()[0]
