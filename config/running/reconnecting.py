"""Repeats reads after a lost database connection, so that readers see no error when the database restarts.

The pool gives out no dead connection. A connection may still die during a query; then the query is repeated.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from django.db import Error, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponseBase

ATTEMPTS = 3
LONGEST_ANSWER = 10.0
"""Seconds after which a request gives up a query. None of the site takes nearly as long: rows of an agenda are inserted in
batches, and deleting 145,000 words for search takes less than one.
"""

longest_answer: ContextVar[float | None] = ContextVar("longest_answer", default=None)
"""How many seconds this thread waits for the answer to a query to PostgreSQL. Outside requests it waits without end."""


@contextmanager
def answering_within(seconds: float) -> Iterator[None]:
    before = longest_answer.set(seconds)
    try:
        yield
    finally:
        longest_answer.reset(before)


class ReconnectMiddleware:
    """Repeats the SELECTs of a request outside transactions, as these do not depend on each other.

    A write is never repeated, because nobody knows whether it took effect. Inside a transaction the request fails as a
    whole. What was not answered in time is not repeated either: it would take as long again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with connection.execute_wrapper(repeat_reads), answering_within(LONGEST_ANSWER):
            return self.get_response(request)


def repeat_reads(execute: Callable[..., Any], sql: str, values: Any, many: bool, context: dict[str, Any]) -> Any:
    """A wrapper for Django's `execute_wrapper`, which repeats a SELECT on a new connection, up to ATTEMPTS times."""
    for _attempt in range(ATTEMPTS - 1):
        try:
            return execute(sql, values, many, context)
        except (OperationalError, InterfaceError) as error:
            lost = context["connection"]
            if lost.in_atomic_block or not sql.lstrip("(").startswith("SELECT ") or _is_late(error) or lost.is_usable():
                raise
            with suppress(Error):
                context["cursor"].close()
            lost.close()
            context["cursor"].cursor = lost.cursor().cursor  # the caller reads the result from the cursor that it has
    return execute(sql, values, many, context)


def _is_late(error: Error) -> bool:
    """Whether the database did not answer in time (`config.postgres.NoAnswerError`)."""
    return isinstance(error.__cause__, TimeoutError)
