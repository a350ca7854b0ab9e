"""Who is asking, without touching the session of someone who has none."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.models import User


def visitor(request: HttpRequest) -> User | AnonymousUser:
    """The signed-in user, or nobody. Reading `request.user` makes every answer vary on the cookie; this does only where
    there is one, so that a public page is one page for all caches.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return AnonymousUser()
    return request.user
