"""What a reader came for, and how many taps it takes: each journey begins at home unless it says otherwise, and a tap is a link,
a button, a box or the way back of the browser.
"""

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from announcements.posts.writing import save_post
from tests.announcements.makers import published_post
from tests.browser.conftest import PHONE, watched
from tests.browser.counting import Hands
from tests.browser.looking import assert_sound
from tests.factories import rows
from tours.models import Event
from tours.vocabulary import PersonRole
from tours.wording import full_date

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHARES = "navigator.share = async (what) => { document.title = `${what.title} ${what.url}`; };"
"""A browser that has a list of programs to share with, which Chromium has not where nothing is installed."""
Journey = Callable[[Hands, date], None]


@pytest.fixture
def week(transactional_db: None) -> Event:
    """A coming week in Seoul, Monday to Friday, told of in a post. The second version, which is of today, moved the
    session on Wednesday at 15:00; the first is older than a week.
    """
    today = timezone.now().date()
    monday = today + timedelta(days=14 - today.weekday())
    event = rows.event(slug="week", title="Smart City Week", starts=monday, ends=monday + timedelta(days=4))
    for number in range(5):
        rows.item(event, title=f"Talk {number + 1}", day=monday + timedelta(days=number))
    tea = rows.item(event, title="Tea", day=monday + timedelta(days=2), start=time(15), end=time(16), room="Room 2")
    rows.part(tea, "Đorđe Čačak", role=PersonRole.MODERATOR)
    with time_machine.travel(timezone.now() - timedelta(days=10)):
        rows.publish(event)
    tea.room = "Room 5"
    tea.save()
    rows.publish(event)
    save_post(published_post(event=event, title="Cities meet in 서울"))
    return event


