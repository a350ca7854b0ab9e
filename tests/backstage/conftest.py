"""Jobs that wait for a worker, and users who start them."""

import pytest
from pytest_django import Settings


@pytest.fixture
def jobs_wait(settings: Settings) -> None:
    """Jobs wait in the database for a worker, as in production."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
