"""What all views of the writing API have in common: they are for programs with a token, at events that it is for."""

import json
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, ClassVar, NoReturn, cast

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files.base import File
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import NotAuthenticated, ParseError, PermissionDenied
from rest_framework.parsers import JSONParser, MultiPartParser
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
from tours.uploads.storing import digest_of

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


class Form(MultiPartParser):
    """Reads a form with files, which go to temporary files where they are large."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            return super().parse(stream, media_type, parser_context)
        except (ParseError, SuspiciousOperation) as error:
            raise ParseError(
                _("The body cannot be read: send a form with its file, as multipart/form-data.")
            ) from error


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
    """The shapes of what is sent and answered, by method, where they are not the view's own."""
    most_bytes: ClassVar[int | None] = None
    """The largest form, for an address that takes files; None: what is sent is JSON, as large as it may be everywhere."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method in SAFE_METHODS:
            return
        if self.most_bytes is None:
            _read_body(request)
        elif _length(request) > self.most_bytes:
            raise _too_large(_("The file is larger than 25 MB. Make it smaller, or link to it."))

    def said(self, request: Request) -> bytes:
        """What a request says beside its address, by which it is known again."""
        return request._request.body if self.most_bytes is None else b"".join(_parts(cast("QueryDict", request.data)))

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


def _parts(form: QueryDict) -> Iterator[bytes]:
    """A form in its order without the boundary between its parts, which programs take anew each time."""
    for name, values in sorted(form.lists()):
        for value in values:
            yield f"{name}\n{digest_of(value) if isinstance(value, File) else value}\n".encode()


def _read_body(request: Request) -> None:
    """Reads the body before anything reads it as a stream: it is needed again, for what it says and for its fingerprint."""
    try:
        _body = request._request.body
    except RequestDataTooBig as error:
        raise _too_large(_("The body is too large: send fewer rows at once.")) from error


def _length(request: Request) -> int:
    """The length as the server read it. What is no number counts as nothing."""
    sent = str(request.META.get("CONTENT_LENGTH", ""))
    return int(sent) if sent.isdecimal() else 0


def _too_large(message: str) -> Refusal:
    return Refusal(status.HTTP_413_REQUEST_ENTITY_TOO_LARGE, message)