@pytest.fixture
def reader(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """On a phone in Rijeka."""
    context = browser.new_context(viewport={"width": PHONE, "height": 844}, timezone_id="Europe/Zagreb")
    context.add_init_script(SHARES)
    yield from watched(context)


def opens_the_event(hands: Hands, wednesday: date) -> None:
    hands.click(hands.page.get_by_role("link", name="Smart City Week"))
    expect(hands.page.get_by_role("heading", level=1)).to_have_text("Smart City Week")


def finds_wednesday_at_three(hands: Hands, wednesday: date) -> None:
    opens_the_event(hands, wednesday)
    hands.click(hands.page.locator(f".day-tabs a[href='#day-{wednesday}']"))
    day = hands.page.locator(f"#day-{wednesday}")
    expect(day).to_be_in_viewport()
    expect(day.get_by_text("15:00–16:00").first).to_be_visible()
    expect(day.get_by_text("Room 5").first).to_be_visible()


def takes_only_wednesday(hands: Hands, wednesday: date) -> None:
    finds_wednesday_at_three(hands, wednesday)
    with hands.page.expect_download() as file:
        hands.click(hands.page.locator(f"#day-{wednesday}").get_by_role("link", name="Add this day to calendar"))
    assert file.value.path().read_bytes().count(b"BEGIN:VEVENT") == 2


def shares(hands: Hands, wednesday: date) -> None:
    opens_the_event(hands, wednesday)
    hands.click(hands.page.get_by_role("button", name="Share this page"))
    expect(hands.page).to_have_title("Smart City Week http://127.0.0.1:8000/events/week/")


def takes_the_programme_for_the_pocket(hands: Hands, wednesday: date) -> None:
    opens_the_event(hands, wednesday)
    hands.page.route("**/programme.pdf?*", a_file)
    with hands.page.expect_download() as file:
        hands.click(hands.page.get_by_role("link", name="Programme for the pocket (PDF, A6)"))
    assert file.value.url.endswith("/events/week/programme.pdf?format=pocket")


def a_file(route: Route) -> None:
    """Instead of the PDF, which takes a second and has tests of its own."""
    route.fulfill(body="", content_type="application/pdf", headers={"Content-Disposition": "attachment"})


def finds_the_moderator(hands: Hands, wednesday: date) -> None:
    opens_the_event(hands, wednesday)
    hands.click(hands.page.locator(f".day-tabs a[href='#day-{wednesday}']"))
    people = hands.page.locator(f"#day-{wednesday} .people")
    expect(people).to_have_text("Moderator: Đorđe Čačak")
    expect(people).to_be_in_viewport()


def sees_what_changed(hands: Hands, wednesday: date) -> None:
    """Since last week: the versions stand under their days, the newest first."""
    opens_the_event(hands, wednesday)
    hands.click(hands.page.get_by_role("link", name="What has changed"))
    today = timezone.localdate(timezone=ZoneInfo("Asia/Seoul"))
    versions = [f"Version 2, {full_date(today)}", f"Version 1, {full_date(today - timedelta(days=10))}"]
    expect(hands.page.locator("main h2")).to_have_text(versions)
    expect(hands.page.locator("#version-2 .change")).to_contain_text("Room 2")


def asks_what_changed_since_a_day(hands: Hands, wednesday: date) -> None:
    """In one list, however many versions came since: the day is typed."""
    sees_what_changed(hands, wednesday)
    hands.type(hands.page.get_by_label("Or since the day"), str(timezone.now().date() - timedelta(days=7)))
    hands.click(hands.page.get_by_role("button", name="Show changes"))
    expect(hands.page.locator("main h2")).to_contain_text(["Since version 1"])
    expect(hands.page.locator(".change")).to_contain_text(["Room 2"])


def finds_news_of_seoul(hands: Hands, wednesday: date) -> None:
    hands.type(hands.page.get_by_role("searchbox", name="Search this site"), "서울")
    hands.click(hands.page.get_by_role("button", name="Search"))
    expect(hands.page.get_by_role("link", name="Cities meet in 서울")).to_be_visible()


def sees_which_cities_went_where(hands: Hands, wednesday: date) -> None:
    hands.click(hands.page.get_by_role("navigation", name="Site", exact=True).get_by_role("link", name="Cities"))
    seoul = hands.page.locator(".entry").filter(has=hands.page.get_by_role("heading", name="Seoul"))
    expect(seoul.locator(".sessions").get_by_role("link", name="Smart City Week")).to_be_visible()


def comes_back_to_the_filtered_list(hands: Hands, wednesday: date) -> None:
    """From the event's page, to which a filtered list led."""
    hands.page.goto(f"{hands.page.url}events/?q=week&year={wednesday.year}")
    hands.page.get_by_role("main").get_by_role("link", name="Smart City Week").click()
    expect(hands.page.get_by_role("heading", level=1)).to_have_text("Smart City Week")
    hands.back()
    expect(hands.page.get_by_label("Search words")).to_have_value("week")


def reads_the_times_at_home(hands: Hands, wednesday: date) -> None:
    """From the event's page."""
    hands.page.goto(f"{hands.page.url}events/week/")
    hands.click(hands.page.get_by_role("checkbox", name="Show times at home"))
    expect(hands.page.locator(".times-at-home").first).to_contain_text("at your place")


def takes_own_items(hands: Hands, wednesday: date) -> None:
    opens_the_event(hands, wednesday)
    hands.click(hands.page.get_by_role("button", name="Add “Tea” to my programme"))
    hands.click(hands.page.get_by_role("link", name="See my programme (1)"))
    with hands.page.expect_download() as file:
        hands.click(hands.page.get_by_role("link", name="Calendar file (.ics)"))
    assert b"SUMMARY:Tea" in file.value.path().read_bytes()


TAPS: dict[Journey, int] = {
    opens_the_event: 1,
    finds_wednesday_at_three: 2,
    takes_only_wednesday: 3,
    shares: 2,
    takes_the_programme_for_the_pocket: 2,
    finds_the_moderator: 2,
    sees_what_changed: 2,
    asks_what_changed_since_a_day: 4,
    finds_news_of_seoul: 2,
    sees_which_cities_went_where: 1,
    comes_back_to_the_filtered_list: 1,
    reads_the_times_at_home: 1,
    takes_own_items: 4,
}


def test_reader_needs_as_few_taps_as_the_table_says(reader: Page, live_server: LiveServer, week: Event) -> None:
    taken = {}
    for journey in TAPS:
        reader.goto(live_server.url + "/")
        hands = Hands(reader)
        journey(hands, week.starts + timedelta(days=2))
        taken[journey] = hands.clicks
    assert taken == TAPS


def test_stars_stay_in_the_browser_and_tell_what_changed(reader: Page, live_server: LiveServer, week: Event) -> None:
    tea = week.items.get(title="Tea")
    reader.goto(f"{live_server.url}/events/week/items/{tea.uid}/")
    reader.get_by_role("button", name="Add “Tea” to my programme").click()
    reader.goto(live_server.url + "/events/week/")
    pressed = reader.locator(".star[aria-pressed=true]")
    expect(pressed).to_have_count(1)
    reader.get_by_role("button", name="Add “Talk 1” to my programme").click()
    assert_sound(reader)
    tea.delete()
    rows.publish(week)
    reader.get_by_role("link", name="See my programme (2)").click()
    expect(reader.locator(".item h4")).to_have_text(["Talk 1", "Tea Cancelled"])
    expect(reader.get_by_role("heading", name="Changed since version 2")).to_be_visible()
    assert_sound(reader)
    reader.get_by_role("button", name="Add “Tea” to my programme").click()
    expect(reader.get_by_role("link", name="See my programme (1)")).to_be_visible()
    assert tea.uid.hex in str(reader.get_by_role("link", name="Calendar file (.ics)").get_attribute("href"))
    reader.goto(live_server.url + "/events/week/my-programme/")  # without a choice: to that of this browser
    expect(reader.locator(".item h4")).to_have_text(["Talk 1"])
    expect(reader.get_by_text("Changed since")).to_have_count(0)
    expect(reader.get_by_role("link", name="See my programme")).to_have_count(0)  # it is this page


def test_address_is_copied_where_no_program_is_offered(browser: Browser, live_server: LiveServer, week: Event) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    for page in watched(context):
        page.goto(live_server.url + "/events/week/")
        page.get_by_role("button", name="Copy the address").click()
        expect(page.locator("#share-at-once")).to_contain_text("Copied.")
        assert page.evaluate("navigator.clipboard.readText()") == "http://127.0.0.1:8000/events/week/"
