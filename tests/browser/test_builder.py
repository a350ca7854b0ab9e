"""An agenda is built: by typed lines, in place, by drag and by keys; on a phone; by two at once; and without script.

Each journey counts its clicks, and the pages that were loaded.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.counting import Hands
from tests.browser.looking import assert_sound, sign_in
from tests.factories import rows
from tours.models import AgendaItem, Event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE = pytest.mark.parametrize("page", [1280], indirect=True, ids=["1280px"])
PHONE = pytest.mark.parametrize("page", [390], indirect=True, ids=["390px"])
LINES = (
    "8.30-9 Registration",
    "0900-1015 Opening @ Room 5, City Hall, Novak moderates",
    "10:30 am - 11:00 am Coffee",
    "11h-12h30 Visit to the traffic centre (TBC)",
    "12:30-2pm Lunch",
    "22:30-00:45 Walk by night",
)


@pytest.fixture
def event(transactional_db: None) -> Event:
    made = rows.event(title="Smart City Week")
    rows.speaker(rows.item(made, title="Closing", day=made.ends), "Maja Novak")
    return made


@pytest.fixture
def agenda(live_server: LiveServer, event: Event) -> str:
    return live_server.url + reverse("tours:desk_agenda", args=[event.uid])


def shown(page: Page) -> list[str]:
    """Times and titles of the first day, as they stand on the page."""
    rows_ = page.locator("#day-2017-09-04 tbody tr").all()
    return [f"{row.locator('.when').inner_text()} {row.locator('.title').inner_text()}" for row in rows_]


def item(title: str) -> AgendaItem:
    return AgendaItem.objects.get(title=title)


def give_link_and_document(form: Locator) -> None:
    form.get_by_label("Links").fill("Map example.org/map")
    form.get_by_label("Upload a document").set_input_files(
        {"name": "Menu.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 menu"}
    )


def assert_link_and_document(row: AgendaItem) -> None:
    links = [(link.label, link.url) for link in row.links.all()]
    assert (links, [str(each) for each in row.documents.all()]) == ([("Map", "https://example.org/map")], ["Menu"])


@WIDE
def test_agenda_is_typed_edited_in_place_dragged_and_moved_by_keys(
    page: Page, live_server: LiveServer, event: Event, agenda: str
) -> None:
    sign_in(page, live_server, rows.coordinator())
    page.goto(agenda)
    hands = Hands(page)
    hands.click(page.get_by_label("Add to 4 September"))
    for number, line in enumerate(LINES, 1):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
        expect(page.locator("#day-2017-09-04 tbody tr")).to_have_count(number)
        expect(page.get_by_label("Add to 4 September")).to_be_focused()
    assert (hands.clicks, hands.loads) == (1, 0)
    assert shown(page) == [
        "08:30–09:00 Registration",
        "09:00–10:15 Opening",
        "10:30–11:00 Coffee",
        "11:00–12:30 Visit to the traffic centre",
        "12:30–14:00 Lunch",
        "22:30–00:45 on 5 September Walk by night",
    ]
    opening = item("Opening")
    assert (opening.room, str(opening.venue)) == ("Room 5", "City Hall, Seoul")
    assert [str(part) for part in opening.parts.all()] == ["Moderator: Maja Novak"]
    assert_sound(page)

    hands.click(page.get_by_role("link", name="Edit: Coffee"))
    form = page.locator("tr.editing")
    assert_sound(page)
    form.get_by_label("Title").fill("Coffee and tea")
    form.get_by_label("Speakers").press_sequentially("Novak")
    hands.click(form.get_by_role("button", name="Maja Novak"))
    expect(form.get_by_label("Speakers")).to_have_value("Maja Novak")
    form.get_by_label("Starts").fill("8")
    form.get_by_role("textbox", name="Ends").fill("8.20")
    give_link_and_document(form)
    hands.click(form.get_by_role("button", name="Save"))
    expect(page.get_by_text("Coffee and tea")).to_be_visible()
    assert (hands.clicks, hands.loads) == (4, 0)
    assert_link_and_document(item("Coffee and tea"))
    assert shown(page)[0] == "08:00–08:20 Coffee and tea"

    lunch, visit = (page.locator("tr", has_text=title) for title in ("Lunch", "Visit to the traffic centre"))
    lunch.locator("[data-drags]").drag_to(visit.locator(".title"))
    expect(page.get_by_text("“Lunch” is moved.")).to_be_visible()
    assert shown(page)[3:5] == ["11:00–12:30 Visit to the traffic centre", "11:00–12:30 Lunch"]
    by_drag = item("Lunch").start
    hands.click(page.get_by_role("button", name="Undo: Item moved"))
    expect(page.get_by_text("The step is undone.")).to_be_visible()
    expect(page.get_by_role("button", name="Undo:")).to_be_focused()
    page.get_by_role("link", name="Edit: Lunch").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_text("“Lunch” is moved up.")).to_be_visible()
    assert item("Lunch").start == by_drag
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("tr", has_text="Lunch").locator("xpath=following-sibling::tr[1]")).to_contain_text("Visit to")
    assert (hands.clicks, hands.loads) == (5, 0)

    hands.click(page.get_by_role("link", name="Edit: Registration"))
    hands.click(page.get_by_role("button", name="Cancel the item"))
    expect(page.get_by_text("“Registration” is cancelled. Publish to tell people.")).to_be_visible()
    expect(page.get_by_text("“Registration” is cancelled. Publish to tell people.")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Undo: Items changed together")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Edit: Registration")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.get_by_text("The step is undone.")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Edit: Registration")).to_be_focused()
    assert (item("Registration").status, hands.clicks, hands.loads) == ("confirmed", 7, 0)

    hands.click(page.get_by_label("Add to 4 September"))
    page.keyboard.type("15:00 Talk @ city")
    hands.click(page.get_by_role("button", name="City Hall"))
    expect(page.get_by_text("15:00 Talk · City Hall", exact=True)).to_be_visible()
    assert_sound(page)
    page.keyboard.press("Enter")
    expect(page.locator("tr", has_text="Talk")).to_contain_text("City Hall")
    assert (hands.clicks, hands.loads) == (9, 0)

    page.get_by_role("link", name="Edit: Closing").focus()
    page.keyboard.press("Alt+Shift+ArrowDown")
    expect(page.locator("#tray tbody tr")).to_contain_text("Closing")
    assert item("Closing").day is None
    expect(page.get_by_role("button", name="Later: Closing")).to_be_focused()
    for day in ("08", "07"):
        page.keyboard.press("Alt+Shift+ArrowUp")
        expect(page.locator(f"#day-2017-09-{day} tbody tr")).to_contain_text("Closing")
    page.get_by_label("Add without a day").press_sequentially("Visit to the port, to be scheduled")
    page.keyboard.press("Enter")
    expect(page.locator("#tray .title")).to_have_text("Visit to the port")
    assert_sound(page)
    assert (hands.clicks, hands.loads) == (9, 0)


@PHONE
def test_everything_after_eleven_is_half_an_hour_later_by_a_phone(
    page: Page, live_server: LiveServer, event: Event, agenda: str
) -> None:
    for start in ("10:00", "11:00", "23:40"):
        rows.item(event, title=f"At {start}", start=start, end=None)
    sign_in(page, live_server, rows.coordinator())
    further = (
        "lines/",
        "copy-day/",
        "equal/",
        "undo/",
        f"items/{item('Closing').uid}/",
        f"items/{item('Closing').uid}/move/",
    )
    for address in (*further, "?view=grid", ""):
        page.goto(f"{agenda}{address}")
        assert_sound(page)
    hands = Hands(page)
    hands.click(page.locator("#day-2017-09-04").get_by_role("link", name="Shift times"))
    page.get_by_label("Shift by (minutes)").fill("30")
    page.get_by_label("From this time on").fill("11")
    hands.click(page.get_by_role("button", name="Show the result"))
    assert_sound(page)
    hands.click(page.get_by_role("button", name="Shift 2 items"))
    expect(page.get_by_text("2 items are shifted.")).to_be_visible()
    assert (hands.clicks, hands.loads) == (3, 3)
    assert [(each.title, f"{each.day:%d} {each.start:%H:%M}") for each in event.items.all()] == [
        ("At 10:00", "04 10:00"),
        ("At 11:00", "04 11:30"),
        ("At 23:40", "05 00:10"),
        ("Closing", "08 10:00"),
    ]


@pytest.fixture
def colleague(browser: Browser) -> Iterator[Page]:
    """Somebody whose console may tell of what was refused."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@WIDE
