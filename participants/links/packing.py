"""Pages that a phone may keep leave gzipped: on a bad line an agenda is a tenth as long to wait for."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from participants.links.entry import KEPT_UNDER


class PackedPagesMiddleware(GZipMiddleware):
    """No other page is packed, as the length of a packed page may tell a secret that stands in it (BREACH). Django adds a
    few bytes by chance, too.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if response.streaming or not is_page or KEPT_UNDER not in response.headers:
            return response
        return super().process_response(request, response)
