"""The pages of an import, from the text to the items and back."""

import re
from collections.abc import Iterable
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.models import User
from tests.counting import asked
from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tours.importing import sources
from tours.importing.tables.remembering import chosen_before
from tours.models import ChosenColumns, Event, PracticalNote
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
TEXT = """Study visit of the cities

Monday 4 September 2017
09:30-10:15 Opening @ City Hall
10:30 Coffee break

Wednesday 5 September 2017
09:00 Visit to the tram depot, by Ana Novak
"""
TABLE = "Day;Time;Title;Venue\n4.9.2017;9:30-10:15;Opening;City Hall\n;10:30;Coffee;\n5.9.2017;9:00;Visit;\n"


@pytest.fixture
def event() -> Event:
    return rows.event(title="Week")


@pytest.fixture
def editor(event: Event) -> User:
    return rows.colleague(RoleKind.EDITOR, at=event)


@pytest.fixture
def browser(editor: User) -> Client:
    return browser_of(editor)


def address(event: Event) -> str:
    return reverse("tours:import_agenda", args=[event.uid])


def done_address(event: Event) -> str:
    return reverse("tours:agenda_imported", args=[event.uid])


def shown(browser: Client, event: Event, text: str = TEXT, **facts: Any) -> Any:
    return browser.post(address(event), {"text": text, "step": "review", **facts})


def sent(page: Any) -> dict[str, Any]:
    """What the browser sends when the form of the review is sent as it stands, without a button."""
    html = page.content.decode()
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input [^>]*>", html):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value and ("checkbox" not in tag or " checked" in tag):
            found.setdefault(name[1], []).append(unescape(value[1]))
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', html, re.DOTALL):
        values = re.findall(r'<option value="([^"]*)"( selected)?', options)
        found[name] = next((value for value, chosen in values if chosen), values[0][0])
    for name, text in re.findall(r'<textarea [^>]*?name="([^"]+)"[^>]*>\n?(.*?)</textarea>', html, re.DOTALL):
        found[name] = unescape(text)
    found.pop("csrfmiddlewaretoken", None)
    return found


def applied(browser: Client, event: Event, page: Any, **facts: Any) -> Any:
    return browser.post(address(event), {**sent(page), "step": "apply", **facts})


def key(page: Any, title: str) -> str:
    return str(next(row.key for row in shown_rows(page) if row.plan.item.title == title))


def shown_rows(page: Any) -> Iterable[Any]:
    return [row for section in page.context["sections"] for row in section.rows]


def told(page: Any) -> list[tuple[str, str, str, list[str]]]:
    return [(row.when, row.plan.item.title, row.outcome, row.problems) for row in shown_rows(page)]


def agenda(event: Event) -> list[tuple[str, str, str]]:
    return [(f"{item.day:%d}", f"{item.start:%H:%M}" if item.start else "", item.title) for item in event.items.all()]


def words(page: Any) -> str:
    return " ".join(unescape(strip_tags(page.content.decode())).split())


def test_pasted_text_is_reviewed_corrected_and_imported(browser: Client, event: Event) -> None:
    page = shown(browser, event)
    assert [(section.heading, section.name, section.doubts) for section in page.context["sections"]] == [
        ("Monday 4 September 2017", "Monday 4 September", []),
        (
            "Wednesday 5 September 2017", "Tuesday 5 September",
            ["The weekday that is written is not that of the date."],
        ),
    ]  # fmt: skip
    assert told(page) == [
        ("09:30–10:15", "Opening", "Added", []),
        ("10:30", "Coffee break", "Added", []),
        ("09:00", "Visit to the tram depot", "Added", []),
    ]
    assert [left.text.text for left in page.context["left"]] == ["Study visit of the cities"]
    assert not event.items.exists()

    answer = applied(browser, event, page, **{f"start-{key(page, 'Coffee break')}": "10:45"})
    assert (answer.status_code, answer["Location"]) == (302, done_address(event))
    assert agenda(event) == [
        ("04", "09:30", "Opening"), ("04", "10:45", "Coffee break"), ("05", "09:00", "Visit to the tram depot"),
    ]  # fmt: skip
    assert "3 items are added." in words(browser.get(done_address(event)))


