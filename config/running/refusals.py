"""Answers to requests that Django itself refused, before any view had them: problems for programs, pages for people."""

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseBase
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import csrf, defaults

from accounts.kept_forms import kept
from accounts.visitors import asks_for_part
from announcements.posts import former_addresses
from api.headers import failed, is_for_programs

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """The site's handler400."""
    if is_for_programs(request):
        return failed(request, 400, _what_is_wrong(exception))
    if isinstance(exception, TOO_LARGE):
        words = _(
            "Nothing is saved: this was too much for one page. Go back, copy what you typed, and save it in parts."
        )
        return HttpResponseBadRequest(render_to_string("400.html", {"message": words}))
    return defaults.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """The site's handler403."""
    if is_for_programs(request):
        return failed(request, 403, _("This is not allowed."))
    return defaults.permission_denied(request, exception)


def forged(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """The site's CSRF_FAILURE_VIEW: a form that did not come from a page of this site.

    Signing in gives a new token, and a page that was loaded before still has the old one. If it is edited in place, its script
    takes the new one from the header: another site's script cannot read it. A form of the desk comes back with what was typed.
    """
    if is_for_programs(request):
        return failed(request, 403, _("This did not come from a page of this site. Programs send a token instead."))
    if asks_for_part(request):
        words = _("Not saved: somebody has signed in here since the page was loaded. Send this once more.")
        token = {"X-CSRFToken": get_token(request)}
        return HttpResponse(words, status=403, content_type="text/plain; charset=utf-8", headers=token)
    return kept(request) or csrf.csrf_failure(request, reason)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """The site's handler404."""
    if is_for_programs(request):
        return failed(request, 404, _("The API has no such address. The guide to it is at /api/."))
    return former_addresses.not_found(request, exception)


def _what_is_wrong(error: Exception) -> str:
    if isinstance(error, DisallowedHost):
        return _("The host name of this request is none of this site's.")
    if isinstance(error, TOO_LARGE):
        return _("The request is too large.")
    return _("This request cannot be read.")
