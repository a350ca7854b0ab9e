"""Deny first: every view needs a signed-in user unless it says otherwise."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from accounts.second_factors import owes_second_factor
from accounts.sessions import note_seen
from accounts.visitors import signed_in

ACCOUNT = "account/"
"""Below it lies what one needs to set up a second factor."""


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Django's own, but a view that is open to all is let through before the session is read.

    Reading it would make every public page vary on the cookie, and cost a signed-in reader two queries.

    Whoever owes a second factor is led to set it up, whatever they ask for. No cache keeps what only some may see.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        refusal = super().process_view(request, view_func, view_args, view_kwargs)
        return refusal or _received(request)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if hasattr(request, "received") and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


def _received(request: HttpRequest) -> HttpResponseBase | None:
    """Of somebody who is signed in: noted, and perhaps led elsewhere."""
    request.received = True  # type: ignore[attr-defined]  # for the answer
    note_seen(request)
    at_account = request.resolver_match is not None and request.resolver_match.route.startswith(ACCOUNT)
    if not at_account and owes_second_factor(signed_in(request)):
        return redirect("account")
    return None
