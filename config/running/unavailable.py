"""Answers for errors that nothing else handled: 503 when a part is away or too busy, and otherwise 500."""

import logging
import sys

from django.db import DatabaseError, InterfaceError, InternalError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from api.headers import failed, is_for_programs
from backstage.counting import CacheAwayError
from tours.pdf.faces.faces import FacesMissingError
from tours.serving.turns import Busy
from tours.uploads.storing import StorageAwayError

logger = logging.getLogger(__name__)

RETRY_AFTER = 5
"""Seconds after which another attempt makes sense: connections are tried anew within that time."""
NOT_MIGRATED = {"42P01", "42703"}
"""What PostgreSQL calls a table and a column that is not there. SQLite raises OperationalError for both."""


def failure(request: HttpRequest) -> HttpResponse:
    """The site's handler500, which Django calls while it handles the error. Needs neither the database nor the cache."""
    error = sys.exception()
    if missing := _what_is_missing(error):
        return _unavailable(request, missing, error)
    if is_for_programs(request):
        return failed(request, 500, _("Something went wrong in the software. It has been recorded."))
    return _page("500.html", 500)


def is_about_the_database(error: BaseException | None) -> bool:
    """Whether the database is away, locked, full, read-only or without the tables of this software.

    Values that it refuses are a mistake of the software, and are not meant here.
    """
    if isinstance(error, OperationalError | InterfaceError | InternalError) or type(error) is DatabaseError:
        return True
    return getattr(getattr(error, "__cause__", None), "sqlstate", None) in NOT_MIGRATED


def _what_is_missing(error: BaseException | None) -> str:
    if is_about_the_database(error):
        return _("The database of this site does not answer as it should.")
    if isinstance(error, Busy):
        return str(error)
    if isinstance(error, FacesMissingError):
        return _("The letters for this document are missing on this site. Its other pages do not need them.")
    if isinstance(error, StorageAwayError):
        return _("The files of this site cannot be read or stored at the moment.")
    if isinstance(error, CacheAwayError):
        return _("Attempts cannot be counted at the moment, and without counting nobody is let in.")
    return ""


def _unavailable(request: HttpRequest, missing: str, error: BaseException | None) -> HttpResponse:
    if is_for_programs(request):
        response = failed(request, 503, f"{missing} {_what_to_do(request)}")
    else:
        response = _page("503.html", 503, missing=missing, what_to_do=_what_to_do(request))
    response["Retry-After"] = str(RETRY_AFTER)
    if not isinstance(error, Busy):  # the line of the request has the status
        _note(error)
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django's own mark
    return response


def _what_to_do(request: HttpRequest) -> str:
    if request.method in ("GET", "HEAD"):
        return _("Try again in a few seconds.")
    return _("Try again in a few seconds. It may be that nothing was changed: look before you repeat it.")


def _page(template: str, status: int, **facts: str) -> HttpResponse:
    """A page that is drawn without the request, because what is known of it may lead to the database."""
    response = HttpResponse(render_to_string(template, facts), status=status)
    add_never_cache_headers(response)
    return response


def _note(error: BaseException | None) -> None:
    """Logs the error. Where no connection was to be had, a traceback of each request would tell nothing more."""
    was_connected = is_about_the_database(error) and connection.connection is not None
    logger.error("Answered 503: %s", str(error).strip(), exc_info=was_connected)