def test_section_moves_to_another_day_and_what_was_corrected_stays(browser: Client, event: Event) -> None:
    page = shown(browser, event)
    opening, visit = (section.key for section in page.context["sections"])
    coffee = key(page, "Coffee break")
    facts = {f"section-{visit}": "2017-09-06", f"day-{coffee}": "2017-09-08", f"title-{coffee}": "Tea"}
    page = browser.post(address(event), {**sent(page), "step": "review", **facts})
    assert [section.doubts for section in page.context["sections"]] == [[], []]
    page = browser.post(address(event), {**sent(page), "step": "review", f"section-{opening}": "2017-09-05"})
    applied(browser, event, page)

    assert agenda(event) == [
        ("05", "09:30", "Opening"), ("06", "09:00", "Visit to the tram depot"), ("08", "10:30", "Tea"),
    ]  # fmt: skip


def test_corrections_stay_at_their_items_when_the_text_is_changed(browser: Client, event: Event) -> None:
    page = shown(browser, event)
    facts = {
        f"title-{key(page, 'Coffee break')}": "Tea",
        "text": TEXT.replace("09:30-10:15", "08:00-09:00 Arrival\n09:30-10:15"),
    }
    page = browser.post(address(event), {**sent(page), "step": "review", **facts})
    assert [row[:2] for row in told(page)][1:3] == [("09:30–10:15", "Opening"), ("10:30", "Tea")]


def test_the_same_again_changes_nothing_and_a_changed_text_says_what(browser: Client, event: Event) -> None:
    applied(browser, event, shown(browser, event))
    before = agenda(event)
    page = shown(browser, event)
    assert {row[2] for row in told(page)} == {"As in the draft"}
    applied(browser, event, page)
    assert agenda(event) == before

    text = TEXT.replace("10:30 Coffee break\n", "").replace("09:00 Visit", "10:00 Visit").replace("City Hall", "KINTEX")
    page = shown(browser, event, text)
    changes = [(label, change.before, change.after) for row in shown_rows(page) for label, change in row.changes]
    assert changes == [("Place", "City Hall", "KINTEX"), ("Start", "09:00", "10:00")]
    [gone] = page.context["plan"].gone
    facts = {f"leave-{key(page, 'Opening')}": "place", "remove": str(gone.uid)}
    assert applied(browser, event, page, **facts).status_code == 302
    assert agenda(event) == [("04", "09:30", "Opening"), ("05", "10:00", "Visit to the tram depot")]
    assert str(event.items.get(title="Opening").venue) == "City Hall, Seoul"


def test_item_may_be_new_or_left_out(browser: Client, event: Event) -> None:
    rows.item(event, title="Opening", start=None, end=None)
    page = shown(browser, event)
    facts = {f"becomes-{key(page, 'Opening')}": "new", f"becomes-{key(page, 'Coffee break')}": "out"}
    page = browser.post(address(event), {**sent(page), "step": "review", **facts})
    applied(browser, event, page)
    assert agenda(event) == [
        ("04", "", "Opening"), ("04", "09:30", "Opening"), ("05", "09:00", "Visit to the tram depot"),
    ]  # fmt: skip


def test_colleague_s_change_in_between_shows_the_review_anew(browser: Client, event: Event) -> None:
    page = shown(browser, event)
    rows.item(event, title="Coffee break", start=None, end=None)
    answer = applied(browser, event, page, **{f"place-{key(page, 'Opening')}": "KINTEX"})

    assert answer.status_code == 400
    assert "Nothing is done: it has changed since you were shown it." in words(answer)
    assert [row[2] for row in told(answer)] == ["Added", "Changed", "Added"]
    assert event.items.count() == 1
    assert applied(browser, event, answer).status_code == 302
    assert str(event.items.get(title="Opening").venue) == "KINTEX, Seoul"


def test_row_that_cannot_be_written_says_why_and_keeps_what_was_typed(browser: Client, event: Event) -> None:
    page = shown(browser, event)
    opening, coffee = key(page, "Opening"), key(page, "Coffee break")
    facts = {f"end-{opening}": "09:00", f"title-{coffee}": "", f"place-{coffee}": "Foyer"}
    answer = applied(browser, event, page, **facts)

    assert answer.status_code == 400
    assert [row[3] for row in told(answer)][:2] == [["It ends before it begins."], ["It needs a title."]]
    assert sent(answer)[f"place-{coffee}"] == ["Foyer"]
    assert not event.items.exists()


