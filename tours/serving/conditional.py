"""Conditional requests (RFC 9110, section 13): a client that already has the bytes gets 304 without a body."""

import re
from typing import NamedTuple, cast

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response

_ACCEPTS_GZIP = re.compile(r"(?:^|[,\s])gzip(?=\s*(?:;|,|$))(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)


class Version(NamedTuple):
    """The validators of a representation: its entity tag, and the moment of its last change.

    `modified` is in seconds since 1970. It is None if it does not cover every change.
    """

    etag: str
    modified: int | None


def not_modified(request: HttpRequest, version: Version) -> HttpResponseBase | None:
    """A 304 if the client has these bytes, a 412 if it asks for others (If-Match), or None if the bytes are to be sent."""
    return cast("HttpResponseBase | None", get_conditional_response(request, *version))


def accepts_gzip(request: HttpRequest) -> bool:
    return bool(_ACCEPTS_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")))
