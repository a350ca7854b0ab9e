"""A connection that really dies during a query, because the server ends it."""

import pytest
from django.db import DatabaseError, OperationalError, connection, connections, transaction

from config.databases import temporary_connection
from config.running.reconnecting import repeat_reads
from tests.factories import rows
from tours.models import Event

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no connection that could be lost."),
]


def cut_off() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    with temporary_connection(connection.settings_dict, alias="other"), connections["other"].cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [number])


def test_question_is_repeat_reads() -> None:
    event = rows.event()
    with connection.execute_wrapper(repeat_reads):
        cut_off()
        assert Event.objects.values_list("title", flat=True).get() == event.title
        cut_off()
        assert [found.pk for found in Event.objects.iterator()] == [event.pk]
        cut_off()
        keys = Event.objects.order_by().values_list("pk")
        assert list(keys.union(keys)) == [(event.pk,)]


def test_write_is_not_repeated() -> None:
    rows.event(title="Before")
    with connection.execute_wrapper(repeat_reads):
        cut_off()
        with pytest.raises(OperationalError):
            Event.objects.update(title="After")
    connection.close()
    assert Event.objects.get().title == "Before"


def test_transaction_fails_as_a_whole() -> None:
    event = rows.event(title="Before")
    with connection.execute_wrapper(repeat_reads), pytest.raises(OperationalError):
        _change_and_lose_the_connection()
    connection.close()
    assert Event.objects.get().title == event.title


@transaction.atomic
def _change_and_lose_the_connection() -> None:
    Event.objects.update(title="After")
    cut_off()
    Event.objects.get()


def test_error_that_is_not_about_the_connection_is_raised_at_once() -> None:
    asked = []

    def counted(execute, sql, values, many, context):  # type: ignore[no-untyped-def]
        asked.append(sql)
        return execute(sql, values, many, context)

    with (
        connection.execute_wrapper(repeat_reads),
        connection.execute_wrapper(counted),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError),
    ):
        cursor.execute("SELECT nothing_of_the_kind()")
    assert len(asked) == 1
