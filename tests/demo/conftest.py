"""Loads the demonstration once for each module whose tests only read it."""

from pathlib import Path

import pytest

from tests.demo.loading import load


@pytest.fixture(scope="module")
def demonstration(shared_rows: Path) -> None:
    load()
