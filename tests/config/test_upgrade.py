"""`manage.py upgrade` does all that a new release needs, and says what it did."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from config.management.commands import upgrade
from tests.announcements.makers import published_post
from tests.config.running.faults import database_away
from tests.factories import rows
from tours.models import PublishedEvent

pytestmark = pytest.mark.django_db(transaction=True)
DONE = "The site is up to date. Now start the site and its worker again."


def upgraded(*options: str) -> list[str]:
    said = StringIO()
    call_command("upgrade", *options, stdout=said)
    return said.getvalue().splitlines()


@pytest.fixture(autouse=True)
def _nothing_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fonts and static files have tests of their own, and take their time."""
    monkeypatch.setattr(upgrade, "BUILDING", ())


def test_site_is_brought_up_to_date_and_a_second_time_changes_nothing() -> None:
    event = rows.publish(rows.full_event()).event
    published_post()
    PublishedEvent.objects.all().delete()
    lines = [
        *("0 migrations applied.", "Rebuilt: 1 events.", "Rebuilt: 1 posts."),
        *("Cleaned 0 pictures.", "0 were clean already.", DONE),
    ]
    assert (upgraded(), upgraded()) == (lines, lines)
    assert PublishedEvent.objects.get().event == event


def test_quiet_upgrade_says_nothing() -> None:
    assert upgraded("--verbosity", "0") == []


def test_migrations_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrade, "waiting_migrations", lambda _using: ["tours.0002_later"])
    assert upgraded()[0] == "1 migration applied."


@pytest.mark.parametrize(
    ("applied", "says"),
    [
        (("accounts", "0001_users"), "This database is from before the first release"),
        (("tours", "0999_later"), "The database is newer than this software, which does not have: tours.0999_later."),
    ],
)
def test_database_that_cannot_be_upgraded_is_refused_with_a_sentence(applied: tuple[str, str], says: str) -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_applied(*applied)
    with pytest.raises(CommandError) as refusal:
        upgraded()
    recorder.record_unapplied(*applied)
    assert str(refusal.value).startswith(says)


def test_migrations_of_an_application_that_is_no_longer_installed_are_no_hindrance() -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_applied("django_rq", "0001_initial")
    assert upgraded()[-1] == DONE
    recorder.record_unapplied("django_rq", "0001_initial")


def test_database_that_is_away_is_one_sentence() -> None:
    with database_away(), pytest.raises(CommandError) as refusal:
        upgraded()
    assert str(refusal.value) == "couldn't get a connection after 0.20 sec"


def test_what_is_built_in_an_image_is_left_alone_and_must_be_there(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda folder, _mode: folder != tmp_path)
    settings.BUILT_DIR = settings.STATIC_ROOT = tmp_path
    with pytest.raises(CommandError) as refusal:
        upgraded()
    assert str(refusal.value) == f"Fonts and static files cannot be built: {tmp_path} is read-only."
    (tmp_path / "staticfiles.json").touch()
    assert upgraded()[0] == f"Not built: fonts and static files, as {tmp_path} is read-only."
