"""The review of an import: what it shows, what can be corrected, and that it writes what it showed."""

import re

import pytest
from django.test import Client

from accounts.models import User
from tests.counting import asked
from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tests.tours.desk.importing.pages import (
    TEXT,
    address,
    agenda,
    applied,
    done_address,
    key,
    sent,
    shown,
    shown_rows,
    told,
    words,
)
from tours.models import Event, PracticalNote
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


def test_pasted_text_is_reviewed_corrected_and_imported(browser: Client, event: Event) -> None:
    page = shown(browser, event)
    assert [(section.heading, section.name, section.doubts) for section in page.context["sections"]] == [
        ("Monday 4 September 2017", "Monday 4 September", []),
        (
            "Wednesday 5 September 2017", "Tuesday 5 September",
            ["5 September is a Tuesday; the Wednesday of this event is 6 September."],
        ),
    ]  # fmt: skip
    assert told(page) == [
        ("09:30–10:15", "Opening", "Will be added", []),
        ("10:30", "Coffee break", "Will be added", []),
        ("09:00", "Visit to the tram depot", "Will be added", []),
    ]
    assert [left.text.text for left in page.context["left"]] == ["Study visit of the cities"]
    assert not event.items.exists()

    answer = applied(browser, event, page, **{f"start-{key(page, 'Coffee break')}": "10:45"})
    assert (answer.status_code, answer["Location"]) == (302, done_address(event))
    assert agenda(event) == [
        ("04", "09:30", "Opening"), ("04", "10:45", "Coffee break"), ("05", "09:00", "Visit to the tram depot"),
    ]  # fmt: skip
    assert "3 items are added." in words(browser.get(done_address(event)))


def test_who_has_no_card_yet_is_marked_behind_the_name(browser: Client, event: Event) -> None:
    rows.appearance(event, rows.person("Ana Novak"))
    page = shown(browser, event, "Monday 4 September 2017\n9:00 Visit\nSpeakers: Ana Novak, Ivo Horvat\n")
    said = re.findall(r'<p class="meta">(Ana.*?)</p>', page.content.decode())
    assert said == ["Ana Novak; Ivo Horvat <em>(new)</em>"]


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


def test_section_without_a_day_is_asked_for_and_may_be_left_in_the_tray(browser: Client, event: Event) -> None:
    table = "Day;Time;Title\nTo be agreed;14:00-15:30;Visit to the port\n4.9.2017;9:30;Opening\n"
    page = shown(browser, event, table)
    waits, dated = page.context["sections"]
    ask = ["Say on which day it is, or leave its section in the tray."]
    assert [(section.name, [row.doubts for row in section.rows]) for section in (waits, dated)] == [
        ("No day yet", [["No heading says which day it is."]]),
        ("Monday 4 September", [[]]),
    ]
    assert ([row[3] for row in told(page)], applied(browser, event, page).status_code) == ([ask, []], 400)

    page = browser.post(address(event), {**sent(page), "step": "review", f"section-{waits.key}": "tray"})
    waits = page.context["sections"][0]
    assert (waits.name, [row.doubts for row in waits.rows]) == ("In the tray, without a day", [[]])
    applied(browser, event, page)
    visit = event.items.get(title="Visit to the port")
    assert (visit.day, visit.start, visit.end, visit.staff_note) == (None, None, None, "Time in the text: 14:00–15:30")

    again = shown(browser, event, table)
    assert [row[2:] for row in told(again)] == [("As in the draft", []), ("As in the draft", [])]
    again = browser.post(address(event), {**sent(again), "step": "review", f"section-{waits.key}": "2017-09-05"})
    changes = [(label, change.before, change.after) for row in shown_rows(again) for label, change in row.changes]
    assert changes == [("Day", "", "Tuesday 5 September"), ("Start", "", "14:00"), ("End", "", "15:30")]
    applied(browser, event, again)
    assert agenda(event) == [("04", "09:30", "Opening"), ("05", "14:00", "Visit to the port")]


def test_colleague_s_change_in_between_shows_the_review_anew(browser: Client, event: Event) -> None:
    page = shown(browser, event)
    rows.item(event, title="Coffee break", start=None, end=None)
    answer = applied(browser, event, page, **{f"place-{key(page, 'Opening')}": "KINTEX"})

    assert answer.status_code == 400
    assert "Nothing is done: it has changed since you were shown it." in words(answer)
    assert [row[2] for row in told(answer)] == ["Will be added", "Will be changed", "Will be added"]
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


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [("day", "9999-12-31", "“9999-12-31” is no day or time."), ("day", "2017-09-31", "“2017-09-31” is no day or time."),
     ("start", "25:61", "“25:61” is no day or time."), ("title", "\x00\x07", "It needs a title."),
     ("people", "Ana\n" + "x" * 300, "Ensure this value has at most 200 characters (it has 300).")],
    ids=["far", "none", "hour", "control", "name"],
)  # fmt: skip
def test_what_no_field_takes_is_said_at_its_row(
    browser: Client, event: Event, name: str, text: str, problem: str
) -> None:
    page = shown(browser, event)
    answer = applied(browser, event, page, **{f"{name}-{key(page, 'Opening')}": text})
    assert (answer.status_code, told(answer)[0][3], event.items.count()) == (400, [problem], 0)


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
    assert (len(told(page)), seen.queries) == (count, 10)
