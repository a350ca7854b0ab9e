"""Each page of a delegate costs the same at one item and person as at forty, and begins no transaction."""

from datetime import time
from pathlib import Path

import pytest
from django.db.models import F
from django.urls import reverse

from participants.models import Delegate
from tests.counting import asked
from tests.factories import rows
from tests.html_checker import complaints
from tests.participants import makers
from tests.participants.delegate import worlds
from tests.participants.travel import makers as journey
from tests.participants.travel.documents.document_makers import document
from tests.participants.visits import coming_event, proven_visitor

pytestmark = pytest.mark.django_db
QUERIES = {
    "delegate_home": 8,
    "coming_people": 4,
    "my_places": 3,
    "my_agenda": 4,
    "my_changes": 2,
    "me": 6,
    "no_to_place": 1,
    "my_details": 4,
    "my_contacts": 2,
    "my_name": 1,
    "my_needs": 2,
    "my_preparation": 6,
    "my_flights": 2,
    "my_document": 2,
    "my_data": 2,
    "ask_for_deletion": 2,
    "my_calendar": 3,
}


def world(size: int) -> Delegate:
    """With everything that a page may show, `size` times."""
    by, event = rows.operator(), coming_event()
    row = worlds.delegate(event, by=by)
    home = makers.delegation(event, by=by, seats=size)
    place = rows.venue(address="217-60 Kintex-ro")
    for number in range(size):
        worlds.contact(makers.accepted(home, by=by, shares_contact=True))
        rows.item(event, title=f"Item {number}", start=time(8, number), end=None, venue=place)
        driver = journey.coming(event, "Lee Driver", capacity="driver")
        worlds.contact(driver)
        journey.leg(row, pickup=journey.pickup(event, driver=driver))
    Delegate.objects.filter(event=event).update(told_state=F("state"))
    rows.publish(event)
    worlds.contact(row)
    journey.asked_of_all(event)
    journey.entry_requirement(event)
    journey.stay(row)
    return row


@pytest.mark.parametrize("size", [1, 40])
def test_pages_cost(size: int) -> None:
    client = proven_visitor(world(size))
    found = {}
    for name in QUERIES:
        client.get(reverse(f"participants:{name}"))  # draws what is kept from then on
        with asked() as costs:
            client.get(reverse(f"participants:{name}"))
        found[name] = (costs.queries, costs.transactions)
    assert found == {name: (queries, 0) for name, queries in QUERIES.items()}  # who reads waits for nobody who writes


@pytest.mark.slow
def test_pages_are_valid_html(tmp_path: Path) -> None:
    """With everything that they may show, and each form with what is wrong in it."""
    row = world(2)
    document(row)
    client = proven_visitor(row)
    for name in QUERIES:
        path = reverse(f"participants:{name}")
        (tmp_path / f"{name}.html").write_bytes(client.get(path).content)
        (tmp_path / f"{name}-wrong.html").write_bytes(client.post(path, {"name": ""}).content)
    pages = sorted(path for path in tmp_path.glob("*.html") if path.stat().st_size)
    assert (len(pages) > len(QUERIES), complaints(pages)) == (True, [])
