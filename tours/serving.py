"""Answers requests for outputs: from the kept file where there is one, with 304 where the client has these bytes already."""

import re
import time
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from tours.kept import Output, kept
from tours.models import PublishedEvent

_ACCEPTS_GZIP = re.compile(r"(?:^|[,\s])gzip(?=\s*(?:;|,|$))(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)
PAGE = "text/html; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
PDF = "application/pdf"


class Delivery(NamedTuple):
    """How an output travels: its type, the name a download gets, and whether shared caches may keep it."""

    content_type: str
    file_name: str = ""
    shared: bool = True


def page_delivery(published: PublishedEvent) -> Delivery:
    return Delivery(PAGE, shared=published.is_public)


def serve(
    request: HttpRequest, output: Output, draw: Callable[[], bytes], *, changed_at: datetime, delivery: Delivery
) -> HttpResponseBase:
    """GET and HEAD. `draw` is called only where the output is not kept yet; `changed_at` never goes back.

    Each content encoding is a representation of its own, with a strong entity tag of its own (RFC 9110, section 8.8.3.3).
    Pages go by their tag alone: they change with the day too, which `changed_at` does not tell.
    """
    compressible = delivery.content_type != PDF
    gzipped = compressible and bool(_ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")))
    etag = f'"{output.token}-gzip"' if gzipped else f'"{output.token}"'
    modified = None if delivery.content_type == PAGE else int(changed_at.timestamp())
    response = _not_modified(request, output, etag, modified)
    if response is None:
        response = _whole(request, kept(output, draw, gzipped=gzipped), delivery)
        if gzipped:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    if modified:
        response["Last-Modified"] = http_date(min(modified, time.time()))
    response["Cache-Control"] = "public, no-cache" if delivery.shared else "private, no-cache"
    if compressible:
        patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _not_modified(request: HttpRequest, output: Output, etag: str, modified: int | None) -> HttpResponseBase | None:
    """304, or 412 for a condition that fails. None before the output is kept: there may be no such day or item at all."""
    if not output.is_kept:
        return None
    return cast("HttpResponseBase | None", get_conditional_response(request, etag, modified))


def _whole(request: HttpRequest, body: bytes, delivery: Delivery) -> HttpResponseBase:
    response = HttpResponse(b"" if request.method == "HEAD" else body, content_type=delivery.content_type)
    response["Content-Length"] = str(len(body))
    if delivery.file_name:
        response["Content-Disposition"] = f'inline; filename="{delivery.file_name}"'
    return response
