"""What can be pasted or chosen, and how a table is read."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import rows
from tests.tours.desk.importing.pages import (
    TABLE,
    TEXT,
    address,
    agenda,
    applied,
    sent,
    shown,
    told,
    words,
)
from tours.importing import sources
from tours.importing.tables.remembering import chosen_before
from tours.models import ChosenColumns, Event

pytestmark = pytest.mark.django_db


def test_table_is_read_by_its_columns_which_can_be_chosen(browser: Client, event: Event) -> None:
    file = SimpleUploadedFile("a.csv", TABLE.encode("cp1250"))
    page = browser.post(address(event), {"file": file, "step": "review"})
    assert told(page)[0] == ("09:30–10:15", "Opening", "Will be added", [])
    facts = {**sent(page), "step": "review", "column-3": "track"}
    page = browser.post(address(event), facts)
    applied(browser, event, page)
    assert agenda(event) == [("04", "09:30", "Opening"), ("04", "10:30", "Coffee"), ("05", "09:00", "Visit")]
    assert str(event.items.get(title="Opening").track) == "City Hall"


def test_sheet_without_headings_is_read_as_a_text_until_somebody_says_otherwise(browser: Client, event: Event) -> None:
    file = SimpleUploadedFile("a.csv", b"Monday 4 September 2017\t\n09:30\tOpening\n10:00\tTalk\n")
    page = browser.post(address(event), {"file": file, "step": "review"})
    assert [row[:2] for row in told(page)] == [("09:30", "Opening"), ("10:00", "Talk")]
    page = browser.post(address(event), {**sent(page), "step": "review", "read_as": "table"})
    assert [column for column, _first in page.context["columns"]] == [None, None]


def test_columns_that_were_chosen_are_proposed_at_the_programme_s_next_table(browser: Client, event: Event) -> None:
    facts = {"read_as": "table", "column-0": "day", "column-1": "start", "column-2": "title"}
    table = "Kada\tOd kad\tŠto\n2\t9:00\tTalk\n"
    applied(browser, event, shown(browser, event, table, **facts))
    assert agenda(event) == [("05", "09:00", "Talk")]

    page = shown(browser, event, table.replace("Talk", "Tea"), read_as="table")
    assert told(page) == [("09:00", "Tea", "Will be added", [])]
    applied(browser, event, page)
    chosen = ChosenColumns.objects.get()
    assert (chosen.programme, chosen.columns) == (event.programme, "day,start,title")
    assert not chosen_before(
        rows.event(programme=rows.programme(slug="other", name="Other")), ["Kada", "Od kad", "Što"]
    )


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "Paste the agenda, or choose a file."),
        ({"text": "Dear all"}, "No item was found here. An agenda needs at least one line with a time, such as 09:30 Opening."),
        ({"text": "x" * 200_001}, "This is too much at once. Import the agenda in parts."),
        ({"text": TEXT, "many": 1}, "These are 3 items, and 1 can be imported at once. Import the agenda in parts."),
        (
            {"text": TEXT, "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")},
            "A PDF cannot be read here. Open it, copy its text, and paste that.",
        ),
        (
            {"text": TEXT, "file": SimpleUploadedFile("a.csv", TABLE.encode())},
            "Import what you pasted and the table of this file one after the other.",
        ),
    ],
    ids=["empty", "none", "long", "many", "pdf", "both"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_and_the_text_stays(
    browser: Client, event: Event, facts: dict[str, Any], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MOST_ITEMS", 1 if facts.get("many") else 500)
    page = browser.post(address(event), {"step": "review", **facts})
    assert (page.status_code, page.context["form"]["text"].value() or "") == (400, facts.get("text", ""))
    assert sentence in words(page)


def test_table_that_was_chosen_beside_a_text_is_still_chosen(browser: Client, event: Event) -> None:
    file = SimpleUploadedFile("a.csv", TABLE.encode())
    page = browser.post(address(event), {"step": "review", "text": TEXT, "file": file})
    assert "“a.csv” is chosen, and is kept until you save." in words(page)


def test_end_without_a_beginning_stands_in_the_description(browser: Client, event: Event) -> None:
    page = shown(browser, event, TEXT + "until 13:00 Lunch\n")
    applied(browser, event, page)
    assert list(event.items.filter(title="Lunch").values_list("start", "end", "summary")) == [(None, None, "– 13:00")]


def test_words_of_a_file_without_an_item_can_be_mended(browser: Client, event: Event) -> None:
    page = browser.post(address(event), {"file": SimpleUploadedFile("a.txt", b"Dear all"), "step": "review"})
    assert (page.status_code, page.context["form"]["text"].value()) == (400, "Dear all")
