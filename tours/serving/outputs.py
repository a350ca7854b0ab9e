"""Answers requests for outputs: from the kept file where there is one, with 304 where the client has these bytes already."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import http_date, parse_http_date_safe

from tours.models import PublishedEvent
from tours.serving.conditional import Version, accepts_gzip, not_modified
from tours.serving.kept_outputs import Output, kept
from tours.serving.ranges import content_range, part_asked_for

PAGE = "text/html; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
PDF = "application/pdf"
PNG = "image/png"
NO_INDEX = "noindex"
"""A calendar may be fetched by Google Calendar, which heeds robots.txt, and is no result of a search."""


class Delivery(NamedTuple):
    """How an output travels: its type, the Content-Disposition of a download, and whether shared caches may keep it.

    The disposition is worked out only where bytes are sent; it is empty for what is not downloaded.
    """

    content_type: str
    disposition: Callable[[], str] = str
    shared: bool = True

    @property
    def in_parts(self) -> bool:
        """PDFs and pictures are compressed within: they travel as they are, whole or in parts. All else may be gzipped."""
        return self.content_type in {PDF, PNG}


def page_delivery(published: PublishedEvent) -> Delivery:
    return Delivery(PAGE, shared=published.is_public)


def serve(
    request: HttpRequest, output: Output, draw: Callable[[], bytes], *, changed_at: datetime, delivery: Delivery
) -> HttpResponseBase:
    """GET and HEAD. `draw` is called only where the output is not kept yet; `changed_at` never goes back.

    Each content encoding is a representation of its own, with a strong entity tag of its own (RFC 9110, section 8.8.3.3).
    Pages go by their tag alone: they change with the day too, which `changed_at` does not tell. Conditions come before
    ranges (section 13.2.2), also where the output is only drawn now: a download that goes on must not mix two versions.
    """
    gzipped = not delivery.in_parts and accepts_gzip(request)
    etag = f'"{output.token}-gzip"' if gzipped else f'"{output.token}"'
    version = Version(etag, None if delivery.content_type == PAGE else int(changed_at.timestamp()))
    # There may be no such day or item at all: before the output is drawn, no condition holds.
    drawn = None if output.is_kept else kept(output, draw, gzipped=gzipped)
    response = not_modified(request, version)
    if response is None:
        body = kept(output, draw, gzipped=gzipped) if drawn is None else drawn
        part = _part(request, len(body), version) if delivery.in_parts else None
        if part is not None and not part:
            return _unsatisfiable(len(body))
        response = _answer(request, body, part, delivery)
        if gzipped:
            response["Content-Encoding"] = "gzip"
    return _described(response, version, delivery)


def _part(request: HttpRequest, size: int, version: Version) -> range | None:
    """What the reader asks for of these bytes, None for all: only GET has ranges, and only of the version one has (If-Range).

    A date is compared with the moment of the change itself, which no two changes share. Last-Modified may be told earlier,
    as it is never in the future; that date then is no version's.
    """
    has = request.META.get("HTTP_IF_RANGE", "")
    if request.method != "GET" or (has and has != version.etag and parse_http_date_safe(has) != version.modified):
        return None
    return part_asked_for(request.META.get("HTTP_RANGE", ""), size)


def _unsatisfiable(size: int) -> HttpResponseBase:
    """Without the file's tag, and stored nowhere: a cache that has the tag confirmed would take this answer for the file."""
    headers = {"Content-Range": content_range(range(0), size), "Accept-Ranges": "bytes", "Cache-Control": "no-store"}
    return HttpResponse(status=416, content_type="text/plain; charset=utf-8", headers=headers)


def _answer(request: HttpRequest, body: bytes, part: range | None, delivery: Delivery) -> HttpResponseBase:
    """200 with the whole body, or 206 with the part of it."""
    sent = body if part is None else body[part.start : part.stop]
    response = HttpResponse(b"" if request.method == "HEAD" else sent, content_type=delivery.content_type)
    response["Content-Length"] = str(len(sent))
    if part is not None:
        response.status_code = 206
        response["Content-Range"] = content_range(part, len(body))
    disposition = delivery.disposition()
    if disposition:
        response["Content-Disposition"] = disposition
    return response


def _described(response: HttpResponseBase, version: Version, delivery: Delivery) -> HttpResponseBase:
    """With what caches need to know, which is the same for the whole, a part, and 304."""
    response["ETag"] = version.etag
    if version.modified:
        response["Last-Modified"] = http_date(min(version.modified, time.time()))
    response["Cache-Control"] = "public, no-cache" if delivery.shared else "private, no-cache"
    if delivery.in_parts:
        response["Accept-Ranges"] = "bytes"
    else:
        response["Vary"] = "Accept-Encoding"
    if delivery.content_type == CALENDAR:
        response["X-Robots-Tag"] = NO_INDEX
    return response
