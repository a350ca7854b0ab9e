"""What all views of the writing API have in common: they are for programs with a token, at events that it is for."""

import json
import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any, ClassVar, NoReturn, cast

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import NotAuthenticated, ParseError, PermissionDenied
from rest_framework.parsers import JSONParser
from rest_framework.permissions import SAFE_METHODS, IsAuthenticated
from rest_framework.request import Request

from accounts.models import Limits, User
from api.authentication import TokenHolder
from api.exceptions import Refusal
from api.views import ApiView
from api.writing.schema import WritingSchema
from tours.models import Event
from tours.models.events import EventQuerySet
from tours.role_powers import Power
from tours.token_scopes import scope_for

LONE_SURROGATE = re.compile(rb"\\ud[89a-f]", re.IGNORECASE)
"""What may begin or end half a character: pairs of them, which are whole characters, match too."""


class StrictJson(JSONParser):
    """Reads JSON as DRF does, but in UTF-8 whatever the header says (RFC 8259).

    DRF fails with a 500 at lists within lists without end, and at half a character (a lone surrogate), which no answer could
    repeat: here both are refused, and all in one sentence (test_body_that_is_no_json_is_refused).
    """

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        sent = stream.read()
        try:
            read = super().parse(BytesIO(sent), media_type, {"encoding": "utf-8"})
            if LONE_SURROGATE.search(sent):
                json.dumps(read, ensure_ascii=False).encode()
        except (ParseError, RecursionError, UnicodeEncodeError) as error:
            raise ParseError(_("The body cannot be read: send JSON, in UTF-8.")) from error
        return read


class WritingView(ApiView):
    """Denies by default: what the token cannot see does not exist (404); what it may only read is refused with the reason (403)."""

    authentication_classes = [TokenHolder]
    permission_classes = [IsAuthenticated]
    parser_classes = [StrictJson]
    strict_methods = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
    schema = WritingSchema()
    takes_condition: ClassVar[bool] = False
    """Whether a POST may be made conditional by If-Match."""
    refuses_reading: ClassVar[bool] = False
    """Whether a GET needs more than the power to read the event, so that it may be refused (403)."""
    bodies: ClassVar[Mapping[str, Any]] = {}
    answers: ClassVar[Mapping[str, Any]] = {}
    """By method, the shapes of what is sent and answered where they are not the view's own."""
    most_bytes: ClassVar[int | None] = None
    """The largest body, for an address that takes files; None: as everywhere (DATA_UPLOAD_MAX_MEMORY_SIZE)."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method not in SAFE_METHODS:
            _read_body(request, self.most_bytes)

    def permission_denied(self, request: Request, message: str | None = None, code: str | None = None) -> NoReturn:
        message = _(
            "Send an API token: Authorization: Bearer sojourn_…. They are issued at /desk/tokens/; being signed in on the"
            " site is not enough here."
        )
        raise NotAuthenticated(message)

    @property
    def user(self) -> User:
        return cast("User", self.request.user)

    @property
    def limits(self) -> Limits:
        return cast("Limits", self.user.limits)

    def events(self) -> EventQuerySet:
        return Event.objects.visible_to(self.request.user)

    def event_for(self, power: Power) -> Event:
        """Returns the event of the address, if the token and its user's role give that power."""
        events = self.events()
        event = events.filter(uid=self.kwargs["uid"]).first()
        if event is None:
            raise Http404
        if not events.allowing(self.user, power).filter(pk=event.pk).exists():
            raise PermissionDenied(self.lacking(power))
        return event

    def lacking(self, power: Power) -> str:
        """Says why that is not allowed: for lack of a scope of the token, or of a role of its user."""
        if power not in self.limits.powers:
            return _("This token does not have the scope %(scope)s. Issue one that has it at /desk/tokens/.") % {
                "scope": scope_for(power)
            }
        return _("The role of this token's user does not allow it. Ask a coordinator.")


def _read_body(request: Request, most: int | None) -> None:
    """Reads the body before anything reads it as a stream: it is needed again, for what it says and for its fingerprint."""
    sent = request._request
    if most is not None:
        _read_file(sent, most)
    try:
        _body = sent.body
    except RequestDataTooBig as error:
        raise _too_large(_("The body is too large: send fewer rows at once.")) from error


def _read_file(sent: HttpRequest, most: int) -> None:
    """Does what `HttpRequest.body` does, with a bound of its own. Whoever holds a token may take so much memory."""
    if int(sent.META.get("CONTENT_LENGTH") or 0) > most:
        raise _too_large(_("The file is larger than 25 MB. Make it smaller, or link to it."))
    read = sent.read()
    vars(sent).update(_body=read, _stream=BytesIO(read))


def _too_large(message: str) -> Refusal:
    return Refusal(status.HTTP_413_REQUEST_ENTITY_TOO_LARGE, message)
