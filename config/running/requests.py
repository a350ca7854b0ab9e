"""Gives each request an id, which stands in its answer and in every log line about it, and logs one line for each
request.
"""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.encoding import escape_uri_path

from config.running.logs import request_id

logger = logging.getLogger(__name__)
_SANE = re.compile(r"[0-9A-Za-z_-]{8,64}")


class RequestMiddleware:
    """The first middleware, so that static files and refused requests have their line too.

    An id from a proxy (X-Request-ID) is kept if it consists of 8 to 64 letters, digits, `-` and `_`. The line contains
    nothing about the person: no IP address, no user, no query string.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        begun = time.perf_counter()
        # The id is not reset: Django logs a refused request, and sends a file, after the middleware has ended.
        request_id.set(_id_of(request))
        response = self.get_response(request)
        response["X-Request-ID"] = request_id.get()
        if logger.isEnabledFor(logging.INFO):
            _note(request, response, time.perf_counter() - begun)
        return response


def _id_of(request: HttpRequest) -> str:
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    return given if _SANE.fullmatch(given) else uuid.uuid4().hex


def _note(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    facts = {
        "method": request.method,
        "path": escape_uri_path(request.path),
        "status": response.status_code,
        "milliseconds": round(seconds * 1000, 1),
        "bytes": _octets_sent(request, response),
    }
    logger.info("%(method)s %(path)s %(status)s %(milliseconds)s ms %(bytes)s bytes", facts, extra={"facts": facts})


def _octets_sent(request: HttpRequest, response: HttpResponseBase) -> int:
    """The size of the body in bytes. A streamed body is sent only after this line, so its Content-Length counts."""
    if request.method == "HEAD":
        return 0
    return int(response.get("Content-Length", "0")) if response.streaming else len(getattr(response, "content", b""))
