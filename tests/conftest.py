"""What every test may ask for."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _own_folders(settings: Settings, tmp_path: Path) -> None:
    """Each test keeps its outputs and uploads for itself."""
    settings.KEPT_DIR = tmp_path / "kept"
    settings.MEDIA_ROOT = tmp_path / "media"
