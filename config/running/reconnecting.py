"""A restart of the database costs no reader an error.

The pool hands out no connection that is dead. One may die under a question all the same; then the question is asked anew.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.db import Error, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponseBase

ATTEMPTS = 3


class ReconnectMiddleware:
    """Asks anew what the request asks outside of a transaction: there each question stands for itself.

    What writes is never repeated: nobody knows whether it was done. Within a transaction the request fails, and nothing is kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with connection.execute_wrapper(asked_anew):
            return self.get_response(request)


def asked_anew(execute: Callable[..., Any], sql: str, values: Any, many: bool, context: dict[str, Any]) -> Any:
    """For Django's `execute_wrapper`."""
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
            context["cursor"].cursor = lost.cursor().cursor  # what reads the answer goes on with the cursor it has
    return execute(sql, values, many, context)
