"""Pages that everyone may read: lists and texts, rendered at each request, so small that they are not kept."""

import gzip
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from accounts.reading import open_to_readers
from accounts.visitors import visitor
from tours.serving.conditional import accepts_gzip

P = ParamSpec("P")
PageView = Callable[Concatenate[HttpRequest, P], HttpResponse]


def public_page(view: PageView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """For GET and HEAD, without signing in. Whoever has no session gets one page for all, tagged by its bytes, and gzipped.

    The page may be another for those who are signed in, so no cache shared with others keeps theirs. Other answers than
    200 pass as they are. The view must read no cookie but by `visitor`.
    """

    @open_to_readers
    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if visitor(request).is_authenticated:
            response["Cache-Control"] = "private, no-cache"
            return response
        if response.status_code != 200:
            return response
        return tagged(request, response)

    return page


def tagged(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """The answer, gzipped where that is accepted, or 304: tagged by its bytes, for all caches, which ask each time."""
    token = hashlib.sha256(response.content).hexdigest()[:32]
    etag = tag(request, token)
    if accepts_gzip(request):
        pack(response)
    answer = get_conditional_response(request, etag, None, response) or response
    return for_everyone(request, answer, etag)


def tag(request: HttpRequest, token: str) -> str:
    """A strong entity tag; each content encoding has its own."""
    return f'"{token}-gzip"' if accepts_gzip(request) else f'"{token}"'


def pack(response: HttpResponse) -> None:
    response.content = gzip.compress(response.content, compresslevel=6, mtime=0)
    response["Content-Encoding"] = "gzip"


def for_everyone(request: HttpRequest, answer: HttpResponseBase, etag: str) -> HttpResponseBase:
    """Says so to caches, and leaves the body out where only the head was asked for."""
    answer["ETag"] = etag
    answer["Cache-Control"] = "public, no-cache"
    answer["Vary"] = "Accept-Encoding"
    if request.method == "HEAD" and isinstance(answer, HttpResponse) and answer.status_code == 200:
        answer["Content-Length"] = str(len(answer.content))
        answer.content = b""
    return answer
