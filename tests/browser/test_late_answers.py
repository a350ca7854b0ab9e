"""Answers come late, or never: what is typed in place meanwhile stays, and waits to be sent."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import sign_in
from tests.factories import rows
from tests.participants import makers
from tours.models import Event
from tours.vocabulary import RoleKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def agenda(transactional_db: None) -> Event:
    event = rows.event(title="Smart City Week")
    for start, title in (("9:00", "Opening"), ("10:30", "Coffee"), ("12:30", "Lunch")):
        rows.item(event, title=title, start=start, end=None)
    rows.speaker(event.items.get(title="Opening"), "Maja Novak")
    return event


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, agenda: Event) -> Iterator[Page]:
    """The agenda. Its console may tell of what was not answered; errors of a script fail the test."""
    context, errors = browser.new_context(viewport={"width": 1280, "height": 900}), list[str]()
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    sign_in(page, live_server, rows.coordinator())
    page.goto(live_server.url + reverse("tours:desk_agenda", args=[agenda.uid]))
    yield page
    context.close()
    assert errors == []


@contextmanager
def unanswered(page: Page, *, for_ever: bool = False) -> Iterator[None]:
    """What forms send meanwhile is answered only afterwards, or never."""
    held, is_over = list[Route](), False

    def take(route: Route) -> None:
        if is_over or route.request.method != "POST" or "understood" in route.request.url:
            route.continue_()
        elif for_ever:
            route.abort()
        else:
            held.append(route)

    page.route("**/desk/**", take)
    yield
    is_over = True
    for route in held:
        route.continue_()


def test_words_outlive_late_answers(page: Page, agenda: Event) -> None:
    form, line = page.locator("tr.editing"), page.get_by_label("Add to 4 September")
    title, said = form.get_by_label("Title"), page.locator("#messages")
    with unanswered(page):
        page.get_by_role("button", name="Later: Opening").click()
        page.get_by_role("link", name="Edit: Coffee").click()
        title.fill("Tea")
        line.fill("15:00 Talk")
    expect(said).to_contain_text("“Opening” is moved down.")
    expect(title).to_have_value("Tea")
    expect(line).to_have_value("15:00 Talk")

    expect(line).to_be_focused()
    with unanswered(page):
        line.press("Enter")
        page.keyboard.type("16:00 Walk")
        page.keyboard.press("Enter")
        page.keyboard.type("17:00 Din")
        page.get_by_role("button", name="Later: Lunch").click()
        line.focus()
        page.keyboard.type("ner")
    expect(page.locator("tr", has_text="Talk")).to_be_visible()
    expect(said).to_contain_text("“Lunch”")
    expect(line).to_have_value("16:00 Walk\n17:00 Dinner")
    with unanswered(page):
        line.press("Enter")
        page.keyboard.type("18:00 Walk home")
        page.keyboard.press("Enter")
    expect(page.locator("tr", has_text="Walk home")).to_be_visible()
    expect(line).to_have_value("")
    with unanswered(page, for_ever=True):
        line.fill("19:00 Farewell")
        line.press("Enter")
        expect(page.get_by_text("Not saved: the site does not answer.")).to_be_visible()
        expect(line).to_have_value("19:00 Farewell")
        form.get_by_role("button", name="Save").click()
        expect(form.get_by_text("Not saved: the site does not answer.")).to_be_visible()
        expect(form.get_by_role("button", name="Save")).to_be_focused()
    agenda.items.filter(title="Walk home").update(title="Walk back")
    page.get_by_role("button", name="Undo:").click()
    expect(form.get_by_text("What you typed here is not saved yet.")).to_be_visible()
    with unanswered(page):
        form.get_by_role("button", name="Save").click()
        expect(form).to_have_attribute("inert", "")
        page.keyboard.press("Enter")
    expect(form).to_have_count(0)
    expect(line).to_have_value("19:00 Farewell")
    assert sorted(agenda.items.values_list("title", flat=True)) == [
        "Dinner",
        "Lunch",
        "Opening",
        "Talk",
        "Tea",
        "Walk",
        "Walk back",
    ]


def test_offered_name_takes_the_place_of_the_name_that_was_typed_on(page: Page) -> None:
    page.get_by_role("link", name="Edit: Coffee").click()
    people = page.get_by_label("Speakers")
    people.press_sequentially("Nov")
    offer = page.get_by_role("button", name="Maja Novak")
    expect(offer).to_be_visible()
    page.route("**/understood/", lambda _route: None)
    people.press_sequentially("ak, moderator")
    offer.click()
    expect(people).to_have_value("Maja Novak, moderator")


def test_row_of_a_delegate_is_locked_until_it_is_answered(page: Page, live_server: LiveServer) -> None:
    event, by = makers.published_event(slug="tour"), rows.coordinator()
    makers.proposed(makers.delegation(event, by=by), by=by, name="Ana Primer", position="Architect")
    page.context.clear_cookies()
    sign_in(page, live_server, rows.colleague(RoleKind.REGISTRAR, at=event, name="Ivo"))
    page.goto(live_server.url + reverse("participants:delegates", args=[event.uid]))
    page.get_by_role("link", name="Edit").click()
    form = page.locator("tr.editing")
    form.get_by_label("Position").fill("Mayor")
    with unanswered(page):
        form.get_by_role("button", name="Save").click()
        expect(form).to_have_attribute("inert", "")
    expect(page.get_by_role("row").filter(has_text="Ana Primer")).to_contain_text("Mayor")
