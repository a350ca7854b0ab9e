"""A site moves from one database to another and back, and continues there."""

from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, connections
from django.db.migrations.recorder import MigrationRecorder

from config.backup.digests import table_digests
from config.backup.moving import move
from config.backup.numbering import highest_numbers
from config.databases import database, snapshot, temporary_connection
from tests.config.backup import sites
from tests.factories import rows
from tours.models import Event, ParticipatingCity, PublishedCity, PublishedEvent

pytestmark = pytest.mark.django_db(transaction=True)


def moved(address: str) -> str:
    """Moves the suite's database and returns the output of the command."""
    output = StringIO()
    call_command("move", to=address, stdout=output, stderr=StringIO())
    return output.getvalue()


@pytest.mark.slow
def test_site_moves_to_either_kind_and_back_with_equal_digests_and_goes_on(
    tmp_path: Path, empty: dict[str, Any], tables_copied: None
) -> None:
    """If the suite runs on PostgreSQL, the site moves from there to SQLite, to PostgreSQL and to SQLite again. Between
    files of SQLite it moves twice, as a third time would be the same as the second.
    """
    addresses = sites.full_site()
    event = PublishedEvent.objects.get()
    odd = PublishedCity(
        event=event, access="public", starts=event.starts, slug="odd", country_code="KR", takes_part=False
    )
    odd.name, odd.names = "Ђаково " * 1000, ["서울", None, {"b": 1.5, "a": [True, 12345678901234567890]}]
    odd.save()
    before, numbers, pages = table_digests("default"), highest_numbers("default"), sites.served(addresses)
    first = f"sqlite:///{tmp_path / 'first.sqlite3'}"
    same = f"all {len(before)} tables are the same"
    assert same in moved(first)
    assert table_digests("default") == before  # it is only read
    moves = [database(first), empty]
    if connection.vendor == "postgresql":
        moves.append(database(f"sqlite:///{tmp_path / 'last.sqlite3'}"))
    for here, there in pairwise(map(sites.address, moves)):
        assert same in sites.managed("move", "--to", there, database=here, folder=tmp_path)
    for facts in moves:
        with temporary_connection(facts, alias="there") as there:
            assert table_digests(there) == before
            assert highest_numbers(there) == numbers
            assert sites.has_statistics(there)
    expected = [True, pages, *sites.published_again()]
    media = str(settings.MEDIA_ROOT)
    for facts in moves[1:]:
        assert sites.asked(addresses, database=sites.address(facts), folder=tmp_path, media=media) == expected


def test_nothing_can_be_written_to_the_source_meanwhile() -> None:
    rows.event()
    with snapshot("default"), pytest.raises(DatabaseError, match="read-?only"):
        Event.objects.update(title="Written by a migration that does not say where")
    assert Event.objects.update(title="Written afterwards") == 1


def test_database_with_tables_is_refused(site: str, empty: dict[str, Any]) -> None:
    with connections[site].cursor() as cursor:
        cursor.execute("CREATE TABLE other (id integer)")
    with pytest.raises(CommandError, match="must be empty"):
        moved(sites.address(empty))
    assert connections[site].introspection.table_names() == ["other"]


@pytest.mark.parametrize("address", ["sojourn", "mysql+nothing://here", "sqlite:////nowhere/at/all.sqlite3"])
def test_address_that_leads_nowhere_is_an_error_of_one_line(address: str) -> None:
    with pytest.raises(CommandError) as refusal:
        moved(address)
    assert len(str(refusal.value).splitlines()) == 1


@pytest.mark.slow
def test_row_that_refers_to_nothing_is_named_and_nothing_is_moved(tmp_path: Path, tables_copied: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no such rows.")
    sites.full_site()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("DELETE FROM tours_venue")
        cursor.execute("PRAGMA foreign_keys=ON")
    with pytest.raises(CommandError, match=r"Nothing was moved\. .*tours_agendaitem.*tours_venue"):
        moved(f"sqlite:///{tmp_path / 'there.sqlite3'}")
    assert list(tmp_path.iterdir()) == []


def test_text_that_postgresql_does_not_take_is_named_and_nothing_is_left(
    tmp_path: Path, site: str, tables_copied: None
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite takes any text.")
    rows.event()
    source = f"sqlite:///{tmp_path / 'source.sqlite3'}"
    moved(source)
    with temporary_connection(database(source), alias="source") as alias:
        Event.objects.using(alias).update(title="a\0b")
        with pytest.raises(CommandError, match=r"Nothing was moved\. Of tours_event: .*NUL"):
            move(source=alias, target=site, say=len)
    assert connections[site].introspection.table_names() == []


def test_database_older_than_the_software_is_not_moved(tmp_path: Path) -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("sessions", "0001_initial")
    try:
        with pytest.raises(CommandError, match="older than the software"):
            moved(f"sqlite:///{tmp_path / 'there.sqlite3'}")
    finally:
        recorder.record_applied("sessions", "0001_initial")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("seats", 70_000, "70000 is not a number from 0 to 32767."),
        ("position", 99_999, "99999 is not a number from 0 to 32767."),
    ],
)
def test_number_that_postgresql_cannot_hold_is_named_with_its_row_and_field(
    tmp_path: Path, site: str, tables_copied: None, field: str, value: int, why: str
) -> None:
    """Of a database that was written to by other hands: the rules of its tables are gone."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite takes any number.")
    row = ParticipatingCity.objects.create(event=rows.event(), city=rows.city())
    source = f"sqlite:///{tmp_path / 'source.sqlite3'}"
    moved(source)
    with temporary_connection(database(source), alias="source") as alias:
        with connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints=ON")
            cursor.execute(f"UPDATE tours_participatingcity SET {field} = {value}")  # noqa: S608
        with pytest.raises(CommandError) as refused:
            move(source=alias, target=site, say=len)
    assert str(refused.value) == (
        f"Nothing was moved. Of tours_participatingcity: row id {row.pk}, field {field}: {why}"
    )
