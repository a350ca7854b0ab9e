"""Connections to PostgreSQL that give up on a server which takes a query and never answers it."""

from typing import Any

import psycopg
from psycopg.pq import TransactionStatus

from config.running.reconnecting import answering_within, longest_answer

HEALTH_CHECK = 1.0
"""Seconds in which a working server answers the empty query of the pool's health check."""


class BoundedConnection(psycopg.Connection[Any]):
    """A connection of the pool. A frozen server, or a proxy in front of one, keeps the connection and says nothing.

    What is not answered in time raises OperationalError and closes the connection.
    """

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        try:
            return super().wait(gen, interval, timeout or longest_answer.get())
        except psycopg.OperationalError:
            if self.info.transaction_status == TransactionStatus.ACTIVE:
                self.close()
            raise

    def execute(self, *arguments: Any, **options: Any) -> Any:
        """Executes the pool's health check. Django executes everything else through cursors."""
        with answering_within(HEALTH_CHECK):
            return super().execute(*arguments, **options)
