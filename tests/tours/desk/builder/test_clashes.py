"""The builder tells how many clashes the agenda has, and asks anew after what was done in place."""

import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.counting import asked
from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tours.models import Event

pytestmark = pytest.mark.django_db
IN_PLACE = {"HX-Request": "true"}


@pytest.fixture
def event() -> Event:
    made, place = rows.event(), rows.venue()
    rows.item(made, title="Opening", venue=place)
    return made


@pytest.fixture
def browser(event: Event) -> Client:
    return browser_of(rows.coordinator())


def address(event: Event, name: str, *more: object) -> str:
    return reverse(f"tours:{name}", args=[event.uid, *more])


def told(words: str) -> list[str]:
    return re.findall(r'<a href="[^"]*/checks/">(\d+ clash[a-z ]*)</a>', words)


@time_machine.travel("2017-09-01", tick=False)
def test_number_stands_on_the_page_and_is_asked_for_after_what_was_typed_in_place(
    event: Event, browser: Client
) -> None:
    page = browser.get(address(event, "desk_agenda")).content.decode()
    assert (told(page), f'hx-get="{address(event, "desk_clashes")}" hx-trigger="agenda from:body"' in page) == (
        [],
        True,
    )
    sent = {"day": "2017-09-04", "text": "10:30 Talk @ KINTEX"}
    answer = browser.post(address(event, "desk_lines"), sent, headers=IN_PLACE)
    assert answer.headers["HX-Trigger"] == '{"agenda": {}}'
    part = browser.get(address(event, "desk_clashes"), headers=IN_PLACE).content.decode()
    page = browser.get(address(event, "desk_agenda")).content.decode()
    assert told(part) == told(page) == ["1 clash in the agenda"]


@time_machine.travel("2017-09-01", tick=False)
@pytest.mark.parametrize("items", [1, 40, 300])
def test_part_costs_the_same_for_any_number_of_items(browser: Client, items: int) -> None:
    many = rows.full_event(items)
    browser.get("/desk/")
    with asked() as cost:
        browser.get(address(many, "desk_clashes"), headers=IN_PLACE)
    assert cost.queries == 6
