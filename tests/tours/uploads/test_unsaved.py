import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.tours.uploads.failing import TROUBLES, FailingStorage
from tests.tours.uploads.test_storing import PDF
from tours.uploads.storing import StorageAwayError
from tours.uploads.unsaved import keep, kept


def test_chosen_file_cannot_be_kept_and_is_asked_for_again_later(
    storage: type[FailingStorage], caplog: pytest.LogCaptureFixture
) -> None:
    key = keep(SimpleUploadedFile("note.pdf", PDF))
    storage.trouble = TROUBLES[0]
    assert keep(SimpleUploadedFile("note.pdf", PDF)) == ""
    assert [record.name for record in caplog.records] == ["tours.uploads.unsaved"]
    with pytest.raises(StorageAwayError):
        kept(key)
    storage.while_reading = True
    with pytest.raises(StorageAwayError):
        kept(key)
