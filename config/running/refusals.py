"""Answers to requests that Django itself refused, before any view had them: problems for programs, pages for people."""

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views import csrf, defaults

from accounts.visitors import asks_for_part
from announcements.posts import former_addresses
from api.headers import failed, is_for_programs


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """The site's handler400."""
    if is_for_programs(request):
        return failed(request, 400, _what_is_wrong(exception))
    return defaults.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """The site's handler403."""
    if is_for_programs(request):
        return failed(request, 403, _("This is not allowed."))
    return defaults.permission_denied(request, exception)


def forged(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """The site's CSRF_FAILURE_VIEW: a form that did not come from a page of this site.

    Signing in gives a new token, and a page that is edited in place still has the old one. Its script takes the new one from
    the header: another site's script cannot read it.
    """
    if is_for_programs(request):
        return failed(request, 403, _("This did not come from a page of this site. Programs send a token instead."))
    if asks_for_part(request):
        words = _("Not saved: somebody has signed in here since the page was loaded. Send this once more.")
        token = {"X-CSRFToken": get_token(request)}
        return HttpResponse(words, status=403, content_type="text/plain; charset=utf-8", headers=token)
    return csrf.csrf_failure(request, reason)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """The site's handler404."""
    if is_for_programs(request):
        return failed(request, 404, _("The API has no such address. The guide to it is at /api/."))
    return former_addresses.not_found(request, exception)


def _what_is_wrong(error: Exception) -> str:
    if isinstance(error, DisallowedHost):
        return _("The host name of this request is none of this site's.")
    if isinstance(error, RequestDataTooBig | TooManyFieldsSent):
        return _("The request is too large.")
    return _("This request cannot be read.")
