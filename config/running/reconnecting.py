"""Repeats reads after a lost database connection, so that readers see no error when the database restarts.

The pool gives out no dead connection. A connection may still die during a query; then the query is repeated.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.db import Error, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponseBase

ATTEMPTS = 3


class ReconnectMiddleware:
    """Repeats the SELECTs of a request outside transactions, as these do not depend on each other.

    A write is never repeated, because nobody knows whether it took effect. Inside a transaction the request fails as a
    whole.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with connection.execute_wrapper(repeat_reads):
            return self.get_response(request)


def repeat_reads(execute: Callable[..., Any], sql: str, values: Any, many: bool, context: dict[str, Any]) -> Any:
    """A wrapper for Django's `execute_wrapper`, which repeats a SELECT on a new connection, up to ATTEMPTS times."""
    for _attempt in range(ATTEMPTS - 1):
        try:
            return execute(sql, values, many, context)
        except (OperationalError, InterfaceError):
            lost = context["connection"]
            if lost.in_atomic_block or not sql.lstrip("(").startswith("SELECT ") or lost.is_usable():
                raise
            with suppress(Error):
                context["cursor"].close()
            lost.close()
            context["cursor"].cursor = lost.cursor().cursor  # the caller reads the result from the cursor that it has
    return execute(sql, values, many, context)
