"""Who came by no link reads nothing, and changes nothing, at any address of a delegate's own."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from participants.delegate import urls
from participants.delegate.own import urls as own_urls
from participants.models import LinkSession
from tests.participants.delegate import worlds
from tests.participants.travel import makers as journey
from tests.participants.visits import visitor

pytestmark = pytest.mark.django_db
ARGUMENTS: dict[str, list[Any]] = {
    "driver_card": ["0123456789abcdef"],
    "new_flight": ["in"],
    "my_flight": [1],
    "remove_flight": [1],
}
NAMES = sorted(str(each.name) for each in (*urls.urlpatterns, *own_urls.urlpatterns) if hasattr(each, "name"))
ONLY_POST = {"accept_place", "come_after_all", "confirm_place", "my_data_file", "remove_flight", "remove_my_document"}


def path_of(name: str) -> str:
    return reverse(f"participants:{name}", args=ARGUMENTS.get(name))


def test_without_a_visit_each_address_is_401() -> None:
    client = Client()
    found = {name: client.post(path_of(name)).status_code for name in NAMES}
    reading = {"coming_people", "delegate_home", "driver_card", "me", "my_data", "my_flights", "my_places"}
    assert found == {name: 405 if name in reading else 401 for name in NAMES}
    assert {name: client.get(path_of(name)).status_code for name in NAMES} == {
        name: 405 if name in ONLY_POST else 401 for name in NAMES
    }


def test_visit_that_ended_opens_nothing() -> None:
    row = worlds.delegate()
    client = visitor(row)
    LinkSession.objects.all().delete()
    assert {client.get(path_of(name)).status_code for name in set(NAMES) - ONLY_POST} == {401}


def test_no_browser_keeps_a_page() -> None:
    row = worlds.delegate()
    journey.leg(row)
    client = visitor(row)
    kept = {client.get(path_of(name))["Cache-Control"] for name in set(NAMES) - {"driver_card", "my_flight"}}
    assert kept == {"private, no-store"}
