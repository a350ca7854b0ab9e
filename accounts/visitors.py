"""The user of a request."""

from typing import cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.models import User
from accounts.second_factors import owes_second_factor


def signed_in(request: HttpRequest) -> User:
    """The signed-in user, for views that only signed-in users reach."""
    return cast("User", request.user)


def asks_for_part(request: HttpRequest) -> bool:
    """Whether htmx asks, which puts the answer in place of a part of the page that is shown."""
    return request.headers.get("HX-Request") == "true"


def visitor(request: HttpRequest) -> User | AnonymousUser:
    """The signed-in user or an anonymous one, for views that are open to all. A user who owes a second factor is
    anonymous here.

    Reading `request.user` makes the answer vary on the cookie. This reads it only if there is a session cookie, so that
    caches can store one public page for all visitors.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return AnonymousUser()
    user = request.user
    return AnonymousUser() if user.is_authenticated and owes_second_factor(user) else user
