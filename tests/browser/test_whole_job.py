"""A coordinator's whole job: from signing in to a published programme of three days and twenty items, and a change of it."""

import re
from datetime import time

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.accounts.signing_in import PASSWORD
from tests.browser.counting import Cost, Hands
from tests.factories import rows
from tours.models import Event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AGENDA = """Monday 4 September 2017
09:00-09:30 Registration @ City Hall
09:30-10:15 Opening, by Ana Novak
10:15-10:45 Coffee break
10:45-12:30 Visit to the traffic centre
12:30-14:00 Lunch
14:00-15:30 Meeting with the planning department
19:00-21:00 Welcome dinner
Tuesday 5 September 2017
09:00-09:30 Bus to the depot
09:30-11:00 Visit to the tram depot
11:30-12:30 Panel on open data
12:30-14:00 Lunch
14:00-15:00 Budget that citizens read
15:00-17:00 City tour
19:00-22:00 Dinner on the river
Wednesday 6 September 2017
09:30-11:00 Round table
11:00-11:30 Coffee
11:30-12:30 What each city takes home
12:30-14:00 Farewell lunch
14:00-15:00 Evaluation
15:00-16:00 Bus to the airport
"""


def test_event_is_made_filled_published_changed_and_published_again(page: Page, live_server: LiveServer) -> None:
    assert done(page, live_server.url) == Cost(clicks=21, fields=8, keys=0, loads=11)


def test_the_same_without_script(page_without_script: Page, live_server: LiveServer) -> None:
    assert done(page_without_script, live_server.url) == Cost(clicks=25, fields=8, keys=0, loads=13)


def done(page: Page, site: str) -> Cost:
    """Does the whole job on a site with one city."""
    coordinator = rows.coordinator()
    coordinator.set_password(PASSWORD)
    coordinator.save()
    rows.rijeka()
    page.goto(f"{site}/desk/")
    hands = Hands(page)
    sign_in(hands, coordinator.email)
    make_event(hands)
    import_agenda(hands)
    publish(hands, version=1)
    change_start(hands)
    publish(hands, version=2)
    event = Event.objects.get(title="Smart City Week")
    starts = event.items.get(title="Round table").start
    assert (event.published.number, event.items.count(), event.zone, starts) == (2, 20, "Europe/Zagreb", time(10))
    return hands.cost


def sign_in(hands: Hands, email: str) -> None:
    hands.type(hands.page.get_by_label("E-mail address"), email)
    hands.type(hands.page.get_by_label("Password"), PASSWORD)
    hands.click(hands.page.get_by_role("button", name="Sign in", exact=True))


def make_event(hands: Hands) -> None:
    hands.click(hands.page.get_by_role("link", name="New event"))
    facts = {"Title": "Smart City Week", "First day": "2017-09-04", "Last day": "2017-09-06", "City": "Rijeka"}
    for label, text in facts.items():
        hands.type(hands.page.get_by_label(re.compile(f"^{label}")), text)
    hands.click(hands.page.get_by_role("button", name="Make the event"))


def import_agenda(hands: Hands) -> None:
    hands.follow("Import")
    hands.type(hands.page.get_by_label("The agenda"), AGENDA)
    hands.click(hands.page.get_by_role("button", name="Show the result"))
    hands.click(hands.page.get_by_role("button", name="Import 20 items"))
    expect(hands.page.get_by_text("20 items are added.")).to_be_visible()


def publish(hands: Hands, *, version: int) -> None:
    hands.follow("Publish")
    hands.click(hands.page.get_by_role("button", name=f"Publish version {version}"))
    expect(hands.page.get_by_role("link", name="The programme to print (PDF)")).to_be_visible()


def change_start(hands: Hands) -> None:
    hands.follow("Agenda")
    hands.click(hands.page.get_by_role("link", name="Edit: Round table"))
    hands.type(hands.page.get_by_role("textbox", name="Starts"), "10:00")
    hands.click(hands.page.get_by_role("button", name="Save"))
    expect(hands.page.get_by_text("10:00–11:00")).to_be_visible()
