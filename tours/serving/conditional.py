"""Conditional requests (RFC 9110, section 13): what a client has already is answered with 304 and no body."""

import re
from typing import NamedTuple, cast

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response

_ACCEPTS_GZIP = re.compile(r"(?:^|[,\s])gzip(?=\s*(?:;|,|$))(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)


class Version(NamedTuple):
    """What tells these bytes from others at the same address. `modified`, in seconds, where it tells all changes."""

    etag: str
    modified: int | None


def not_modified(request: HttpRequest, version: Version) -> HttpResponseBase | None:
    """304 where the client has these bytes, 412 where it asks for others (If-Match), else None: the bytes are to be sent."""
    return cast("HttpResponseBase | None", get_conditional_response(request, *version))


def accepts_gzip(request: HttpRequest) -> bool:
    return bool(_ACCEPTS_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")))
