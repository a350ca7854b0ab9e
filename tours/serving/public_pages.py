"""Pages that everyone may read: lists and texts. They are small, so they are rendered at each request and not kept."""

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
    """Decorates a view of a public page: GET and HEAD only, no sign-in needed.

    All visitors without a session get the same page, gzipped and tagged by its bytes. A signed-in user may get another
    page, so no shared cache keeps that one. Answers other than 200 pass unchanged. The view may read cookies only by
    `visitor`.
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
    """The answer with an entity tag of its bytes, gzipped if the client accepts it, or a 304.

    Caches must ask each time.
    """
    token = hashlib.sha256(response.content).hexdigest()[:32]
    etag = tag(request, token)
    if accepts_gzip(request):
        pack(response)
    answer = get_conditional_response(request, etag, None, response) or response
    return for_everyone(request, answer, etag)


def tag(request: HttpRequest, token: str) -> str:
    """A strong entity tag. Each content encoding has its own."""
    return f'"{token}-gzip"' if accepts_gzip(request) else f'"{token}"'


def pack(response: HttpResponse) -> None:
    response.content = gzip.compress(response.content, compresslevel=6, mtime=0)
    response["Content-Encoding"] = "gzip"


def for_everyone(request: HttpRequest, answer: HttpResponseBase, etag: str) -> HttpResponseBase:
    """Adds caching headers for all caches, and removes the body from the answer to HEAD."""
    answer["ETag"] = etag
    answer["Cache-Control"] = "public, no-cache"
    answer["Vary"] = "Accept-Encoding"
    if request.method == "HEAD" and isinstance(answer, HttpResponse) and answer.status_code == 200:
        answer["Content-Length"] = str(len(answer.content))
        answer.content = b""
    return answer
