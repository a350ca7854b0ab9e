"""A POST with an `Idempotency-Key` is done once. Sent again, it is answered again."""

import json
import re
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from django.db import transaction
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Limits, User
from api.exceptions import Refusal
from backstage.keyed_requests import (
    Answer,
    InProgressError,
    KeyReusedError,
    LostClaimError,
    claim,
    fingerprint,
    give_up,
    settle,
)
from backstage.models import KeyedRequest

HEADER = "Idempotency-Key"
KEY = re.compile(r"[\x21-\x7e]{1,255}")
Handler = Callable[..., Response]


def idempotent(handler: Handler) -> Handler:
    """Wraps a method of a view of token holders. What it does and the answer to it are committed together.

    Only an answer of success is kept: a request that was refused had no effect, and may be corrected under the same key.
    """

    @wraps(handler)
    def handle_once(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get(HEADER)
        if key is None:
            return handler(view, request, *args, **kwargs)
        claimed = _claim(request, key, view.said)
        if isinstance(claimed, Answer):
            headers = {**claimed.headers, "Idempotent-Replayed": "true"}
            return Response(json.loads(claimed.body), status=claimed.status, headers=headers)
        try:
            with transaction.atomic():
                response = handler(view, request, *args, **kwargs)
                settle(claimed, _kept(response))
        except LostClaimError as lost:
            raise _wait(1) from lost
        except BaseException:
            give_up(claimed)
            raise
        return response

    return handle_once


def _claim(request: Request, key: str, said: Callable[[Request], bytes]) -> KeyedRequest | Answer:
    if not KEY.fullmatch(key):
        raise ValidationError([_("An Idempotency-Key has 1 to 255 visible ASCII characters, such as a UUID.")])
    sent = request._request
    marks = fingerprint(str(sent.method), sent.get_full_path(), said(request))
    user = cast("User", request.user)
    try:
        return claim(user, token=cast("Limits", user.limits).token or 0, key=key, fingerprint=marks)
    except KeyReusedError as error:
        message = _("This Idempotency-Key was sent with another request before: take a new one.")
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, message) from error
    except InProgressError as error:
        raise _wait(error.seconds) from error


def _wait(seconds: int) -> Refusal:
    message = _("A request with this Idempotency-Key is being done at this moment. Send it again later.")
    return Refusal(HTTPStatus.CONFLICT, message, wait=seconds)


def _kept(response: Response) -> Answer:
    headers = {name: response[name] for name in ("ETag", "Location") if name in response}
    return Answer(response.status_code, headers, JSONRenderer().render(response.data).decode())
