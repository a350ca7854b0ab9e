"""Databases that this software cannot bring up to date say so."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db(transaction=True)


def test_database_from_before_the_first_release_is_not_migrated(site: str) -> None:
    MigrationRecorder(connections[site]).ensure_schema()
    MigrationRecorder(connections[site]).record_applied("accounts", "0001_users")
    with pytest.raises(CommandError, match=r"^This database is from before the first release, .* Begin with an empty"):
        call_command("migrate", database=site, verbosity=0)
    assert connections[site].introspection.table_names() == ["django_migrations"]


def test_database_that_is_migrated_is_migrated_once_more_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    """The suite's own was empty before `manage.py migrate` made its tables."""
    call_command("migrate", verbosity=0)
    assert ("backstage_job" in connection.introspection.table_names(), *capfd.readouterr()) == (True, "", "")
