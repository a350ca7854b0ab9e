"""The migrated database that is kept from run to run is no older than what it depends on."""

from django.conf import settings

from tests.databases import what_migrations_depend_on


def test_what_is_migrated_depends_on_migrations_of_every_origin_and_on_what_ours_import() -> None:
    found = {
        str(path).removeprefix(f"{settings.BASE_DIR}/").rpartition("site-packages/")[2]
        for path in what_migrations_depend_on()
    }
    assert found > {
        "tours/migrations/0001_initial.py",
        "auditlog/migrations/0001_initial.py",
        "tours/editions/guard.py",  # the trigger that migrations install
        "tours/vocabulary.py",
        "config/settings/storage.py",
        "requirements.txt",
    }
