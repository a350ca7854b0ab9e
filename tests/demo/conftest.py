"""Loads the demonstration once for each module whose tests only read it."""

from pathlib import Path

import pytest

from tests.demo.copying import load_once


@pytest.fixture(scope="module")
def demonstration(shared_rows: Path, run_folder: Path) -> None:
    load_once(run_folder)
