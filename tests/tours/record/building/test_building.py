"""The verbs of building: what each writes, what it costs, and that each is undone and done again whole."""

from datetime import date, time
from typing import Any

import msgspec
import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from tests.counting import asked
from tests.factories import rows
from tours.models import AgendaItem, Document, Event, Group, ItemLink, KeptRows, Person, Track
from tours.record.building.many_items import change_items, copy_items
from tours.record.building.one_item import (
    add_items,
    change_item,
    delete_items,
    item_to_change,
    move_earlier,
    move_item,
    move_later,
    take_for_edit,
)
from tours.record.building.shifting import Shift, shift_items, shift_of, shift_tag
from tours.record.items.references import PartNamed, PersonNamed, VenueNamed
from tours.record.items.writing import RefusedRows
from tours.record.undoing.tables import rows_of
from tours.record.undoing.undoing import redo, undo
from tours.vocabulary import PersonRole, RoleKind, Step

pytestmark = pytest.mark.django_db
TUE = date(2017, 9, 5)


@pytest.fixture
def by() -> User:
    return rows.coordinator()


@pytest.fixture
def event() -> Event:
    made = rows.event()
    first = rows.item(made, title="Opening", start=time(9), end=time(10), venue=rows.venue(), room="Hall 1")
    rows.speaker(first, "Ana Horvat")
    ItemLink.objects.create(item=first, label="Slides", url="https://example.org/")
    first.groups.add(Group.objects.create(event=made, name="A"))
    rows.item(made, title="Visit", start=time(11), end=time(12), track=Track.objects.create(event=made, name="North"))
    rows.item(made, title="Walk", start=time(23), end=time(0, 30), ends_on=TUE)
    rows.item(made, title="Shopping", start=None, end=None)
    return made


def named(event: Event, title: str) -> AgendaItem:
    return event.items.get(title=title)


def change(event: Event, by: User, title: str = "Opening", **facts: Any) -> bool:
    with transaction.atomic():
        assert take_for_edit(event.uid, by=by)
        item = item_to_change(event.uid, named(event, title).uid)
        assert item
        return bool(change_item(item, facts, by=by))


def agenda(event: Event) -> list[str]:
    found = []
    for item in event.items.all():
        end = f"-{item.end:%H:%M}" if item.end else ""
        found.append(f"{item.day:%d} {f'{item.start:%H:%M}' if item.start else '?'}{end} {item.title}")
    return found


def kept_before(event: Event, steps: int) -> None:
    """Earlier steps, which changed nothing that is still there."""
    facts = {"event": event, "step": Step.EDIT, "rows": "{}", "at": timezone.now()}
    KeptRows.objects.bulk_create(KeptRows(number=number + 1, **facts) for number in range(steps))


PARTS = [PartNamed(PersonRole.MODERATOR, PersonNamed(name="Ivo Ilić"))]
VERBS: dict[str, Any] = {
    "change facts": lambda event, by: change(event, by, title="Visit", room="Hall 2", start=time(10)),
    "change lists": lambda event, by: change(event, by, parts=PARTS, groups=[], track="South"),
    "change place": lambda event, by: change(event, by, venue=VenueNamed(name="City Hall")),
    "add": lambda event, by: add_items(
        event, [{"title": "Lunch", "day": TUE, "parts": PARTS, "track": "South"}], by=by
    ),
    "move": lambda event, by: move_item(event, named(event, "Opening"), TUE, time(23), by=by),
    "move to the tray": lambda event, by: move_item(event, named(event, "Walk"), None, time(9), by=by),
    "earlier": lambda event, by: move_earlier(event, named(event, "Visit"), by=by),
    "later": lambda event, by: move_later(event, named(event, "Opening"), by=by),
    "shift": lambda event, by: shift_items(event, Shift(60), by=by),
    "change many": lambda event, by: change_items(
        event,
        event.items.all(),
        {"status": "cancelled", "track": "South", "venue": VenueNamed(name="City Hall")},
        by=by,
    ),
    "all to the tray": lambda event, by: change_items(event, event.items.all(), {"day": None}, by=by),
    "add to the tray": lambda event, by: add_items(event, [{"title": "Lunch", "day": None, "parts": PARTS}], by=by),
    "copy": lambda event, by: copy_items(event, event.items.all(), day=TUE, by=by),
    "delete": lambda event, by: delete_items(event, event.items.all(), by=by),
}


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_is_one_step_that_is_undone_and_done_again_whole(event: Event, by: User, verb: str) -> None:
    before = msgspec.to_builtins(rows_of(event))
    assert VERBS[verb](event, by)
    after = msgspec.to_builtins(rows_of(event))
    assert after != before
    assert event.kept_rows.count() == 1

    assert undo(event, by=by) == []
    assert msgspec.to_builtins(rows_of(event)) == before
    assert redo(event, by=by) == []
    assert msgspec.to_builtins(rows_of(event)) == after


def test_what_changes_nothing_is_no_step(event: Event, by: User) -> None:
    assert not change(event, by, room="Hall 1")
    assert not move_later(event, named(event, "Walk"), by=by)
    assert not KeptRows.objects.exists()


