"""What every answer of the API says to caches and to other sites' pages."""

from django.http import HttpRequest, HttpResponseBase
from rest_framework.response import Response

from accounts.visitors import visitor
from api.authentication import bears_token
from tours.serving.public_pages import tagged

MOST_AGES = "86400"
"""Seconds for which a browser may remember what it was allowed."""


def answered(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """One answer for all strangers, tagged by its bytes and gzipped; nothing shared for who is signed in or bears a token.

    What is not DRF's has been described to caches already: it was drawn from an edition.
    """
    known = bears_token(request) or visitor(request).is_authenticated
    if isinstance(response, Response):
        response.render()  # now, so that there are bytes to tag
        for_all = response.status_code == 200 and not known
        response = tagged(request, response) if for_all else _kept_by_none(request, response)
    return response if known else _open_to_other_sites(request, response)


def _kept_by_none(request: HttpRequest, response: Response) -> Response:
    """An error, or what one signed-in reader may read. The body is left out where only the head was asked for."""
    response["Cache-Control"] = "private, no-cache" if response.status_code == 200 else "no-store"
    if request.method == "HEAD":
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _open_to_other_sites(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Every site's pages may read what every stranger may. Never with cookies: no browser takes `*` for such a request."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
    if request.method == "OPTIONS":
        response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
        response["Access-Control-Max-Age"] = MOST_AGES
    return response
