"""The pages about cards are valid HTML."""

from pathlib import Path

import pytest
from django.urls import reverse

from tests.factories import rows
from tests.html_checker import complaints
from tests.participants import makers
from tests.site.test_html import Outline
from tests.tours.admin.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_pages_are_valid(tmp_path: Path) -> None:
    by, event = rows.operator(), makers.published_event()
    ours = makers.delegation(event, by=by, city=rows.rijeka(), seats=3)
    came = makers.accepted(ours, by=by, name="Ana Horvat")
    other = rows.person("Ana Horvath")
    assert came.person
    rows.belgrade()
    browser, paste = browser_of(by), reverse("participants:paste", args=[event.uid])
    table = {"text": "City\tName\tAge\tE-mail\nRijeka\tAna <Horvat>\t41\ta@example.org\nBelgrade\tIvo\t\tx\n"}
    cards = {"card": [str(came.person.uid), str(other.uid)]}
    answers = [
        browser.get(paste),
        browser.post(paste, {}),
        browser.post(paste, table | {"becomes": "proposed"}),
        browser.post(paste, table | {"becomes": "accepted", "step": "apply"}),
        browser.get(reverse("participants:cards", query={"q": "ana"})),
        browser.get(reverse("participants:cards", query={"q": "nobody"})),
        browser.get(reverse("participants:merge_cards")),
        browser.get(reverse("participants:merge_cards", query=cards)),
        browser.post(reverse("participants:merge_cards", query=cards), {}),
    ]
    files = [tmp_path / f"{number}.html" for number in range(len(answers))]
    for file, answer in zip(files, answers, strict=True):
        file.write_bytes(answer.content)
    assert complaints(files) == []
    assert [Outline(file.read_text()).headings.count(1) for file in files] == [1] * len(files)
