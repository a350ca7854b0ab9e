"""The headers of every answer below the addresses of personal links, refusals and errors too."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from participants.vocabulary import Area

BELOW = tuple(f"/{area}/" for area in Area)
KEY = "key"
"""What the secret of a link is called in the query of its address."""


class PersonalAnswersMiddleware:
    """What a view says of keeping its answer stays, where it says something and refuses nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith(BELOW):
            _of_a_person(request, response)
        return response


def for_one(response: HttpResponseBase) -> HttpResponseBase:
    """Nobody but this browser keeps the answer, and no search engine lists it."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _of_a_person(request: HttpRequest, response: HttpResponseBase) -> None:
    if response.status_code >= HTTPStatus.BAD_REQUEST or not response.has_header("Cache-Control"):
        for_one(response)
    response.headers["X-Robots-Tag"] = "noindex"
    if KEY in request.GET:
        # No page that is reached with a secret tells it to another. With `no-referrer` its forms would be refused.
        response.headers["Referrer-Policy"] = "strict-origin"
