"""How an error becomes a clear answer: all have one shape, that of RFC 9457."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.serializers import as_serializer_error
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

PROBLEM = "application/problem+json"
READING = ("GET", "HEAD", "OPTIONS")
FIRST_NAMES = {
    413: "Request Entity Too Large",
    414: "Request-URI Too Long",
    416: "Requested Range Not Satisfiable",
    422: "Unprocessable Entity",
}
"""What version 1 of the API has called these from the first, and goes on calling them."""


WHOLE_ROW = "row"
"""Where the errors of a row stand that are about no single field of it."""
MOST_ERRORS = 20
LONGEST_MESSAGE = 500
"""No answer grows with what was sent: so many errors or rows are told of, each in at most so many characters."""


class Refusal(exceptions.APIException):
    """A status that DRF has no exception for, with a sentence. `wait`, in seconds, goes into Retry-After."""

    def __init__(self, status_code: int, detail: str, *, wait: int | None = None) -> None:
        super().__init__(detail)
        self.status_code = status_code
        self.wait = wait


class RowsRefused(exceptions.APIException):
    """Says that nothing of a list was written, and what is wrong with each of its rows."""

    status_code = HTTPStatus.BAD_REQUEST

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        told = _("Nothing was written: see rows for what is wrong in each.")
        super().__init__(f"{told} {and_more(len(rows) - MOST_ERRORS)}".strip())
        self.rows = [row | {"errors": _of_row(bounded(row["errors"]))} for row in rows[:MOST_ERRORS]]


def _of_row(errors: dict[str, list[str]]) -> dict[str, list[str]]:
    """The errors with a name for those of the row as a whole."""
    return {path or WHOLE_ROW: messages for path, messages in errors.items()}


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answers as DRF's own handler does, but in the one shape.

    DRF leaves Django's ValidationError (a verb's refusal, a constraint) to be a 500: here it is a 400 with its messages.
    Returns None for errors in the program: they are nobody's mistake but ours.
    """
    if isinstance(error, ValidationError):
        error = exceptions.ValidationError(as_serializer_error(error))
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
    """Makes the one shape of what DRF has: messages, messages by field, or a detail.

    `type` is left out, which means "about:blank": the status tells all there is to tell of the kind (section 4.2.1).
    """
    facts: dict[str, Any] = {"title": title(status), "status": status}
    if isinstance(data, list):
        return facts | {"detail": cut(" ".join(map(str, data)))}
    if "detail" in data:
        return facts | {"detail": str(data["detail"])}
    errors = bounded(by_path(data))
    of_the_whole = errors.pop("", None)
    if of_the_whole and not errors:
        return facts | {"detail": " ".join(of_the_whole)}
    detail = " ".join(of_the_whole or [not_valid()])
    return facts | {"detail": detail, "errors": errors}


def bounded(errors: dict[str, list[str]]) -> dict[str, list[str]]:
    """The first errors, and about the whole how many more there are."""
    paths = [path for path in errors if path]
    of_the_whole = errors.get("", [])[:MOST_ERRORS]
    if len(paths) > MOST_ERRORS:
        of_the_whole = [*of_the_whole, not_valid(len(paths) - MOST_ERRORS)]
    told = {path: [cut(message) for message in errors[path][:MOST_ERRORS]] for path in paths[:MOST_ERRORS]}
    return told | ({"": list(map(cut, of_the_whole))} if of_the_whole else {})


def not_valid(more: int = 0) -> str:
    """The sentence about a request whose errors stand beside it; `more` of them were left out."""
    told = _("The request is not valid: see errors.")
    return f"{told} {and_more(more)}".strip()


def no_choice(sent: object, name: str, choices: Iterable[str]) -> str:
    """The sentence about a word that is none of those that can be chosen. It lists them all."""
    facts = {"sent": sent, "name": name.replace("_", " "), "choices": ", ".join(choices)}
    return _("“%(sent)s” is no %(name)s. Choose one of these: %(choices)s.") % facts


def and_more(number: int) -> str:
    """The sentence that closes a list which was cut, or nothing."""
    return _("And %(number)s more.") % {"number": number} if number > 0 else ""


def cut(message: str) -> str:
    """The message; of a long one, which repeats what was sent, the beginning."""
    return message if len(message) <= LONGEST_MESSAGE else f"{message[:LONGEST_MESSAGE]}…"


def title(status: int) -> str:
    """The name of the status. It is the same on every Python: since 3.13 some have the newer names of RFC 9110."""
    return FIRST_NAMES.get(status) or HTTPStatus(status).phrase


def by_path(data: Any, above: str = "") -> dict[str, list[str]]:
    """Puts each message at the path of its field, as in `parts.1.role`. Messages about the whole have the empty path.
    DRF nests them as the fields are nested (test_what_cannot_be_is_refused_by_field).
    """
    if isinstance(data, list) and not any(isinstance(each, dict | list) for each in data):
        return {above: [str(each) for each in data]}
    within = data.items() if isinstance(data, dict) else enumerate(data)
    found: dict[str, list[str]] = {}
    for name, each in within:
        path = above if name == api_settings.NON_FIELD_ERRORS_KEY else f"{above}.{name}".lstrip(".")
        found |= by_path(each if isinstance(each, dict | list) else [each], path)
    return found
