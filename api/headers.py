"""The headers that every answer of the API has, for caches and for pages of other sites."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from rest_framework.response import Response

from accounts.visitors import visitor
from api.authentication import bears_token
from api.exceptions import PROBLEM, problem
from tours.serving.public_pages import tagged

PREFLIGHT_AGE = "86400"
"""For so many seconds a browser may remember what a preflight allowed."""


def with_headers(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Makes one answer for all strangers: it has an entity tag of its bytes and may be gzipped.

    Caches keep nothing for a reader who is signed in or sends a token. An answer that is not DRF's has its headers for caches
    already: it was drawn from an edition.
    """
    is_known = bears_token(request) or visitor(request).is_authenticated
    if isinstance(response, Response):
        response.render()  # now, so that there are bytes to tag
        for_all = response.status_code == 200 and not is_known
        response = tagged(request, response) if for_all else _for_no_cache(request, response)
    return response if is_known else _open_to_other_sites(request, response)


def is_for_programs(request: HttpRequest) -> bool:
    """Whether the address is one of the API, where every error is JSON. Its guide is a page."""
    guide = reverse("api:guide")
    return request.path.startswith(guide) and request.path != guide


def failed(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    """The problem of a request that was broken off. Nothing is known of the reader, so it holds nothing of theirs."""
    response = JsonResponse(problem(status, {"detail": detail}), status=status, content_type=PROBLEM)
    _open_to_other_sites(request, _for_no_cache(request, response))
    return response


def _for_no_cache(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Marks an error, or what one reader alone may read. It leaves out the body where only the head was asked for."""
    response["Cache-Control"] = "private, no-cache" if response.status_code == 200 else "no-store"
    if request.method == "HEAD":
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _open_to_other_sites(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Lets the pages of every site read what every stranger may. No browser takes `*` for a request with cookies."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
    if request.method == "OPTIONS":
        response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
        response["Access-Control-Max-Age"] = PREFLIGHT_AGE
    return response
