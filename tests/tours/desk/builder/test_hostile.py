"""What nobody types by accident is refused by a sentence: days at the end of the calendar, and more names than people have."""

from time import process_time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tours.models import Event
from tours.record.building.names import People
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
LAST = "9999-12-31"
NIGHT = {"start": "22:00", "end": "01:00", "next_day": "on"}
WHOLE = {"title": "Opening", "day": "2017-09-05", "kind": "session", "status": "confirmed", "level": "public"}


@pytest.fixture
def event() -> Event:
    return rows.event(title="Week")


@pytest.fixture
def browser(event: Event) -> Client:
    return browser_of(rows.colleague(RoleKind.EDITOR, at=event))


def sent(browser: Client, event: Event, page: str, facts: dict[str, Any]) -> int:
    item = event.items.get() if page in ("desk_item", "desk_move") else None
    address = reverse(f"tours:{page}", args=[event.uid, *([item.uid] if item else [])])
    return browser.post(address, facts).status_code


def test_day_at_the_end_of_the_calendar_is_refused(browser: Client, event: Event) -> None:
    rows.item(event)
    assert sent(browser, event, "desk_item", {**WHOLE, **NIGHT}) == 302
    assert sent(browser, event, "desk_item", {**WHOLE, **NIGHT, "day": LAST}) == 400
    assert sent(browser, event, "desk_move", {"day": LAST, "start": "23:30"}) == 400
    assert sent(browser, event, "desk_copy_day", {"day": "2017-09-05", "to": LAST}) == 400
    assert sent(browser, event, "desk_lines", {"day": LAST, "text": "22:00-01:00 Night walk"}) == 400
    table = f"Day;Start;End;Title\n{LAST};22:00;01:00;Night walk\n"
    assert sent(browser, event, "desk_import", {"text": table, "is_table": "on", "step": "review"}) == 200


def test_names_of_more_people_than_a_query_takes_are_looked_up(event: Event) -> None:
    names = [f"Ana Kos{number}" for number in range(1100)]
    known = rows.person("Ana Kos7")
    people = People(event, [*names, f"Ana {'K' * 60_000}"], rows.operator())
    assert [people.named(name).uid for name in names if people.meant(name)] == [known.uid]


def test_long_words_are_understood_at_once(browser: Client, event: Event) -> None:
    begun = process_time()
    for text in ("@" + " " * 60_000 + "@", "- a" * 60_000):
        assert sent(browser, event, "desk_understood", {"text": text, "people": text}) == 200
    assert process_time() - begun < 1


def test_item_has_at_most_a_hundred_people(browser: Client, event: Event) -> None:
    rows.item(event)
    assert sent(browser, event, "desk_item", {**WHOLE, "people": "?\n" * 101}) == 400
