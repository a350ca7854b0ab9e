"""Connections to PostgreSQL that give up on a server which takes a query and does not answer it in time."""

from contextlib import suppress
from typing import Any

import psycopg

from config.running.reconnecting import answering_within, longest_answer

HEALTH_CHECK = 1.0
"""Seconds in which a working server answers the empty query of the pool's health check."""
CANCELLATION = 1.0
"""Seconds in which a working server takes the request to cancel a query. A frozen one takes none."""


class NoAnswerError(psycopg.OperationalError, TimeoutError):
    """The server took a query and did not answer it in time. The query was cancelled and its connection closed."""


class BoundedConnection(psycopg.Connection[Any]):
    """A connection of the pool. A frozen server, or a proxy in front of one, keeps the connection and says nothing.

    What is not answered in time raises NoAnswerError, is cancelled on the server and closes the connection.
    """

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        seconds = timeout or longest_answer.get()
        try:
            return super().wait(gen, interval, seconds)
        except psycopg.errors._WaitTimeout as late:
            self._abandon()
            raise NoAnswerError(f"The database did not answer within {seconds:g} seconds.") from late

    def _abandon(self) -> None:
        """Cancels the query, because the server goes on with what nobody waits for, and closes the connection."""
        with suppress(psycopg.Error):
            self.cancel_safe(timeout=CANCELLATION)
        self.close()

    def execute(self, *arguments: Any, **options: Any) -> Any:
        """Executes the pool's health check. Django executes everything else through cursors."""
        with answering_within(HEALTH_CHECK):
            return super().execute(*arguments, **options)