def test_two_editors_lose_nothing(
    page: Page, colleague: Page, live_server: LiveServer, event: Event, agenda: str
) -> None:
    for each in (page, colleague):
        sign_in(each, live_server, rows.coordinator())
        each.goto(agenda)
        each.get_by_role("link", name="Edit: Closing").click()
    page.get_by_label("Room").fill("Hall 1")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("tr.editing")).to_have_count(0)
    hands, form = Hands(colleague), colleague.locator("tr.editing")
    form.get_by_label("Title").fill("Closing words")
    hands.click(form.get_by_role("button", name="Save"))
    expect(form.get_by_text("Room is now “Hall 1”.")).to_be_visible()
    expect(form.get_by_label("Title")).to_have_value("Closing words")
    assert_sound(colleague)
    colleague.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    hands.click(form.get_by_role("button", name="Save"))
    expect(form.get_by_text("Not saved: you are signed out.")).to_be_visible()
    sign_in(colleague, live_server, rows.coordinator())
    colleague.context.add_cookies([{"name": settings.CSRF_COOKIE_NAME, "value": "b" * 32, "url": live_server.url}])
    hands.click(form.get_by_role("button", name="Save"))
    expect(form.get_by_text("Send this once more.")).to_be_visible()
    hands.click(form.get_by_role("button", name="Save"))
    expect(form).to_have_count(0)
    assert (hands.clicks, hands.loads) == (4, 0)
    assert (event.items.get().title, event.items.get().room) == ("Closing words", "Hall 1")
    expect(colleague.get_by_role("link", name="Edit: Closing words")).to_be_focused()
    event.items.update(title="By a program")
    hands.click(colleague.get_by_role("button", name="Undo: Item changed"))
    expect(colleague.get_by_text("these edits would be lost")).to_be_visible()
    assert_sound(colleague)
    hands.click(colleague.get_by_role("button", name="Undo it"))
    expect(colleague.get_by_text("The step is undone.")).to_be_visible()
    assert event.items.get().title == "Closing"


