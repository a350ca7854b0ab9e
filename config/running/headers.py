"""The security headers that no library of ours sets, for every answer: static files, refusals and the health check too."""

from collections.abc import Callable
from http import HTTPStatus

from csp.constants import HEADER as CSP
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class HeadersMiddleware:
    """Adds headers to every answer, and puts the directives of the Content-Security-Policy in one order. django-csp
    writes them in another order in each process, and equal answers should be equal byte by byte.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        # Django sets these two on what its own middleware sees, which the health check comes before.
        response.headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        response.headers.setdefault("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY)
        # What a 304 says takes the place of what the client has stored (RFC 9111, 3.2), of whose type and length it knows nothing.
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            del response["Content-Length"]
        else:
            embedding = "cross-origin" if _may_be_embedded(response) else "same-origin"
            response.headers.setdefault("Cross-Origin-Resource-Policy", embedding)
        if policy := response.get(CSP):
            response[CSP] = "; ".join(sorted(policy.split("; ")))
        return response


def _may_be_embedded(response: HttpResponseBase) -> bool:
    """Whether pages of other sites may show the answer as a part of theirs: what the API says to all, and public pictures,
    which they show beside a link.
    """
    is_picture = response.get("Content-Type", "").startswith("image/")
    is_public = "public" in response.get("Cache-Control", "")
    return response.get("Access-Control-Allow-Origin") == "*" or (is_picture and is_public)
