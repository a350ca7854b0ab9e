"""The pages of an import are valid HTML, with all that they can show."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import rows
from tests.html_checker import complaints
from tests.tours.desk.importing.pages import TABLE, TEXT, address, applied, done_address, key, shown
from tours.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # the checker is a program of its own


def test_pages_are_valid(browser: Client, event: Event, tmp_path: Path) -> None:
    rows.item(event, title="Opening & <welcome>")
    review = shown(browser, event, TEXT, note="1 deletion that was tracked is left out.")
    pages = [
        browser.get(address(event)),
        browser.post(address(event), {"text": "Dear all"}),
        review,
        applied(browser, event, review, **{f"end-{key(review, 'Opening')}": "01:00"}),
        browser.post(address(event), {"file": SimpleUploadedFile("a.csv", TABLE.encode())}),
    ]
    applied(browser, event, shown(browser, event))
    pages.append(browser.get(done_address(event)))
    event.items.filter(title="Coffee break").update(title="Tea")
    pages += [browser.get(done_address(event)), browser.post(done_address(event))]
    files = [tmp_path / f"{number}.html" for number in range(len(pages))]
    for file, page in zip(files, pages, strict=True):
        file.write_bytes(page.content)

    assert [page.status_code for page in pages] == [200, 400, 200, 400, 200, 200, 200, 400]
    assert complaints(files) == []
