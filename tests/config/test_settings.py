import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.django_db

PRODUCTION = {"SOJOURN_MODE": "production", "DJANGO_SETTINGS_MODULE": "config.settings", "PATH": os.environ["PATH"]}


SITE = {"SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "tours.example.org, www.example.org"}
NO_OBJECT = 'UPLOADS_OPTIONS is no JSON object, as in {"bucket_name": "uploads"}.'


def start(environment: dict[str, str], says: str = "settings.BASE_URL") -> subprocess.CompletedProcess[str]:
    """A process that reads the settings and no more, as it starts several times sooner."""
    code = f"from django.conf import settings; print({says})"
    return subprocess.run(  # noqa: S603  (our own interpreter and code)
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({}, "Set SECRET_KEY: a long random string, the same on every machine, kept secret."),
        ({"SECRET_KEY": "x" * 60}, "Set ALLOWED_HOSTS: the host names of this site, separated by commas."),
        ({"SOJOURN_MODE": "prod"}, "SOJOURN_MODE is 'prod'; it may be production, demo or test."),
        (SITE | {"CACHE_URL": "memcached://host"}, "CACHE_URL begins with redis://, rediss:// or unix://."),
        (SITE | {"LOG_FORMAT": "xml"}, "LOG_FORMAT is 'xml'; it may be line or json."),
        (SITE | {"UPLOADS_OPTIONS": "{"}, NO_OBJECT),
        (SITE | {"UPLOADS_OPTIONS": "[]"}, NO_OBJECT),
    ],
)
def test_production_refuses_to_start_without_what_it_needs(environment: dict[str, str], says: str) -> None:
    process = start(PRODUCTION | environment)
    assert process.stderr.strip().splitlines()[-1] == f"django.core.exceptions.ImproperlyConfigured: {says}"


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        (
            {},
            (
                "manage.py: Set SECRET_KEY: a long random string, the same on every machine, kept secret.\n"
                "For what `make demo` made, set SOJOURN_MODE=demo instead.\n"
            ),
        ),
        ({"SOJOURN_MODE": "prod"}, "manage.py: SOJOURN_MODE is 'prod'; it may be production, demo or test.\n"),
    ],
)
def test_command_line_says_in_a_sentence_what_is_not_set(
    environment: dict[str, str], says: str, tmp_path: Path
) -> None:
    process = subprocess.run(  # noqa: S603  (our own interpreter and code)
        [sys.executable, "manage.py", "backup", str(tmp_path / "sojourn.tar.gz")],
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        check=False,
    )
    assert (process.returncode, process.stderr) == (1, says)


def test_production_starts_with_key_and_hosts() -> None:
    process = start(PRODUCTION | SITE, "__import__('django').setup() or settings.BASE_URL")
    assert (process.stdout, process.returncode) == ("https://tours.example.org\n", 0)


@pytest.mark.parametrize(
    ("environment", "setting", "value"),
    [
        ({}, "CACHES['default']['BACKEND']", "config.running.caches.MachineCache"),
        ({"CACHE_URL": "redis://cache:6379/0"}, "CACHES['default']['LOCATION']", "redis://cache:6379/0"),
        ({}, "STORAGES['default']", "{'BACKEND': 'django.core.files.storage.FileSystemStorage', 'OPTIONS': {}}"),
        (
            {"UPLOADS_STORAGE": "storages.backends.s3.S3Storage", "UPLOADS_OPTIONS": '{"bucket_name": "uploads"}'},
            "STORAGES['default']",
            "{'BACKEND': 'storages.backends.s3.S3Storage', 'OPTIONS': {'bucket_name': 'uploads'}}",
        ),
        ({"SECRET_KEY_FALLBACKS": "former, older"}, "SECRET_KEY_FALLBACKS", "['former', 'older']"),
        ({"MEDIA_DIR": "/mnt/uploads"}, "MEDIA_ROOT", "/mnt/uploads"),
        ({"BUILT_DIR": "/srv/built"}, "STATIC_ROOT", "/srv/built/static"),
        ({"BUILT_DIR": "/srv/built"}, "FONT_DIR", "/srv/built/fonts"),
        ({"MAIL_URL": "smtps://mail.example.org"}, "MAIL_URL", "smtps://mail.example.org"),
        ({"MAIL_URL": "smtps://mail.example.org", "SOJOURN_MODE": "demo"}, "MAIL_URL", ""),
        ({"OFFICE_EMAIL": "office@example.org"}, "DEFAULT_FROM_EMAIL", '"tours.example.org" <office@example.org>'),
        ({}, "DATABASES['default']['OPTIONS']['timeout']", "4.0"),
        (
            {"DATABASE_URL": "postgres://site@db.example.org/site?connect_timeout=9", "DATABASE_WAIT": "2"},
            "DATABASES['default']['OPTIONS']['pool']['timeout'], settings.DATABASES['default']['OPTIONS']['connect_timeout']",
            "2.0 9",
        ),
        ({"MAIL_FROM": "tours@example.org", "SITE_NAME": "Đakovo, 서울"}, "MAIL_FROM", "tours@example.org"),
    ],
)
def test_setting_comes_from_the_environment(environment: dict[str, str], setting: str, value: str) -> None:
    assert start(PRODUCTION | SITE | environment, f"settings.{setting}").stdout == f"{value}\n"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="pragmas are SQLite's")
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 1),
        ("busy_timeout", 20000),
        ("foreign_keys", 1),
        ("temp_store", 2),
        ("cache_size", -20000),
        ("journal_size_limit", 67108864),
    ],
)
def test_sqlite_runs_with_the_pragmas_of_the_settings(pragma: str, value: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone() == (value,)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="transaction modes are SQLite's")
def test_sqlite_takes_its_write_lock_when_a_transaction_begins() -> None:
    assert getattr(connection, "transaction_mode", None) == "IMMEDIATE"
