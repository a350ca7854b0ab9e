"""Access is denied by default: every view needs a signed-in user unless it says otherwise."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from accounts.kept_forms import kept
from accounts.second_factors import owes_second_factor
from accounts.sessions import note_seen
from accounts.visitors import asks_for_part, signed_in

ACCOUNT = "account/"
"""The addresses below this are open to users who must still set up a second factor."""


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Django's middleware, except that a view open to all is reached without reading the session.

    Reading the session would make every public page vary on the cookie, and would cost a signed-in reader two queries.
    Users who still owe a second factor are redirected to set it up. Caches must not store pages that only some people
    may see.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        refusal = super().process_view(request, view_func, view_args, view_kwargs)
        return refusal or _received(request)

    def handle_no_permission(  # type: ignore[override]  # the stubs know only its redirect
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        """Tells people who were signed out while they edited, in place or on a page of its own. What they typed stays."""
        if asks_for_part(request):
            words = _("Not saved: you are signed out. Sign in in another tab, then send this once more.")
            return HttpResponse(words, status=401, content_type="text/plain; charset=utf-8")
        return kept(request) or super().handle_no_permission(request, view_func)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if hasattr(request, "received") and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


def _received(request: HttpRequest) -> HttpResponseBase | None:
    """Notes that a signed-in user was seen, and redirects them if they owe a second factor."""
    request.received = True  # type: ignore[attr-defined]  # `process_response` reads it
    note_seen(request)
    at_account = request.resolver_match is not None and request.resolver_match.route.startswith(ACCOUNT)
    if not at_account and owes_second_factor(signed_in(request)):
        return kept(request) or redirect("account")
    return None
