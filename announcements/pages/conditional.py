"""Conditional answers, tagged by what they are drawn from, so that an answer the client has is not drawn again."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from tours.serving.conditional import accepts_gzip
from tours.serving.public_pages import for_everyone, pack, tag


def conditional(
    request: HttpRequest, token: str, draw: Callable[[], bytes], *, content_type: str, weak: bool = False
) -> HttpResponseBase:
    """A 304, or what `draw` returns, gzipped if the client accepts that. The answer is the same for everyone.

    `token` identifies all that the answer is drawn from. Set `weak` if it leaves out something that does not matter
    (RFC 9110, section 8.8.1): the tag then stands for equivalent answers.
    """
    etag = f"{'W/' if weak else ''}{tag(request, token)}"
    answer = get_conditional_response(request, etag)
    if answer is None:
        answer = HttpResponse(draw(), content_type)
        if accepts_gzip(request):
            pack(answer)
    return for_everyone(request, answer, etag)
