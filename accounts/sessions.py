"""The sessions of users: recording, listing and ending them."""

import time

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.devices import device_of
from accounts.models import Session, User
from accounts.models.sessions import BEGUN, DEVICE, SEEN

SEEN_INTERVAL = 600
"""The least number of seconds between two records of when a user was seen, because each costs a write."""


def begin(request: HttpRequest) -> None:
    """Records the device and the time in the session. Call it after somebody has signed in."""
    request.session[DEVICE] = device_of(request.headers.get("User-Agent", ""))
    request.session[BEGUN] = request.session[SEEN] = int(time.time())


def note_seen(request: HttpRequest) -> None:
    """Records now and then that the user was seen. This also extends the session."""
    now = time.time()
    if now - request.session.get(SEEN, now) >= SEEN_INTERVAL:
        request.session[SEEN] = int(time.time())


def sessions_of(user: User) -> QuerySet[Session]:
    """The sessions of the user that have not expired, the last seen first."""
    return Session.objects.filter(user=user, expire_date__gt=timezone.now()).order_by("-seen_at", "session_key")


def end_session(name: str, *, of: User) -> bool:
    """Ends the user's session with this `Session.name`. False if there is none."""
    return any(session.delete()[0] for session in sessions_of(of) if session.name == name)


def end_sessions(*, of: User, but: str | None = None) -> int:
    """Ends the sessions of the user, except the one with the key `but`. Returns how many there were."""
    return Session.objects.filter(user=of).exclude(session_key=but or "").delete()[0]
