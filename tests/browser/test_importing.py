"""An agenda is imported from pasted text with two corrections; then the host's changed file comes, without a script."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.browser.counting import Hands
from tests.browser.looking import assert_sound, sign_in
from tests.factories import rows
from tours.importing.applying import Choices, apply
from tours.importing.planning.draft import draft_of
from tours.importing.planning.plan import plan
from tours.importing.planning.values import Row
from tours.importing.reading.reader import read_agenda
from tours.models import Event
from tours.vocabulary import RoleKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PROGRAMME = """Smart City Week – programme of the delegation

Monday 4 September 2017
09:00-09:30 Registration @ City Hall
09:30-10:15 Opening, by Ana Novak
10:15 Coffee break
10:45-12:30 Visit to the traffic centre
12:30 Lunch
14:00-15:30 Meeting with the planning department

Wednesday 5 September 2017
09:00 Bus leaves
09:30-11:00 Visit to the tram depot
11:30-12:30 Panel on open data
12:30 Lunch
14:00 City tour
19:00-22:00 Dinner on the river (TBC)

Wednesday 6 September 2017
09:30-11:00 Round table
11:00 Farewell
"""
CHANGED = (
    PROGRAMME.replace("Wednesday 5", "Tuesday 5")
    .replace("09:30-11:00 Visit to the tram depot", "10:30-12:00 Visit to the tram depot @ Gate 3")
    .replace("14:00 City tour\n", "")
    .replace("11:00 Farewell", "11:00 Farewell\n12:00 Bus to the airport")
)


@pytest.fixture
def event(transactional_db: None) -> Event:
    return rows.event(title="Smart City Week")


@pytest.fixture
def editor(event: Event) -> User:
    return rows.colleague(RoleKind.EDITOR, at=event)


def agenda(event: Event) -> list[tuple[int, str, str, str]]:
    found = event.items.select_related("venue")
    return [
        (each.day.day if each.day else 0, f"{each.start:%H:%M}", each.title, each.venue.name if each.venue else "")
        for each in found
    ]


def of_row(page: Page, title: str) -> Locator:
    return page.get_by_role("row").filter(has=page.locator("strong").get_by_text(title, exact=True))


@pytest.mark.parametrize("page", [1280], indirect=True, ids=["1280px"])
def test_fourteen_items_are_pasted_and_two_corrected(
    page: Page, live_server: LiveServer, event: Event, editor: User
) -> None:
    sign_in(page, live_server, editor)
    hands = Hands(page)
    page.goto(live_server.url + reverse("tours:desk_import", args=[event.uid]))
    assert_sound(page)
    hands.type(page.get_by_label("The agenda"), PROGRAMME)
    hands.click(page.get_by_role("button", name="Show the result"))
    expect(page.get_by_text("5 September is a Tuesday; the Wednesday of this event is 6 September.")).to_be_visible()
    for title, label, text in (("Coffee break", "Start", "10:20"), ("City tour", "Title", "Tour of the old town")):
        row = of_row(page, title)
        hands.click(row.get_by_text("Correct"))
        hands.type(row.get_by_label(label, exact=True), text)
    assert_sound(page)
    hands.click(page.get_by_role("button", name="Import 14 items"))

    expect(page.get_by_text("14 items are added.")).to_be_visible()
    assert_sound(page)
    assert agenda(event)[2] == (4, "10:20", "Coffee break", "")
    assert (5, "14:00", "Tour of the old town", "") in agenda(event)
    assert (hands.clicks, hands.loads) == (7, 3)


def test_changed_file_of_the_host_is_imported_without_a_script(
    browser: Browser, live_server: LiveServer, event: Event, editor: User
) -> None:
    imported(event, editor)
    context = browser.new_context(viewport={"width": 390, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server, editor)
    hands = Hands(page)
    page.goto(live_server.url + reverse("tours:desk_import", args=[event.uid]))
    document: FilePayload = {"name": "Programme.docx", "mimeType": "application/octet-stream", "buffer": word(CHANGED)}
    page.get_by_label("Or a file").set_input_files([document])
    hands.clicks += 1  # on the file
    hands.click(page.get_by_role("button", name="Show the result"))
    expect(of_row(page, "Visit to the tram depot")).to_contain_text("Start: 09:30 → 10:30")
    expect(page.get_by_text("1 item will be added. 1 item will be changed. 12 are as in the draft.")).to_be_visible()
    hands.click(page.get_by_role("checkbox", name="Remove City tour"))
    hands.click(page.get_by_role("button", name="Import 2 items"))

    expect(page.get_by_text("1 item is added. 1 item is changed. 1 item is removed.")).to_be_visible()
    assert (5, "10:30", "Visit to the tram depot", "Gate 3") in agenda(event)
    assert (hands.clicks, hands.loads, event.items.count()) == (4, 3, 14)
    hands.click(page.get_by_role("button", name="Undo the import"))
    expect(page.get_by_text("The import is undone.")).to_be_visible()
    assert (5, "14:00", "City tour", "") in agenda(event)
    context.close()


def imported(event: Event, editor: User) -> None:
    read = read_agenda(PROGRAMME, year=2017, first_day=event.starts, last_day=event.ends)
    drafted = [Row(str(number), item) for number, item in enumerate(read.items)]
    tag = plan(drafted, draft_of(event), event.starts, event.ends).tag
    apply(event, drafted, Choices(), by=editor, expected=tag)


def word(text: str) -> bytes:
    document, file = Document(), BytesIO()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()
