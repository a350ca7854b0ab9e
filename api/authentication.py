"""Finds out who asks: a program with a token, or somebody who is signed in on the site."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.models import User
from accounts.visitors import visitor
from tours.rights.tokens import holder

SCHEME = "bearer"


class TokenHolder(BaseAuthentication):
    """Recognises a user by a token, `Authorization: Bearer sojourn_…` (RFC 6750). The user is limited to what the token is for.

    DRF's TokenAuthentication has other sentences for a header without a token or with spaces, which lead nowhere
    (test_token_that_opens_nothing_is_refused_with_a_sentence).
    """

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        """Returns None without a token. Another scheme is not ours: a staging site may ask for a password before the site."""
        if not bears_token(request._request):
            return None
        user = holder(_authorization(request._request)[1])
        if user is None:
            raise AuthenticationFailed(
                _("This token does not work: it is mistyped, expired or revoked. Issue a new one at /desk/tokens/.")
            )
        return user, None

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class Visitor(BaseAuthentication):
    """Recognises who is signed in on the site.

    It is used for reading alone: a page of another site could send forged requests with the cookie of a reader, so nothing
    is ever changed by it.
    """

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        user = visitor(request._request)
        return (user, None) if isinstance(user, User) else None


def bears_token(request: HttpRequest) -> bool:
    """Says whether a token was sent, a good one or not."""
    return _authorization(request)[0].lower() == SCHEME


def _authorization(request: HttpRequest) -> tuple[str, str]:
    scheme, _space, rest = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    return scheme, rest.strip()
