"""Answers requests for outputs: from the kept file if there is one, and with 304 if the client already has the bytes."""

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
JPEG = "image/jpeg"
WEBP = "image/webp"
LASTING = "private, max-age=31536000, immutable"
NO_INDEX = "noindex"
"""A calendar may be fetched by Google Calendar, which heeds robots.txt, and is no result of a search."""


class Delivery(NamedTuple):
    """How an output is sent: its type, the Content-Disposition of a download, and whether shared caches may keep it.

    The disposition is computed only if bytes are sent. It is empty for an output that is not downloaded. What is `lasting`
    never changes at its address, so browsers keep it without asking again; shared caches do not: nobody could take it back.
    """

    content_type: str
    disposition: Callable[[], str] = str
    shared: bool = True
    lasting: bool = False

    @property
    def caching(self) -> str:
        if self.lasting:
            return LASTING
        return "public, no-cache" if self.shared else "private, no-cache"

    @property
    def in_parts(self) -> bool:
        """Whether byte ranges are offered.

        PDFs and pictures are compressed already, so they are never gzipped; all else may be.
        """
        return self.content_type in {PDF, PNG, JPEG, WEBP}


def page_delivery(published: PublishedEvent) -> Delivery:
    return Delivery(PAGE, shared=published.is_public)


def serve(
    request: HttpRequest, output: Output, draw: Callable[[], bytes], *, changed_at: datetime, delivery: Delivery
) -> HttpResponseBase:
    """Answers GET and HEAD. `draw` is called only if the output is not kept yet; `changed_at` must never go back.

    Each content encoding is its own representation with its own strong entity tag (RFC 9110, section 8.8.3.3). Pages
    have only a tag, as they also change with the day, which `changed_at` does not show. Conditions are checked before
    ranges (section 13.2.2), even if the output was drawn just now: a resumed download must not mix two versions.
    """
    gzipped = not delivery.in_parts and accepts_gzip(request)
    etag = f'"{output.token}-gzip"' if gzipped else f'"{output.token}"'
    version = Version(etag, None if delivery.content_type == PAGE else int(changed_at.timestamp()))
    # The output may not exist (no such day or item), so it is drawn before any condition is checked.
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
    return _with_caching_headers(response, version, delivery)


def _part(request: HttpRequest, size: int, version: Version) -> range | None:
    """The byte range that the request asks for; None for the whole.

    Only GET has ranges, and only of the version that the client has (If-Range). A date in If-Range is compared with the
    moment of the change itself, which is unique. Last-Modified may be earlier, as it is never in the future; such a
    date then matches no version.
    """
    has = request.META.get("HTTP_IF_RANGE", "")
    if request.method != "GET" or (has and has != version.etag and parse_http_date_safe(has) != version.modified):
        return None
    return part_asked_for(request.META.get("HTTP_RANGE", ""), size)


def _unsatisfiable(size: int) -> HttpResponseBase:
    """A 416 without an entity tag that no cache stores. With the tag, a cache could take this answer for the file."""
    headers = {"Content-Range": content_range(range(0), size), "Accept-Ranges": "bytes", "Cache-Control": "no-store"}
    return HttpResponse(status=416, content_type="text/plain; charset=utf-8", headers=headers)


def _answer(request: HttpRequest, body: bytes, part: range | None, delivery: Delivery) -> HttpResponseBase:
    """A 200 with the whole body, or a 206 with the part."""
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


def _with_caching_headers(response: HttpResponseBase, version: Version, delivery: Delivery) -> HttpResponseBase:
    """Adds the caching headers, which are the same for the whole, for a part, and for 304."""
    response["ETag"] = version.etag
    if version.modified:
        response["Last-Modified"] = http_date(min(version.modified, time.time()))
    response["Cache-Control"] = delivery.caching
    if delivery.in_parts:
        response["Accept-Ranges"] = "bytes"
    else:
        response["Vary"] = "Accept-Encoding"
    if delivery.content_type == CALENDAR:
        response["X-Robots-Tag"] = NO_INDEX
    return response
