"""Venues and people that an item names and that there are not; and items that are adopted by their uid."""

from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from tests.api.programs import Program, token_for
from tests.factories import rows
from tours.models import Event, Person, Venue
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
ROW: dict[str, Any] = {
    "external_id": "A",
    "title": "Visit",
    "day": "2017-09-04",
    "venue": {"name": "Traffic centre"},
    "parts": [{"role": "speaker", "person": {"name": "Ana Primer"}}, {"role": "driver"}],
}


@pytest.fixture
def event() -> Event:
    return rows.event()


@pytest.fixture
def items(event: Event) -> str:
    return f"events/{event.uid}/items/"


def test_row_makes_the_venue_and_people_that_there_are_not(program: Program, event: Event, items: str) -> None:
    again = ROW | {"external_id": "B", "create_missing": True}
    answer = program.put(items, [ROW | {"create_missing": True}, again])
    venue, person = Venue.objects.get(), Person.objects.get()
    assert (answer.status_code, answer.data["created"], event.items.count()) == (200, 2, 2)
    assert (venue.name, venue.city, person.display_name) == ("Traffic centre", event.host_city, "Ana Primer")
    assert event.appearances.get().person == person


def test_only_a_row_that_says_so_makes_anything(program: Program, items: str) -> None:
    others = {"venue": {"name": "Elsewhere"}, "external_id": "B", "parts": []}
    answer = program.put(items, [ROW | {"create_missing": True}, ROW | others])
    [row] = answer.data["rows"]
    assert (row["row"], row["errors"], Venue.objects.count()) == (1, {"venue": ["There is no such venue."]}, 0)


def test_item_that_is_added_or_changed_alone_makes_them_too(program: Program, event: Event, items: str) -> None:
    added = program.post(items, ROW | {"create_missing": True})
    assert (added.status_code, added.data["venue"]["name"], "create_missing" in added.data) == (
        201,
        "Traffic centre",
        False,
    )
    facts = {"venue": {"name": "Port", "city": event.host_city.slug}, "create_missing": True}
    changed = program.patch(f"{items}{added.data['uid']}/", facts, if_match=added["ETag"])
    assert (changed.status_code, changed.data["venue"]["name"]) == (200, "Port")


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_token_for_one_event_makes_nothing_that_all_events_share(
    maja: User, event: Event, items: str, method: str
) -> None:
    program = Program(token_for(maja, event=event))
    sent = ROW | {"create_missing": True}
    answer = program.ask(method, items, sent if method == "POST" else [sent])
    assert (answer.status_code, "which all events share" in answer.data["detail"]) == (403, True)
    assert (Venue.objects.count(), Person.objects.count()) == (0, 0)


def test_editor_of_one_event_makes_them(event: Event, items: str) -> None:
    editor = Program(token_for(rows.colleague(RoleKind.EDITOR, at=event)))
    assert editor.post(items, ROW | {"create_missing": True}).status_code == 201


def test_item_typed_by_hand_is_adopted_by_its_uid(program: Program, event: Event, items: str) -> None:
    item = rows.item(event, title="By hand", room="Hall 1")
    answer = program.put(items, [{"uid": str(item.uid), "external_id": "A", "title": "Opening"}])
    item.refresh_from_db()
    assert (answer.data["updated"], item.external_id, item.title, item.room) == (1, "A", "Opening", "Hall 1")
    again = program.put(items, [{"external_id": "A", "title": "Welcome"}])
    assert (again.data["rows"][0]["uid"], event.items.count()) == (str(item.uid), 1)


def test_uid_alone_names_an_item(program: Program, event: Event, items: str) -> None:
    item = rows.item(event)
    answer = program.put(items, [{"uid": str(item.uid), "title": "Opening"}])
    assert answer.data["rows"] == [{"external_id": "", "uid": str(item.uid), "outcome": "updated"}]


def test_uid_that_the_event_does_not_have_is_refused(program: Program, event: Event, items: str) -> None:
    elsewhere = rows.item(rows.event(), title="Another's")
    sent = [{"uid": str(uid), "title": "x", "day": "2017-09-04"} for uid in (elsewhere.uid, uuid4())]
    answer = program.put(items, [*sent, {"external_id": "A", "title": "y", "day": "2017-09-04"}])
    elsewhere.refresh_from_db()
    told = {"uid": ["The event has no item with this uid."]}
    assert (answer.status_code, [row["errors"] for row in answer.data["rows"]]) == (400, [told, told])
    assert (elsewhere.title, event.items.count()) == ("Another's", 0)


def test_external_id_of_another_item_cannot_be_taken(program: Program, event: Event, items: str) -> None:
    rows.item(event, external_id="A")
    item = rows.item(event)
    answer = program.put(items, [{"uid": str(item.uid), "external_id": "A"}])
    told = {"row": ["This event already has an item with this external id."]}
    assert (answer.status_code, answer.data["rows"][0]["errors"]) == (400, told)


def test_row_needs_one_of_both_names(program: Program, items: str) -> None:
    answer = program.put(items, [{"title": "x", "day": "2017-09-04"}])
    assert answer.data["rows"][0]["errors"] == {"external_id": ["Each row needs an external_id or a uid."]}
