"""The desk's lists of people and of posts cost the same for one, 40 and 300 of them."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.counting import asked
from tests.desk import event_rows, people_rows, programme_rows, work_rows
from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tours.models import Event

pytestmark = pytest.mark.django_db
LISTS = {
    "announcements:desk_all_posts": 6,
    "announcements:desk_posts": 11,
    "participants:cards?q=delegate": 5,
    "participants:delegates": 14,
    "participants:delegates?page=2": 14,
    "participants:delegations": 7,
    "participants:focal_points": 9,
    "participants:invite": 8,
    "participants:remind": 14,
    "participants:requests": 6,
    "participants:seen": 14,
    "participants:selection": 12,
    "participants:tell": 10,
}
"""What each asks of the database, as `counts.txt` has it."""
OF_SITE = {"announcements:desk_all_posts", "participants:cards"}
OF_PROGRAMME = {"participants:focal_points"}


@pytest.mark.parametrize("size", [1, 40, pytest.param(300, marks=pytest.mark.slow)])
def test_list_costs_the_same_however_many_stand_in_it(size: int) -> None:
    event, desk = many(size), browser_of(rows.coordinator())
    desk.get("/desk/")  # the first request notes the device
    assert {name: queries_of(desk, address_of(name, event)) for name in LISTS} == LISTS


def address_of(name: str, event: Event) -> str:
    route, _mark, query = name.partition("?")
    of = [event.programme.slug] if route in OF_PROGRAMME else [event.uid]
    return f"{reverse(route, args=[] if route in OF_SITE else of)}?{query}"


def many(size: int) -> Event:
    programme_rows.fill_programme(rows.programme(), 1, mark="many")
    programme_rows.fill_site(1, mark="many")
    towns = programme_rows.cities(size, mark="many")
    event = rows.event(host_city=towns[0], picture=event_rows.picture())
    event.groups.create(name="Bus")
    event_rows.fill_cities(event, size, towns, mark="many")
    rows.publish(event)
    delegations = people_rows.fill_delegations(event, size, mark="many")
    delegates = people_rows.fill_delegates(event, size, delegations, mark="many")
    people_rows.fill_papers(event, size, delegates, mark="many")
    work_rows.fill_posts(event, size, event.editions.get())
    return event


def queries_of(desk: Client, address: str) -> int:
    with asked() as seen:
        answer = desk.get(address)
    assert answer.status_code == 200
    return seen.queries
