"""The schema of the API (OpenAPI 3.1). Here it is made of the views; the committed copy is served."""

import json
from functools import cache
from pathlib import Path
from typing import Any, cast

from django.utils.translation import gettext_lazy as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse
from rest_framework.request import Request
from rest_framework.response import Response

import api.lists.schema  # noqa: F401  # its extension registers itself
from api.exceptions import PROBLEM
from api.reading.views import ReadingView
from api.serializers.problems import ProblemSerializer

COMMITTED = Path(__file__).with_name("schema.json")
ERRORS = {
    400: _("A parameter is invalid."),
    401: _("The token that was sent does not work. Without a token, the answer holds what everyone may read."),
    404: _("There is no such thing, or it is not for you."),
    405: _("The API is read-only: use GET, HEAD or OPTIONS."),
    429: _("Too many requests. Retry-After says in how many seconds to try again."),
    503: _("A part of the site does not answer. Retry-After says in how many seconds to try again."),
}


class ReadingSchema(AutoSchema):
    """Adds what every address can answer beside its own shape."""

    def get_auth(self) -> list[dict[str, Any]]:
        return []

    def get_extensions(self) -> dict[str, Any]:
        view = cast("ReadingView", self.view)
        return {"x-example": f"/api/v1/{view.example}"}

    def get_response_serializers(self) -> Any:
        own = super().get_response_serializers()
        errors = {(status, PROBLEM): OpenApiResponse(ProblemSerializer, str(text)) for status, text in ERRORS.items()}
        return {
            200: OpenApiResponse(own, str(_("What was asked for."))),
            304: OpenApiResponse(None, str(_("Not modified: you have the current version."))),
            **errors,
        }


class CommittedSchema(ReadingView):
    """Serves the schema as it was committed. A test compares it with the views."""

    schema = None

    def get(self, request: Request) -> Response:
        return Response(committed())


@cache
def committed() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(COMMITTED.read_bytes())
    return schema
