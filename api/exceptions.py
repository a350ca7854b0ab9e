"""How an error becomes a clear answer: one shape for all of them, RFC 9457's."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

from api.refusals import RowsRefused, messages_of

PROBLEM = "application/problem+json"
READING = ("GET", "HEAD", "OPTIONS")


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's own handler, and Django's ValidationError (a verb's refusal, a constraint) as a 400 with its messages.

    None for errors in the program: they are nobody's mistake but ours.
    """
    if isinstance(error, ValidationError):
        error = exceptions.ValidationError(messages_of(error))
    if isinstance(error, Http404):
        error = exceptions.NotFound(_("There is no such thing, or it is not for everyone."))
    if isinstance(error, exceptions.MethodNotAllowed):
        error.detail = exceptions.ErrorDetail(_no_such_method(context.get("view")))
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, exceptions.Throttled):
        response.data = {"detail": _too_many(int(response["Retry-After"]))}
    response.data = problem(response.status_code, response.data)
    if isinstance(error, RowsRefused):
        response.data["rows"] = error.rows
    response.content_type = PROBLEM
    return response


def _no_such_method(view: Any) -> str:
    allowed = view.allowed_methods if view else READING
    if set(allowed) <= set(READING):
        return _("This API is read-only: use GET, HEAD or OPTIONS.")
    return _("This address takes %(methods)s.") % {"methods": ", ".join(allowed)}


def _too_many(seconds: int) -> str:
    again = ngettext("Try again in %(seconds)d second.", "Try again in %(seconds)d seconds.", seconds)
    return _("Too many requests. %(again)s") % {"again": again % {"seconds": seconds}}


def problem(status: int, data: Any) -> dict[str, Any]:
    """`data` as DRF has it: messages, messages by field, or a detail.

    `type` is left out, which says "about:blank": the status tells all there is to tell of the kind (section 4.2.1).
    """
    told: dict[str, Any] = {"title": HTTPStatus(status).phrase, "status": status}
    if isinstance(data, list):
        return told | {"detail": " ".join(map(str, data))}
    if "detail" in data:
        return told | {"detail": str(data["detail"])}
    errors = by_path(data)
    of_all = errors.pop("", None)
    if of_all and not errors:
        return told | {"detail": " ".join(of_all)}
    return told | {
        "detail": " ".join(of_all or [_("The request is not as it should be: see errors.")]),
        "errors": errors,
    }


def by_path(data: Any, above: str = "") -> dict[str, list[str]]:
    """Messages of fields within fields, and of lists of such, by where they stand: `parts.1.role`. Of the whole by no name."""
    if isinstance(data, list) and not any(isinstance(each, dict | list) for each in data):
        return {above: [str(each) for each in data]}
    within = data.items() if isinstance(data, dict) else enumerate(data)
    found: dict[str, list[str]] = {}
    for name, each in within:
        path = above if name == api_settings.NON_FIELD_ERRORS_KEY else f"{above}.{name}".lstrip(".")
        found |= by_path(each if isinstance(each, dict | list) else [each], path)
    return found
