"""Agenda items as rows name them: by UID, by external id, or not at all."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError

from tests.factories import rows
from tours.models import AgendaItem, Event
from tours.record.items.writing import Outcome, RefusedRows, save_item, upsert_items

pytestmark = pytest.mark.django_db
KNOWN = UUID("00000000-0000-4000-8000-000000000001")


def row(event: Event, **facts: Any) -> dict[str, Any]:
    return {"title": "Opening", "day": event.starts, **facts}


def refused(event: Event, *listed: dict[str, Any]) -> dict[int, dict[str, list[str]]]:
    with pytest.raises(RefusedRows) as refusal:
        upsert_items(event, listed)
    return {number: error.message_dict for number, error in refusal.value.errors.items()}


def test_row_is_of_the_item_with_its_uid_which_is_made_where_it_is_not_there() -> None:
    event = rows.event()
    (made,) = upsert_items(event, [row(event, uid=KNOWN, external_id="A-1")])
    (changed,) = upsert_items(event, [{"uid": KNOWN, "room": "Hall 1"}])
    (same,) = upsert_items(event, [{"uid": KNOWN, "room": "Hall 1", "external_id": "A-1"}])
    assert [each.outcome for each in (made, changed, same)] == [Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED]
    item = event.items.get()
    assert (item.uid, item.title, item.room, item.external_id) == (KNOWN, "Opening", "Hall 1", "A-1")


def test_uid_goes_before_the_external_id_which_is_written() -> None:
    event = rows.event()
    first, second = rows.item(event, external_id="A"), rows.item(event, external_id="B")
    upsert_items(event, [{"uid": first.uid, "external_id": "C"}, {"external_id": "B", "room": "Hall 1"}])
    assert list(event.items.order_by("pk").values_list("uid", "external_id", "room")) == [
        (first.uid, "C", ""),
        (second.uid, "B", "Hall 1"),
    ]


def test_deleted_item_comes_back_under_its_uid() -> None:
    event = rows.event()
    item = rows.item(event, title="Dinner", external_id="A")
    item.delete()
    (written,) = upsert_items(event, [row(event, uid=item.uid, title="Dinner", external_id="A")])
    assert (written.outcome, event.items.get().uid) == (Outcome.CREATED, item.uid)


def test_rows_that_name_no_item_make_new_ones_and_leave_those_without_external_id() -> None:
    event = rows.event()
    there = rows.item(event, title="There")
    written = upsert_items(event, [row(event, title="One"), row(event, title="Two", external_id="", uid=None)])
    assert [each.outcome for each in written] == [Outcome.CREATED, Outcome.CREATED]
    assert list(event.items.order_by("pk").values_list("title", flat=True)) == ["There", "One", "Two"]
    assert len({there.uid, *(each.item.uid for each in written)}) == 3


def test_item_is_named_once_in_a_list() -> None:
    event = rows.event()
    item = rows.item(event, external_id="A")
    same = {"uid": ["Another row of the list has the same uid."]}
    assert refused(event, {"uid": item.uid}, {"uid": item.uid}) == {1: same}
    assert refused(event, {"external_id": "A"}, {"uid": item.uid}) == {1: same}
    assert refused(event, row(event, external_id="B"), row(event, external_id="B")) == {
        1: {"external_id": ["Another row of the list has this external id."]}
    }
    assert refused(event, row(event, uid=KNOWN), row(event, uid=KNOWN)) == {1: same}


def test_uid_of_another_event_s_item_is_refused_and_that_item_stays() -> None:
    event, item = rows.event(), rows.item(rows.event(), title="Theirs")
    assert refused(event, row(event, uid=item.uid)) == {0: {"uid": ["Agenda item with this Uid already exists."]}}
    assert AgendaItem.objects.get().title == "Theirs"


def test_external_id_of_another_item_is_refused() -> None:
    event = rows.event()
    rows.item(event, external_id="A")
    other = rows.item(event, external_id="B")
    assert refused(event, {"uid": other.uid, "external_id": "A"}) == {
        0: {"__all__": ["This event already has an item with this external id."]}
    }


def test_item_keeps_its_uid() -> None:
    event = rows.event()
    item = rows.item(event)
    save_item(event, {"uid": uuid4(), "room": "Hall 1"}, item=item)
    assert list(event.items.values_list("uid", "room")) == [(item.uid, "Hall 1")]


def test_single_item_is_made_with_its_uid() -> None:
    event = rows.event()
    assert save_item(event, row(event, uid=KNOWN)).item.uid == KNOWN
    with pytest.raises(ValidationError, match="Agenda item with this Uid already exists"):
        save_item(event, row(event, uid=KNOWN))
