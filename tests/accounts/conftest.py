"""Users and browsers for the tests of accounts, and the counters of their attempts."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from tests.accounts.signing_in import signed_in, somebody


@pytest.fixture(autouse=True)
def _uncounted() -> Iterator[None]:
    """Clears the counters of attempts before and after each test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def maja(db: None) -> User:
    return somebody("maja@example.org", name="Maja")


@pytest.fixture
def browser(maja: User) -> Client:
    """A browser in which Maja has signed in by her password."""
    return signed_in(maja)


@pytest.fixture
def jobs_wait(settings: Settings) -> None:
    """Jobs wait in the database for a worker, as in production."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
