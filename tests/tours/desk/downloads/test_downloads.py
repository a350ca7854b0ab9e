"""The agenda as files at the desk, and the page that lists them."""

import csv
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tours.desk.downloads.agenda_files import draft_of
from tours.models import Event, Group
from tours.vocabulary import Access, Level, RoleKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    """An event whose draft has another title than its first version, and an item for staff."""
    made = rows.event(title="Smart City Week")
    item = rows.item(made, title="Opening", external_id="A-1")
    rows.item(made, title="Load the bus", level=Level.STAFF)
    rows.publish(made)
    item.title = "Welcome"
    item.save()
    return made


@pytest.fixture
def browser(event: Event) -> Client:
    return browser_of(rows.colleague(RoleKind.VIEWER, at=event))


def asked(browser: Client, name: str, event: Event, query: str = "") -> Any:
    return browser.get(f"{reverse(f'tours:{name}', args=[event.uid])}{query}")


def titles(answer: Any) -> list[str]:
    text = answer.content.decode("utf-8-sig")
    return [row["Title"] for row in csv.DictReader(text.splitlines(), delimiter=";")]


@pytest.mark.parametrize(
    ("query", "expected", "name"),
    [
        ("", ["Load the bus", "Welcome"], "Smart City Week - Draft - Staff.csv"),
        ("?audience=public", ["Welcome"], "Smart City Week - Draft - Everyone.csv"),
        ("?version=1&audience=delegates", ["Opening"], "Smart City Week - Version 1 - Delegates.csv"),
    ],
)
def test_file_is_of_the_draft_or_a_version_and_for_an_audience(
    browser: Client, event: Event, query: str, expected: list[str], name: str
) -> None:
    answer = asked(browser, "desk_csv", event, query)
    assert (sorted(titles(answer)), answer["Content-Type"], answer["Content-Disposition"]) == (
        expected,
        "text/csv; charset=utf-8",
        f'attachment; filename="{name}"',
    )


def test_files_of_the_draft_end_with_what_waits_for_a_day_for_whom_it_is(event: Event, browser: Client) -> None:
    group = Group.objects.create(event=event, name="Bus")
    waiting = {"day": None, "start": None, "end": None}
    rows.item(event, title="Visit", level=Level.DELEGATES, **waiting).groups.add(group)
    rows.item(event, title="Walk", **waiting)
    found = {}
    for query in ("", "?audience=public", "?version=1"):
        table = list(
            csv.DictReader(
                asked(browser, "desk_csv", event, query).content.decode("utf-8-sig").splitlines(), delimiter=";"
            )
        )
        found[query] = [(row["Title"], row["Groups"], row["Start"]) for row in table if row["Day"] == "Without a day"]
    assert found == {
        "": [("Visit", "Bus", ""), ("Walk", "", "")],
        "?audience=public": [("Walk", "", "")],
        "?version=1": [],
    }
    document = docx.Document(BytesIO(asked(browser, "desk_word", event).content))
    [*_others, heading] = [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 1"]
    assert (heading, [cell.text for cell in document.tables[-1].columns[1].cells]) == (
        "Without a day",
        ["What", "Visit\nSession\nGroups: Bus", "Walk\nSession"],
    )


def test_workbook_has_the_external_ids_of_today(browser: Client, event: Event) -> None:
    answer = asked(browser, "desk_xlsx", event, "?version=1&audience=public")
    rows_of = list(openpyxl.load_workbook(BytesIO(answer.content))["Agenda"].iter_rows(values_only=True))
    assert [row[-1] for row in rows_of] == ["External id", "A-1"]


def test_word_file_is_sent_as_one(browser: Client, event: Event) -> None:
    answer = asked(browser, "desk_word", event)
    assert (answer.content[:2], answer["Content-Disposition"], answer["Content-Type"]) == (
        b"PK",
        'attachment; filename="Smart City Week - Draft - Staff.docx"',
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )


@pytest.mark.parametrize("name", ["desk_csv", "desk_downloads"])
@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("?version=two", 400, "A version is a number, as in version=3."),
        ("?version=²", 400, "A version is a number"),
        ("?version=7", 404, ""),
        ("?version=1234567890", 400, "A version is a number"),
    ],
)
def test_version_that_there_is_not_is_refused(
    browser: Client, event: Event, name: str, query: str, status: int, told: str
) -> None:
    answer = asked(browser, name, event, query)
    assert (answer.status_code, told in answer.content.decode()) == (status, True)


def test_audience_that_there_is_not_is_refused(browser: Client, event: Event) -> None:
    answer = asked(browser, "desk_csv", event, "?audience=press")
    assert (answer.status_code, "for staff (staff)." in answer.content.decode()) == (400, True)


def test_event_for_participants_has_no_file_for_everyone(browser: Client, event: Event) -> None:
    Event.objects.filter(pk=event.pk).update(access=Access.PARTICIPANTS)
    assert asked(browser, "desk_csv", event, "?audience=public").status_code == 404
    assert "audience=public" not in asked(browser, "desk_downloads", event).content.decode()


def test_same_rows_give_the_same_draft(event: Event) -> None:
    event.refresh_from_db()
    assert draft_of(event) == draft_of(event)
    stamp = draft_of(event).stamp
    assert stamp is not None
    assert stamp.at == event.updated_at


def test_page_lists_formats_audiences_versions_and_days(browser: Client, event: Event) -> None:
    page = asked(browser, "desk_downloads", event, "?version=1").content.decode()
    found = [f"/download/{name}/?version=1&amp;audience={level}" for name in ("word", "xlsx", "csv") for level in Level]
    found += ["/run-sheet/?version=1&amp;day=2017-09-04", "/run-sheet/pdf/?version=1"]
    found += [f"programme.pdf?audience={level}" for level in Level]
    assert [address for address in found if address not in page] == []


def test_page_of_a_new_event_says_what_is_missing() -> None:
    event = rows.event()
    page = asked(browser_of(rows.coordinator()), "desk_downloads", event).content.decode()
    sentences = ["The agenda has no items yet.", "Nothing is published yet."]
    assert [sentence in page for sentence in sentences] == [True, True]
