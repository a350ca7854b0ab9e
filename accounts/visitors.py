"""Who is asking."""

from typing import cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.models import User
from accounts.second_factors import owes_second_factor


def signed_in(request: HttpRequest) -> User:
    """For views behind the sign-in, which lets nobody else through."""
    return cast("User", request.user)


def visitor(request: HttpRequest) -> User | AnonymousUser:
    """For views that are open to all: the signed-in user, or nobody. Reading `request.user` makes every answer vary on the cookie; this does only where
    there is one, so that a public page is one page for all caches. Who still owes a second factor is nobody here.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return AnonymousUser()
    user = request.user
    return AnonymousUser() if user.is_authenticated and owes_second_factor(user) else user
