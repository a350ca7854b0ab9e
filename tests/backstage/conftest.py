"""Jobs that wait for a worker, and who asks for them."""

import pytest
from pytest_django import Settings


@pytest.fixture
def jobs_wait(settings: Settings) -> None:
    """As in production: a job waits in the database for a worker."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