@WIDE
def test_clashes_are_counted_after_each_step(page: Page, live_server: LiveServer, transactional_db: None) -> None:
    event = rows.event(starts=date(2090, 9, 4), ends=date(2090, 9, 4))
    rows.item(event, title="Opening", venue=rows.venue())
    sign_in(page, live_server, rows.coordinator())
    page.goto(live_server.url + reverse("tours:desk_agenda", args=[event.uid]))
    page.get_by_label("Add to 4 September").fill("10:30 Talk @ KINTEX")
    page.keyboard.press("Enter")
    clashes = page.get_by_role("link", name="1 clash in the agenda")
    expect(clashes).to_be_in_viewport()
    page.get_by_role("link", name="Edit: Talk").click()
    page.locator("tr.editing").get_by_label("Starts").fill("11:30")
    page.get_by_role("button", name="Save").click()
    expect(clashes).to_have_count(0)
    page.get_by_role("button", name="Undo: Item changed").click()
    expect(clashes).to_be_in_viewport()


@pytest.mark.parametrize("page_without_script", [1280], indirect=True, ids=["1280px"])
def test_agenda_is_built_without_script(
    page_without_script: Page, live_server: LiveServer, event: Event, agenda: str
) -> None:
    page = page_without_script
    sign_in(page, live_server, rows.coordinator())
    page.goto(agenda)
    hands = Hands(page)
    page.get_by_label("Add to 4 September").fill("\n".join(LINES))
    hands.click(page.locator("#day-2017-09-04").get_by_role("button", name="Add"))
    expect(page.get_by_text("6 items are added.")).to_be_visible()
    hands.click(page.get_by_role("link", name="Edit: Coffee"))
    page.get_by_label("Starts").fill("8")
    page.get_by_role("textbox", name="Ends").fill("8.20")
    give_link_and_document(page.locator("main"))
    hands.click(page.get_by_role("button", name="Save"))
    assert shown(page)[0] == "08:00–08:20 Coffee"
    assert_link_and_document(item("Coffee"))
    hands.click(page.get_by_role("button", name="Earlier: Lunch"))
    hands.click(page.get_by_role("link", name="Edit: Lunch"))
    hands.click(page.get_by_role("link", name="Move to day, time, place"))
    page.get_by_label("Starts").fill("13.00")
    hands.click(page.get_by_role("button", name="Move"))
    expect(page.get_by_text("“Lunch” is moved.")).to_be_in_viewport()
    assert shown(page)[4] == "13:00–14:30 Lunch"
    hands.click(page.get_by_role("button", name="Undo: Item moved"))
    assert shown(page)[3:5] == ["11:00–12:30 Visit to the traffic centre", "11:00–12:30 Lunch"]
    assert (hands.clicks, hands.loads) == (8, 8)
