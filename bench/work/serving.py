"""The requests to measure: the outputs of an event, new and unchanged, and the plain view."""

from typing import Any

from bench.measuring import Work
from bench.requests import environ, replied
from tests.counting import Asked, asked
from tours.models import PublishedEvent
from tours.serving.kept_outputs import purge

OUTPUTS = {"page": "", "calendar": "programme.ics", "booklet": "programme.pdf"}
"""The outputs with their addresses below the event's own."""


def plain(slug: str) -> Work:
    request = environ(f"/plain/{slug}/", HTTP_ACCEPT_ENCODING="gzip")
    return Work(lambda: replied(request))


def warm(slug: str, output: str) -> Work:
    """The request for an output that is kept already, at the latest after the first call."""
    request = request_for(slug, output)
    return Work(lambda: replied(request))


def unchanged(slug: str, output: str) -> Work:
    """The request of a client that already has the same bytes, and is answered 304."""
    request = _revalidating(slug, output)
    return Work(lambda: replied(request))


def lengths(slug: str, output: str) -> tuple[int, int]:
    """The length of the body in bytes, plain and gzipped. Both are the same for a booklet."""
    plain_request = environ(f"/events/{slug}/{OUTPUTS[output]}")
    return len(replied(plain_request).body), len(replied(request_for(slug, output)).body)


def questions(slug: str, output: str) -> dict[str, Asked]:
    """The queries of an output: when it is drawn anew, when it is kept already, and when the client has it already."""
    purge(PublishedEvent.objects.filter(slug=slug).values_list("digest", flat=True))
    cold = _asked_by(request_for(slug, output))
    again = _asked_by(request_for(slug, output))
    return {"cold": cold, "warm": again, "304": _asked_by(_revalidating(slug, output))}


def _asked_by(request: dict[str, Any]) -> Asked:
    with asked() as seen:
        replied(request)
    return seen


def request_for(slug: str, output: str) -> dict[str, Any]:
    return environ(f"/events/{slug}/{OUTPUTS[output]}", HTTP_ACCEPT_ENCODING="gzip")


def _revalidating(slug: str, output: str) -> dict[str, Any]:
    request = request_for(slug, output)
    return request | {"HTTP_IF_NONE_MATCH": replied(request).headers["ETag"]}
