"""The entity tags of rows. They show whether a row is still as it was read, so that no change is lost.

Django's `get_conditional_response` lets an If-Match pass that it cannot read, and a change of somebody else would be lost
(test_change_of_somebody_else_is_not_lost).
"""

import hashlib
from typing import Any

from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from api.exceptions import Refusal


def etag_of(data: Any) -> str:
    """Makes a strong tag of the representation that was or would be sent."""
    return f'"{hashlib.sha256(JSONRenderer().render(data)).hexdigest()[:32]}"'


def with_etag(data: Any, status_code: int = status.HTTP_200_OK) -> Response:
    """Answers with a row's representation, its ETag and, where the row was just made, its address."""
    headers = {"ETag": etag_of(data)}
    if status_code == status.HTTP_201_CREATED:
        headers["Location"] = data["url"]
    return Response(data, status=status_code, headers=headers)


def require_match(request: Request, etag: str) -> None:
    """Refuses a request without If-Match (428), and one whose If-Match is not that of the row (412). Lock the row before."""
    sent = request.headers.get("If-Match")
    if sent is None:
        message = _("Send the ETag of what you read in If-Match, so that no change of somebody else is lost.")
        raise Refusal(status.HTTP_428_PRECONDITION_REQUIRED, message)
    refuse_mismatch(request, etag)


def refuse_mismatch(request: Request, etag: str) -> None:
    """Does the same where the condition may be left out. A weak tag never matches (RFC 9110, section 13.1.1)."""
    sent = request.headers.get("If-Match")
    if sent is not None and sent.strip() != "*" and etag not in parse_etags(sent):
        message = _("It has changed since you read it. Read it again, and send its new ETag in If-Match.")
        raise Refusal(status.HTTP_412_PRECONDITION_FAILED, message)
