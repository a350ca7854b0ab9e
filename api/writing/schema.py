"""What the schema says of the writing API beside the shapes: who may ask, conditions, keys, and every answer."""

from typing import Any, cast

from django.utils.translation import gettext_lazy as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from api.exceptions import PROBLEM
from api.serializers.problems import ProblemSerializer

ALWAYS = {
    400: _("The request is not valid: see errors."),
    401: _("No token was sent, or the token does not work."),
    404: _("There is no such thing, or the token is not for it."),
    429: _("Too many requests. Retry-After says in how many seconds to try again."),
    503: _("A part of the site does not answer. Retry-After says in how many seconds to try again."),
}
LACKING = {403: _("The token lacks the scope, or its user the role.")}
WRITING = LACKING | {
    413: _("The body is too large."),
}
WITH_KEY = {
    409: _("A request with this key is being done at this moment, or there is nothing to publish."),
    422: _("This key was sent with another request before."),
}
LOST = {412: _("It has changed since you read it.")}
UNCONDITIONAL = {428: _("If-Match is missing.")}
ERRORS: dict[str, dict[int, Any]] = {
    "GET": ALWAYS,
    "POST": ALWAYS | WRITING | WITH_KEY,
    "PUT": ALWAYS | WRITING,
    "PATCH": ALWAYS | WRITING | LOST | UNCONDITIONAL,
    "DELETE": ALWAYS | WRITING | LOST | UNCONDITIONAL,
}
SUCCESS = {"POST": 201, "DELETE": 204}
KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 255},
    OpenApiParameter.HEADER,
    description=str(
        _("Of your choice, such as a UUID: sent again with it, the request is done once and answered alike.")
    ),
)
CONDITION = OpenApiParameter(
    "If-Match",
    {"type": "string"},
    OpenApiParameter.HEADER,
    required=True,
    description=str(_("The ETag of what you read.")),
)
UNFORCED_CONDITION = OpenApiParameter(
    "If-Match",
    {"type": "string"},
    OpenApiParameter.HEADER,
    description=str(_("The ETag of the event that you read, to publish nothing else.")),
)


class WritingSchema(AutoSchema):
    def get_auth(self) -> list[dict[str, Any]]:
        return [{"token": []}]

    def get_override_parameters(self) -> list[Any]:
        own = {"POST": [KEY], "PATCH": [CONDITION], "DELETE": [CONDITION]}.get(self.method, [])
        return [*super().get_override_parameters(), *own, *(self._condition() if self.method == "POST" else [])]

    def _condition(self) -> list[Any]:
        """Gives the parameter of a POST that may be made conditional."""
        return [UNFORCED_CONDITION] if cast("Any", self.view).takes_condition else []

    def get_request_serializer(self) -> Any:
        bodies = cast("Any", self.view).bodies
        return bodies[self.method] if self.method in bodies else super().get_request_serializer()

    def get_response_serializers(self) -> Any:
        otherwise = {"DELETE": None, **cast("Any", self.view).answers}
        own = otherwise[self.method] if self.method in otherwise else super().get_response_serializers()
        texts = ERRORS[self.method] | self._further_errors()
        errors = {(code, PROBLEM): OpenApiResponse(ProblemSerializer, str(text)) for code, text in texts.items()}
        done = _("It is done.") if self.method != "GET" else _("What was asked for.")
        return {SUCCESS.get(self.method, 200): OpenApiResponse(own, str(done)), **errors}

    def _further_errors(self) -> dict[int, Any]:
        if self.method == "GET":
            return LACKING if cast("Any", self.view).refuses_reading else {}
        return LOST if self.method == "POST" and self._condition() else {}
