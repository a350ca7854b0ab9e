"""What every test stands on."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytest_django import Settings

# No test is timed: machines are noisy. Where a change lands, the same examples are tried each time.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("landing", settings.get_profile("suite"), derandomize=True)
settings.register_profile("thousand", settings.get_profile("suite"), max_examples=1000)
settings.load_profile("landing" if os.environ.get("CI") == "true" else "suite")


@pytest.fixture(autouse=True)
def _own_folders(settings: Settings, tmp_path: Path) -> None:
    """Each test keeps its outputs and uploads for itself."""
    settings.KEPT_DIR = tmp_path / "kept"
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _no_error_goes_unseen(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """An error in the log fails the test, whatever the test looked at."""
    yield
    errors = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert errors == []
