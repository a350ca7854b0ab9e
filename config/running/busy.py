"""Answers 503 where a drawing was waited for in vain (`tours/serving/turns.py`)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

from tours.serving.turns import TRY_AGAIN, TRY_AGAIN_LATER, Busy


class BusyMiddleware:
    """The API answers for itself, as all its errors are JSON (`api/exceptions.py`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Busy):
            return None
        response = HttpResponse(render_to_string("503.html", {"missing": str(error), "what_to_do": TRY_AGAIN_LATER}))
        response.status_code = 503
        response["Retry-After"] = str(TRY_AGAIN)
        response["Cache-Control"] = "no-store"
        # Django would log it as an error. The line of the request has the status.
        response._has_been_logged = True  # type: ignore[attr-defined]  # Django's own mark, which its stubs leave out
        return response
