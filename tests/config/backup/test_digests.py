"""Every table has a digest, which depends on every value and not on the number of rows in memory."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from config.backup import digests
from config.backup.digests import differing_tables, table_digests
from tests.factories import rows
from tours.models import AgendaItem, Event

pytestmark = pytest.mark.django_db


def test_every_table_that_migrations_make_has_a_digest() -> None:
    tables = set(connection.introspection.table_names()) - {"django_migrations"}
    assert table_digests("default").keys() == tables


def test_digest_changes_with_a_microsecond_and_back() -> None:
    event = rows.event()
    before = table_digests("default")
    assert before["tours_event"].rows == 1
    Event.objects.update(updated_at=event.updated_at + timedelta(microseconds=1))
    assert differing_tables(before, table_digests("default")) == ["tours_event"]
    Event.objects.update(updated_at=event.updated_at)
    assert differing_tables(before, table_digests("default")) == []


def test_value_that_moves_to_the_next_row_or_column_changes_the_digest() -> None:
    event = rows.event()
    first, second = rows.item(event, title="a", summary="b"), rows.item(event, title="a", summary="")
    found = [table_digests("default")["tours_agendaitem"].digest]
    for one, summary, title in ((first, "", "ab"), (second, "b", "a"), (first, "", "a")):
        AgendaItem.objects.filter(pk=one.pk).update(summary=summary, title=title)
        found.append(table_digests("default")["tours_agendaitem"].digest)
    assert len(set(found)) == 4


def test_null_differs_from_every_text() -> None:
    item = rows.item(rows.event(), start=None, end=None)
    before = table_digests("default")
    AgendaItem.objects.filter(pk=item.pk).update(start="00:00")
    assert differing_tables(before, table_digests("default")) == ["tours_agendaitem"]


def test_number_of_rows_in_memory_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(7):
        rows.item(rows.event(), title=f"{number}")
    before = table_digests("default")
    monkeypatch.setattr(digests, "CHUNK", 3)
    assert table_digests("default") == before


def test_texts_as_keys_are_in_the_order_of_their_bytes() -> None:
    """The order does not depend on the language by whose rules the database sorts."""
    keys = ["a", "B", "ä", "Z", "z", "서", "_", "1"]
    for key in keys:
        Session.objects.create(session_key=key, session_data="", expire_date=timezone.now())
    (table,) = [one for one in digests.shapes("default") if one.table == "django_session"]
    assert [row[0] for row in digests.raw_rows("default", table)] == sorted(keys, key=str.encode)


def test_tables_of_one_side_alone_differ() -> None:
    some = table_digests("default")
    fewer = {name: digest for name, digest in some.items() if name != "tours_event"}
    assert differing_tables(some, fewer) == differing_tables(fewer, some) == ["tours_event"]
