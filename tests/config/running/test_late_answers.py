"""What happens to a query that PostgreSQL does not answer in time: it ends on the server too, and nothing repeats it."""

import time
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend

from config import postgres
from config.databases import database
from config.postgres import BoundedConnection, NoAnswerError
from config.running.reconnecting import answering_within, repeat_reads

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs a server that can be slow"),
]
LIMIT = 0.2
SLOW = "SELECT pg_sleep(9)"


@pytest.fixture
def slow() -> Iterator[BoundedConnection]:
    """A connection as the pool makes them, whose statements are found by its name."""
    facts = {name: value for name, value in connection.get_connection_params().items() if name != "cursor_factory"}
    with BoundedConnection.connect(**facts, application_name="late answers") as opened:
        yield opened


def is_left_behind() -> bool:
    """Whether the server still works for the connection six seconds later, which a cancelled query does not take on a busy machine either."""
    with connection.cursor() as cursor:
        for _ in range(120):
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'late answers'")
            if cursor.fetchone() == (0,):
                return False
            time.sleep(0.05)
    return True


def test_query_that_is_given_up_ends_on_the_server_too(slow: BoundedConnection) -> None:
    with answering_within(LIMIT), pytest.raises(NoAnswerError) as late:
        slow.cursor().execute(SLOW)
    assert (str(late.value), slow.closed) == ("The database did not answer within 0.2 seconds.", True)
    assert not is_left_behind()


def test_many_rows_that_are_given_up_end_on_the_server_too(slow: BoundedConnection) -> None:
    with answering_within(LIMIT), pytest.raises(psycopg.OperationalError):
        slow.cursor().executemany("SELECT pg_sleep(%s)", [[9], [9]])
    assert slow.closed
    assert not is_left_behind()


def test_health_check_of_the_pool_has_a_limit_of_its_own(
    slow: BoundedConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "HEALTH_CHECK", LIMIT)
    with pytest.raises(NoAnswerError, match="within 0.2 seconds"):
        slow.execute(SLOW)
    assert slow.closed


@pytest.fixture
def pooled() -> Iterator[BaseDatabaseWrapper]:
    """The database of the suite as a site has it, with a pool of connections."""
    options = {**connection.settings_dict["OPTIONS"], "pool": database("postgres://localhost/")["OPTIONS"]["pool"]}
    made: Any = load_backend("django.db.backends.postgresql").DatabaseWrapper(
        {**connection.settings_dict, "OPTIONS": options}, "pooled"
    )
    yield made
    made.close()
    made.close_pool()


def test_read_that_is_given_up_is_not_repeated(pooled: BaseDatabaseWrapper) -> None:
    asked = []

    def counted(execute, sql, values, many, context):  # type: ignore[no-untyped-def]
        asked.append(sql)
        return execute(sql, values, many, context)

    with (
        pooled.execute_wrapper(repeat_reads),
        pooled.execute_wrapper(counted),
        pooled.cursor() as cursor,
        answering_within(LIMIT),
        pytest.raises(OperationalError, match="did not answer within 0.2 seconds"),
    ):
        cursor.execute(SLOW)
    assert asked == [SLOW]
