"""Loads the small site once for each module whose tests all begin with it."""

from pathlib import Path

import pytest

from tests.api import records


@pytest.fixture(scope="module")
def small_site(shared_rows: Path) -> None:
    records.small_site()
