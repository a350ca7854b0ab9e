"""Answers for what is told: tagged by what it is drawn from, so that it need not be drawn for those who have it already."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from tours.serving.conditional import accepts_gzip
from tours.serving.public_pages import for_everyone, pack, tag


def conditional(
    request: HttpRequest, token: str, draw: Callable[[], bytes], *, content_type: str, weak: bool = False
) -> HttpResponseBase:
    """For everyone: 304, or else what `draw` gives, gzipped for those who take it.

    `token` names all that the answer is drawn from. Where it leaves out what does not matter, say `weak` (RFC 9110, section
    8.8.1): then the tag stands for answers that are as good as one another.
    """
    etag = f"{'W/' if weak else ''}{tag(request, token)}"
    answer = get_conditional_response(request, etag)
    if answer is None:
        answer = HttpResponse(draw(), content_type)
        if accepts_gzip(request):
            pack(answer)
    return for_everyone(request, answer, etag)
