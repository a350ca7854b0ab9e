"""Fixtures and settings that every test uses."""

import gc
import logging
import os
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.template import Context, Template
from django.test import override_settings
from django.test.signals import template_rendered
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker, Settings

from tests.databases import own_database
from tests.landing import IS_THOROUGH
from tests.statements import Needed, Notes, is_transactional

# The suite starts many processes. Without this, each would compile every module again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# No test is timed: machines are noisy. Each run tries other examples. Where a change lands there are more of them, and
# the same each time.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)
settings.register_profile(
    "landing", settings.get_profile("suite"), derandomize=True, max_examples=100 if IS_THOROUGH else 40
)
settings.register_profile("thousand", settings.get_profile("suite"), max_examples=1000)
settings.load_profile("landing" if os.environ.get("CI") == "true" else "suite")


NOTES = Path(__file__).parents[1] / "var" / "statements"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--first-database", action="store_true", help="note what each test asks of the database")
    parser.addoption("--second-database", action="store_true", help="leave out what adds nothing to the first database")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--first-database"):
        config.pluginmanager.register(Notes(NOTES))
    if config.getoption("--second-database"):
        config.pluginmanager.register(Needed(NOTES, config.rootpath))


def pytest_collection_finish() -> None:
    """Rarely looks for circles among objects: the modules and the tests themselves are there to the end, and looking
    through them again and again takes a tenth of the processor's time.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the processes of one run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def django_db_setup(
    run_folder: Path, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Replaces the fixture of pytest-django, which migrates in each process."""
    own = ExitStack()
    with django_db_blocker.unblock():
        own.enter_context(own_database(run_folder, os.environ.get("PYTEST_XDIST_WORKER", "alone")))
    yield
    with django_db_blocker.unblock():
        own.close()


@pytest.fixture(scope="module")
def shared_rows(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """Rows that a module's fixtures make after this one are there for all its tests, and are undone after the last.

    What a test itself changes is undone after it. One process runs all tests of a module. The folder is where uploads
    lie that the fixtures make; a test that reads them makes it its own.
    """
    media = tmp_path_factory.mktemp("media")
    folders = override_settings(MEDIA_ROOT=media, KEPT_DIR=tmp_path_factory.mktemp("kept"))
    with django_db_blocker.unblock(), folders, transaction.atomic():
        yield media
        transaction.set_rollback(True)


@pytest.fixture
def _keys_from_one(request: pytest.FixtureRequest, django_db_setup: None) -> None:
    """Begins the keys of events and posts at one, as parts of the sitemap are ranges of keys.

    PostgreSQL counts on from test to test. A rollback undoes this.
    """
    request.getfixturevalue("transactional_db" if is_transactional(request.node) else "db")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in ("tours_event", "announcements_post"):
                cursor.execute(f"ALTER SEQUENCE {table}_id_seq RESTART")


@pytest.fixture(scope="session")
def folders_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders that are there once something is written in them: most tests write no file."""
    base = tmp_path_factory.mktemp("own")
    return (base / str(number) for number in count())


@pytest.fixture(autouse=True)
def _own_folders(settings: Settings, folders_of_tests: Iterator[Path]) -> None:
    """Gives each test folders of its own for kept outputs, locks and uploads."""
    own = next(folders_of_tests)
    settings.KEPT_DIR = own / "kept"
    settings.LOCKS_DIR = own / "locks"
    settings.MEDIA_ROOT = own / "media"


@pytest.fixture(scope="session", autouse=True)
def _a_test_hears_of_whole_pages(django_test_environment: None) -> Iterator[None]:
    """A browser of tests is told of the template of a page, and not of each that is included or draws one field.

    Django tells of all of them, and copies the context of each.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", _tell_of_a_page)
        yield


def _tell_of_a_page(template: Template, context: Context) -> str:
    if context.template is template and not str(template.name).startswith("django/forms/"):
        template_rendered.send(sender=template, template=template, context=context)
    return template.nodelist.render(context)


@pytest.fixture(autouse=True)
def _no_error_goes_unseen(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fails a test that logs an error, whatever it asserts."""
    yield
    errors = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert errors == []
