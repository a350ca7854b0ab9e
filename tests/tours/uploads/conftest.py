import pytest
from pytest_django import Settings

from tests.tours.uploads import failing
from tests.tours.uploads.failing import FailingStorage


@pytest.fixture
def storage(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> type[FailingStorage]:
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": f"{failing.__name__}.FailingStorage"}}
    monkeypatch.setattr(FailingStorage, "trouble", None)
    monkeypatch.setattr(FailingStorage, "while_reading", False)
    return FailingStorage
