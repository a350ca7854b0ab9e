"""Static files that are missing or damaged take no page down."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from config.static_files import BuiltStaticFiles

WHOLE = '{"version": "1.1", "paths": {"css/a.css": "css/a.0123.css"}, "hash": "0123"}'


def cut(manifest: Path) -> None:
    manifest.write_text(WHOLE[:40])


def empty(manifest: Path) -> None:
    manifest.write_text("")


def no_text(manifest: Path) -> None:
    manifest.write_bytes(b"\xff\xfe")


def a_folder(manifest: Path) -> None:
    manifest.unlink()
    manifest.mkdir()


@pytest.fixture
def manifest(settings: Settings, tmp_path: Path) -> Path:
    settings.STATIC_ROOT = tmp_path
    made = tmp_path / "staticfiles.json"
    made.write_text(WHOLE)
    return made


def errors(caplog: pytest.LogCaptureFixture) -> int:
    """How many errors were logged, which are then forgotten: an error that nobody expects fails a test."""
    count = sum(record.levelno == logging.ERROR for record in caplog.records)
    caplog.clear()
    return count


def test_file_has_the_address_that_names_its_bytes(manifest: Path) -> None:
    assert BuiltStaticFiles().url("css/a.css") == "/static/css/a.0123.css"


@pytest.mark.parametrize("fault", [Path.unlink, cut, empty, no_text, a_folder])
def test_without_a_manifest_files_have_their_plain_addresses(
    manifest: Path, caplog: pytest.LogCaptureFixture, fault: Callable[[Path], None]
) -> None:
    fault(manifest)
    storage = BuiltStaticFiles()
    names = ("css/a.css", "css/sojourn.css")
    assert [storage.url(name) for name in names] == ["/static/css/a.css", "/static/css/sojourn.css"]
    assert errors(caplog) == 1


def test_file_that_the_manifest_does_not_name_has_its_plain_address(
    manifest: Path, caplog: pytest.LogCaptureFixture
) -> None:
    storage = BuiltStaticFiles()
    names = ("css/a.css", "css/sojourn.css")
    assert [storage.url(name) for name in names] == ["/static/css/a.0123.css", "/static/css/sojourn.css"]
    assert errors(caplog) == 1


def test_name_of_which_there_is_no_file_is_no_fault(manifest: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert BuiltStaticFiles().url("css/a.map") == "/static/css/a.map"
    assert errors(caplog) == 0