def test_kind_people_and_description_can_be_corrected(browser: Client, event: Event) -> None:
    page = shown(browser, event)
    visit = key(page, "Visit to the tram depot")
    facts = {
        f"kind-{visit}": "meeting",
        f"people-{visit}": "Moderator: Ivo Babić, Mayor\r\nAna Novak",
        f"summary-{visit}": "In boots.",
    }
    applied(browser, event, page, **facts)
    item = event.items.get(title="Visit to the tram depot")

    assert (item.kind, item.summary) == ("meeting", "In boots.")
    assert [(part.role, str(part.person)) for part in item.parts.all()] == [
        ("moderator", "Ivo Babić"), ("speaker", "Ana Novak"),
    ]  # fmt: skip
    assert event.appearances.get(person__display_name="Ivo Babić").position == "Mayor"


def test_words_of_no_item_are_kept_where_it_is_said(browser: Client, event: Event) -> None:
    page = shown(browser, event)
    [left] = page.context["left"]
    applied(browser, event, page, **{f"keep-{left.key}": "practical"})
    assert [note.body for note in PracticalNote.objects.filter(event=event)] == ["Study visit of the cities"]


def test_table_is_read_by_its_columns_which_can_be_chosen(browser: Client, event: Event) -> None:
    file = SimpleUploadedFile("a.csv", TABLE.encode("cp1250"))
    page = browser.post(address(event), {"file": file, "step": "review"})
    assert told(page)[0] == ("09:30–10:15", "Opening", "Added", [])
    facts = {**sent(page), "step": "review", "column-3": "track"}
    page = browser.post(address(event), facts)
    applied(browser, event, page)
    assert agenda(event) == [("04", "09:30", "Opening"), ("04", "10:30", "Coffee"), ("05", "09:00", "Visit")]
    assert str(event.items.get(title="Opening").track) == "City Hall"


def test_columns_that_were_chosen_are_proposed_at_the_programme_s_next_table(browser: Client, event: Event) -> None:
    facts = {"read_as": "table", "column-0": "day", "column-1": "start", "column-2": "title"}
    table = "Kada\tOd kad\tŠto\n2\t9:00\tTalk\n"
    applied(browser, event, shown(browser, event, table, **facts))
    assert agenda(event) == [("05", "09:00", "Talk")]

    page = shown(browser, event, table.replace("Talk", "Tea"), read_as="table")
    assert told(page) == [("09:00", "Tea", "Added", [])]
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
        ({"text": "x" * 300_001}, "This is too much at once. Import the agenda in parts."),
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


def test_words_of_a_file_without_an_item_can_be_mended(browser: Client, event: Event) -> None:
    page = browser.post(address(event), {"file": SimpleUploadedFile("a.txt", b"Dear all"), "step": "review"})
    assert (page.status_code, page.context["form"]["text"].value()) == (400, "Dear all")


def test_import_is_undone_once_and_not_after_something_else(browser: Client, event: Event, editor: User) -> None:
    applied(browser, event, shown(browser, event))
    page = browser.get(done_address(event))
    tag = page.context["offer"].tag
    item = event.items.get(title="Opening")
    item.title = "Welcome"
    item.save()
    assert browser.post(done_address(event), {"tag": tag}).status_code == 400
    page = browser.post(done_address(event), {"tag": browser.get(done_address(event)).context["offer"].tag})
    assert (page.status_code, page.context["offer"].edited_since) == (400, ["Welcome"])
    answer = browser.post(done_address(event), {"tag": page.context["offer"].tag, "anyway": "yes"})
    assert (answer.status_code, event.items.count()) == (302, 0)

    page = browser.get(done_address(event))
    assert page.context["offer"] is None
    assert browser.post(done_address(event), {"tag": "x"}).status_code == 400


@pytest.mark.parametrize("count", [1, 40, pytest.param(300, marks=pytest.mark.slow)])
def test_review_asks_the_same_however_long_the_text_is(editor: User, count: int) -> None:
    event, browser = rows.full_event(count), browser_of(editor)
    rows.role(editor, RoleKind.EDITOR, at=event)
    lines = [
        f"{8 + number // 30:02}:{2 * (number % 30):02} Item {number} @ Hall {number}, by Ana Novak"
        for number in range(count)
    ]
    text = "\n".join(["Monday 4 September 2017", *lines, ""])
    with asked() as seen:
        page = shown(browser, event, text)
    assert (len(told(page)), seen.queries) == (count, 9)
