"""The entity tags of rows: what one read is told apart from what is there now, so that no change is lost."""

import hashlib
from typing import Any

from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from api.refusals import Refusal


def etag_of(data: Any) -> str:
    """A strong one, of the representation that was or would be sent."""
    return f'"{hashlib.sha256(JSONRenderer().render(data)).hexdigest()[:32]}"'


def with_etag(data: Any, status_code: int = status.HTTP_200_OK) -> Response:
    """A row's representation with its ETag and, where it was just made, its address."""
    headers = {"ETag": etag_of(data)}
    if status_code == status.HTTP_201_CREATED:
        headers["Location"] = data["url"]
    return Response(data, status=status_code, headers=headers)


def require_match(request: Request, etag: str) -> None:
    """Raises 428 where no If-Match was sent, 412 where it is not of what is there. Ask it with the row locked."""
    sent = request.headers.get("If-Match")
    if sent is None:
        told = _("Send the ETag of what you read in If-Match, so that no change of somebody else is lost.")
        raise Refusal(status.HTTP_428_PRECONDITION_REQUIRED, told)
    refuse_mismatch(request, etag)


def refuse_mismatch(request: Request, etag: str) -> None:
    """The same where the condition may be left out. A weak tag never matches (RFC 9110, section 13.1.1)."""
    sent = request.headers.get("If-Match")
    if sent is not None and sent.strip() != "*" and etag not in parse_etags(sent):
        told = _("It has changed since you read it. Read it again, and send its new ETag in If-Match.")
        raise Refusal(status.HTTP_412_PRECONDITION_FAILED, told)
