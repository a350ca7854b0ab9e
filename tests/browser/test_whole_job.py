"""A coordinator's whole job: from signing in to a published programme of three days and twenty items, and a change of it."""

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
    coordinator = rows.coordinator()
    coordinator.set_password(PASSWORD)
    coordinator.save()
    rows.rijeka()
    page.goto(f"{live_server.url}/desk/")
    hands = Hands(page)
    hands.type(page.get_by_label("E-mail address"), coordinator.email)
    hands.type(page.get_by_label("Password"), PASSWORD)
    hands.click(page.get_by_role("button", name="Sign in", exact=True))

    hands.click(page.get_by_role("link", name="New event"))
    hands.type(page.get_by_label("Title"), "Smart City Week")
    hands.type(page.get_by_label("First day"), "2017-09-04")
    hands.type(page.get_by_label("Last day"), "2017-09-06")
    hands.type(page.get_by_label("City", exact=True), "Rijeka")
    hands.click(page.get_by_role("button", name="Make the event"))

    hands.click(page.get_by_role("link", name="Import", exact=True))
    hands.type(page.get_by_label("The agenda"), AGENDA)
    hands.click(page.get_by_role("button", name="Show what it comes to"))
    hands.click(page.get_by_role("button", name="Import 20 items"))
    expect(page.get_by_text("20 items are added.")).to_be_visible()

    hands.click(page.get_by_role("link", name="Publish", exact=True))
    hands.click(page.get_by_role("button", name="Publish version 1"))
    expect(page.get_by_role("link", name="The programme to print (PDF)")).to_be_visible()

    hands.click(page.get_by_role("link", name="Agenda", exact=True))
    hands.click(page.get_by_role("link", name="Edit: Round table"))
    hands.type(page.locator("tr.editing").get_by_label("Starts"), "10:00")
    hands.click(page.locator("tr.editing").get_by_role("button", name="Save"))
    expect(page.locator("tr.editing")).to_have_count(0)
    hands.click(page.get_by_role("link", name="Publish", exact=True))
    hands.click(page.get_by_role("button", name="Publish version 2"))
    expect(page.get_by_role("link", name="The programme to print (PDF)")).to_be_visible()

    event = Event.objects.get(title="Smart City Week")
    assert [(edition.number, edition.event_id) for edition in event.editions.order_by("number")] == [
        (1, event.pk),
        (2, event.pk),
    ]
    assert (event.published.number, event.items.count(), event.zone) == (2, 20, "Europe/Zagreb")
    assert hands.cost == Cost(clicks=21, fields=8, keys=0, loads=11)