def test_twenty_steps_are_kept_and_what_was_undone_is_dropped(event: Event, by: User) -> None:
    kept_before(event, 20)
    for number in range(3):
        change(event, by, room=f"Hall {number + 2}")
    assert [step.number for step in event.kept_rows.all()] == list(range(4, 24))
    assert {step.step for step in event.kept_rows.all()} == {Step.EDIT}
    undo(event, by=by)
    undo(event, by=by)
    change(event, by, room="Hall")
    assert [step.number for step in event.kept_rows.all()] == list(range(4, 23))
    undo(event, by=by)
    undo(event, by=by)
    assert named(event, "Opening").room == "Hall 1"


@pytest.mark.parametrize("steps", [0, 20])
def test_one_change_costs_six_queries(event: Event, by: User, steps: int) -> None:
    kept_before(event, steps)
    change(event, by, "Walk", room="Hall 2")
    Group.objects.all().delete()
    key = named(event, "Walk").uid
    with asked() as database, transaction.atomic():
        take_for_edit(event.uid, by=by)
        item = item_to_change(event.uid, key)
        assert item
        change_item(item, {"title": "Night walk"}, by=by)
    assert database.queries == 6 + len(["SAVEPOINT", "RELEASE"])


def test_who_may_only_read_takes_nothing_for_edit(event: Event) -> None:
    assert not take_for_edit(event.uid, by=rows.colleague(RoleKind.VIEWER, at=event))


def test_shift_is_narrowed_by_day_time_track_and_group(event: Event, by: User) -> None:
    rows.item(event, title="Next day", day=TUE)
    rows.item(event, title="Off", status="cancelled")
    found = {
        "all": Shift(30),
        "day": Shift(30, day=TUE),
        "after": Shift(30, day=event.starts, after=time(11)),
        "track": Shift(30, track=Track.objects.get()),
        "group": Shift(30, group=Group.objects.get()),
    }
    assert {name: [each.item.title for each in shift_of(event, shift)] for name, shift in found.items()} == {
        "all": ["Opening", "Visit", "Walk", "Next day"],
        "day": ["Next day"],
        "after": ["Visit", "Walk"],
        "track": ["Visit"],
        "group": ["Opening"],
    }
    assert shift_items(event, Shift(75, after=time(11)), by=by) == 2
    assert agenda(event)[2:] == [
        "04 10:00-11:00 Off",
        "04 12:15-13:15 Visit",
        "05 00:15-01:45 Walk",
        "05 10:00-11:00 Next day",
    ]


def test_shift_of_another_agenda_than_was_shown_is_refused(event: Event, by: User) -> None:
    shown = shift_tag(shift_of(event, Shift(30)))
    change(event, by, start=time(8))
    with pytest.raises(ValidationError):
        shift_items(event, Shift(30), by=by, expected=shown)
    assert named(event, "Opening").start == time(8)


def test_keys_join_the_time_above_and_then_go_before_it(event: Event, by: User) -> None:
    for _each in range(2):
        move_earlier(event, named(event, "Visit"), by=by)
    assert agenda(event) == ["04 ? Shopping", "04 09:00-10:00 Visit", "04 09:00-10:00 Opening", "04 23:00-00:30 Walk"]
    move_later(event, named(event, "Visit"), by=by)
    assert agenda(event)[1:3] == ["04 09:00-10:00 Opening", "04 09:00-10:00 Visit"]


def test_item_without_a_time_goes_up_to_the_last_time_and_none_goes_down_to_it(event: Event, by: User) -> None:
    assert not move_later(event, named(event, "Walk"), by=by)
    move_earlier(event, named(event, "Shopping"), by=by)
    assert agenda(event)[2:] == ["04 23:00-00:30 Walk", "04 23:00 Shopping"]


def test_copy_has_all_but_uid_external_id_and_report(event: Event, by: User) -> None:
    AgendaItem.objects.filter(title="Opening").update(external_id="A", report="It went well.", capacity=20)
    first = named(event, "Opening")
    first.documents.add(Document.objects.create(event=event, title="Map", size=1))
    [copy] = copy_items(event, [first], day=TUE, by=by)
    copy.refresh_from_db()
    assert copy.uid != first.uid
    assert (copy.external_id, copy.report) == ("", "")
    assert (copy.day, copy.start, copy.end, copy.venue, copy.room, copy.capacity) == (
        TUE,
        time(9),
        time(10),
        first.venue,
        "Hall 1",
        20,
    )
    for name in ("parts", "links", "documents"):
        assert [str(each) for each in getattr(copy, name).all()] == [str(each) for each in getattr(first, name).all()]
    assert [*copy.groups.all()] == [*first.groups.all()]


def test_row_that_is_refused_names_what_is_wrong(event: Event, by: User) -> None:
    with pytest.raises(RefusedRows) as refused, transaction.atomic():
        add_items(event, [{"title": "Fine", "day": TUE}, {"title": "Bad", "day": TUE, "end": time(9)}], by=by)
    assert {at: why.messages for at, why in refused.value.errors.items()} == {
        1: ["An item that ends at a time must also begin at one."]
    }
    assert event.items.count() == 4


def test_person_who_is_made_stays_when_the_step_is_undone(event: Event, by: User) -> None:
    change(event, by, parts=PARTS)
    undo(event, by=by)
    assert Person.objects.filter(display_name="Ivo Ilić").exists()
    assert not event.appearances.filter(person__display_name="Ivo Ilić").exists()
