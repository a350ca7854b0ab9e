"""A verb that changes nothing notes no edit: an event that is as published stays so."""

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from django.core.files.base import ContentFile

from accounts.models import User
from tests.factories import rows
from tours.models import Contact, Event
from tours.record.building.many_items import change_items, copy_items
from tours.record.building.one_item import delete_items, move_earlier, move_item
from tours.record.building.shifting import Shift, shift_items
from tours.record.documents import save_document
from tours.record.event_parts import move_part, save_part

pytestmark = pytest.mark.django_db
NOTHING: dict[str, Callable[[Event, User], Any]] = {
    "move the first item up": lambda event, by: move_earlier(event, event.items.get(), by=by),
    "move an item to where it is": lambda event, by: move_item(event, event.items.get(), event.starts, time(10), by=by),
    "give items the room that they have": lambda event, by: change_items(
        event, event.items.all(), {"room": "Hall"}, by=by
    ),
    "copy no item": lambda event, by: copy_items(event, event.items.none(), by=by),
    "delete no item": lambda event, by: delete_items(event, event.items.none(), by=by),
    "shift no item": lambda event, by: shift_items(event, Shift(30, after=time(23)), by=by),
    "save a contact as it is": lambda event, by: save_part(event.contacts.get()),
    "move the only contact down": lambda event, by: move_part(event.contacts.get(), 1),
    "save a document as it is": lambda event, by: save_document(
        event, {"title": "Map", "items": [event.items.get().uid]}, document=event.documents.get()
    ),
}
SOMETHING: dict[str, Callable[[Event, User], Any]] = {
    "move an item": lambda event, by: move_item(event, event.items.get(), event.starts, time(11), by=by),
    "give items a room": lambda event, by: change_items(event, event.items.all(), {"room": "Foyer"}, by=by),
    "copy an item": lambda event, by: copy_items(event, event.items.all(), by=by),
    "delete an item": lambda event, by: delete_items(event, event.items.all(), by=by),
    "shift an item": lambda event, by: shift_items(event, Shift(30), by=by),
    "save a contact with another name": lambda event, by: save_part(_renamed(event.contacts.get())),
    "take the items of a document away": lambda event, by: save_document(
        event, {"items": []}, document=event.documents.get()
    ),
    "give a document another title": lambda event, by: save_document(
        event, {"title": "Plan"}, document=event.documents.get()
    ),
}


def _renamed(contact: Contact) -> Contact:
    contact.name = "Somebody else"
    return contact


@pytest.fixture
def event() -> Event:
    made = rows.event()
    item = rows.item(made, room="Hall")
    Contact.objects.create(event=made, name="Office", email="office@example.org")
    file = ContentFile(b"%PDF-1.7", "map.pdf")
    save_document(made, {"title": "Map", "file": file, "items": [item.uid]})
    made.refresh_from_db()
    return made


def is_noted(event: Event, verb: Callable[[Event, User], Any]) -> bool:
    before = event.updated_at
    verb(event, rows.coordinator())
    event.refresh_from_db()
    return event.updated_at != before


@pytest.mark.parametrize("verb", NOTHING.values(), ids=NOTHING)
def test_what_changes_nothing_is_no_edit(event: Event, verb: Callable[[Event, User], Any]) -> None:
    assert not is_noted(event, verb)


@pytest.mark.parametrize("verb", SOMETHING.values(), ids=SOMETHING)
def test_what_changes_something_is_an_edit(event: Event, verb: Callable[[Event, User], Any]) -> None:
    assert is_noted(event, verb)
