"""What is asked of the site: its outputs of an event, new and unchanged, and the plain view."""

from typing import Any

from bench.measuring import Work
from bench.requests import environ, replied
from tests.counting import Asked, asked
from tours.models import PublishedEvent
from tours.serving.kept_outputs import purge

OUTPUTS = {"page": "", "calendar": "programme.ics", "booklet": "programme.pdf"}
"""Addresses, below the event's own."""


def plain(slug: str) -> Work:
    request = environ(f"/plain/{slug}/", HTTP_ACCEPT_ENCODING="gzip")
    return Work(lambda: replied(request))


def warm(slug: str, output: str) -> Work:
    """The request for an output that is kept already, or is after the first call."""
    request = _request(slug, output)
    return Work(lambda: replied(request))


def unchanged(slug: str, output: str) -> Work:
    """The request of a client that has these very bytes."""
    request = _revalidating(slug, output)
    return Work(lambda: replied(request))


def lengths(slug: str, output: str) -> tuple[int, int]:
    """Octets of the body, plain and gzipped; a booklet has one form only."""
    plain_request = environ(f"/events/{slug}/{OUTPUTS[output]}")
    return len(replied(plain_request).body), len(replied(_request(slug, output)).body)


def questions(slug: str, output: str) -> dict[str, Asked]:
    """What an output asks of the database: drawn anew, kept already, and unchanged for the client."""
    purge(PublishedEvent.objects.filter(slug=slug).values_list("digest", flat=True))
    cold = _asked_by(_request(slug, output))
    again = _asked_by(_request(slug, output))
    return {"cold": cold, "warm": again, "304": _asked_by(_revalidating(slug, output))}


def _asked_by(request: dict[str, Any]) -> Asked:
    with asked() as seen:
        replied(request)
    return seen


def _request(slug: str, output: str) -> dict[str, Any]:
    return environ(f"/events/{slug}/{OUTPUTS[output]}", HTTP_ACCEPT_ENCODING="gzip")


def _revalidating(slug: str, output: str) -> dict[str, Any]:
    request = _request(slug, output)
    return request | {"HTTP_IF_NONE_MATCH": replied(request).headers["ETag"]}
