"""What readers, operators and forms see while the storage of uploads fails, with whatever errors it has."""

import errno
import io
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import rows
from tests.tours.admin.pages import shown
from tests.tours.uploads.failing import TROUBLES, FailingStorage
from tests.tours.uploads.test_storing import PDF, uploaded
from tours.models import Document
from tours.uploads.storing import DigestStorage, StorageAwayError

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client: Client, caplog: pytest.LogCaptureFixture) -> Iterator[Client]:
    """A browser that is shown the answer to an error, which is logged and was meant."""
    client.raise_request_exception = False
    yield client
    caplog.get_records("call").clear()


CASES = [*zip(["document", "brochure", "picture", "document"], TROUBLES, strict=True)]
SENTENCE = "The files of this site cannot be read or stored at the moment. Try again in a few seconds."


@pytest.mark.parametrize("while_reading", [False, True])
@pytest.mark.parametrize(("kind", "trouble"), CASES)
def test_reader_is_told_to_come_again(
    browser: Client, storage: type[FailingStorage], kind: str, trouble: Exception, while_reading: bool
) -> None:
    address, _file = uploaded(kind)
    storage.trouble, storage.while_reading = trouble, while_reading
    answer = browser.get(address)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert SENTENCE in answer.content.decode()
    storage.trouble = None
    assert browser.get(address).status_code == 200


def test_log_tells_what_the_storage_said(
    browser: Client, storage: type[FailingStorage], caplog: pytest.LogCaptureFixture
) -> None:
    address, _file = uploaded("brochure")
    storage.trouble = TROUBLES[0]
    browser.get(address)
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == [
        "Answered 503: The storage of uploads: EndpointError: Could not connect"
    ]


def test_operator_is_told_to_come_again(browser: Client, storage: type[FailingStorage]) -> None:
    uploaded("document")
    browser.force_login(rows.coordinator())
    address = reverse("admin:tours_document_file", args=[Document.objects.get().pk])
    assert b"".join(cast("Any", browser.get(address)).streaming_content) == PDF
    storage.trouble, storage.while_reading = TROUBLES[0], True
    assert browser.get(address).status_code == 503


@pytest.mark.parametrize("trouble", [TROUBLES[0], OSError(errno.ENOSPC, "No space left on device")], ids=str)
def test_upload_that_cannot_be_stored_changes_nothing_and_can_be_sent_again(
    browser: Client, storage: type[FailingStorage], trouble: Exception
) -> None:
    page, event = reverse("admin:tours_document_add"), rows.event()
    browser.force_login(rows.coordinator())

    def send() -> Any:
        sent = shown(browser, page) | {"title": "Note", "event": event.pk, "file": SimpleUploadedFile("note.pdf", PDF)}
        return browser.post(page, sent)

    storage.trouble = trouble
    answer = send()
    assert (answer.status_code, Document.objects.count()) == (503, 0)
    assert "It may be that nothing was changed" in answer.content.decode()
    storage.trouble = None
    assert (send().status_code, Document.objects.count()) == (302, 1)


def test_whatever_is_asked_of_the_storage_the_error_is_ours(storage: type[FailingStorage]) -> None:
    storage.trouble, uploads = TROUBLES[0], DigestStorage()
    asked: list[Callable[[], Any]] = [
        lambda: uploads.open("files/a"),
        lambda: uploads.exists("files/a"),
        lambda: uploads.size("files/a"),
        lambda: uploads.save("files/a", File(io.BytesIO(PDF))),
        lambda: uploads.delete("files/a"),
    ]
    for ask in asked:
        with pytest.raises(StorageAwayError, match="EndpointError: Could not connect"):
            ask()
