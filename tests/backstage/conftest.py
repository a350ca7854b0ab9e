"""Fixtures: jobs that wait for a worker, and the user who asks for them."""

import pytest
from pytest_django import Settings


@pytest.fixture
def jobs_wait(settings: Settings) -> None:
    """Lets jobs wait in the database for a worker, as in production."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
