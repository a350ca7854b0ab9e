"""The sessions of users: recording, listing and ending them, and the name of the device that each is on."""

import time

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Session, User
from accounts.models.sessions import BEGUN, DEVICE, SEEN

BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "CrOS": "ChromeOS",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}
"""Names by a word in the User-Agent header. The first word found counts, as most browsers name others too."""
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


def device_of(user_agent: str) -> str:
    """A name such as `Firefox, Windows`, or an empty string if nothing is known."""
    return ", ".join(filter(None, (_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent))))


def _first(names: dict[str, str], user_agent: str) -> str:
    return next((name for word, name in names.items() if word in user_agent), "")
