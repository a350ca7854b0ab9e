"""The verbs that write the lists of an event."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from tests.factories import rows
from tests.participants.makers import delegation
from tours.models import Contact, Event, Group, ParticipatingCity, Purpose
from tours.record.event_parts import delete_part, move_part, save_part
from tours.record.events import delete_event

pytestmark = pytest.mark.django_db


def texts(event: Event) -> list[str]:
    return list(Purpose.objects.filter(event=event).values_list("text", flat=True))


def test_new_row_is_the_last_of_its_list_and_the_event_is_edited() -> None:
    event = rows.event()
    later = event.updated_at + timedelta(minutes=1)
    Purpose.objects.create(event=event, text="Learn", position=7)
    with time_machine.travel(later, tick=False):
        save_part(Purpose(event=event, text="Teach"))
    event.refresh_from_db()
    assert (texts(event), event.updated_at) == (["Learn", "Teach"], later)


def test_row_that_breaks_a_rule_is_refused_and_the_event_is_not_edited() -> None:
    event = rows.event()
    before = event.updated_at
    with pytest.raises(ValidationError, match="Give an e-mail address or a telephone number"):
        save_part(Contact(event=event, name="Desk"))
    event.refresh_from_db()
    assert event.updated_at == before


def test_rows_move_in_their_list_also_where_all_have_one_number() -> None:
    event = rows.event()
    made = [Purpose.objects.create(event=event, text=text) for text in "abc"]
    assert move_part(made[2], -1)
    assert texts(event) == ["a", "c", "b"]
    assert move_part(made[0], 1)
    assert texts(event) == ["c", "a", "b"]
    assert [move_part(Purpose.objects.get(text=text), places) for text, places in (("c", -1), ("b", 1))] == [
        False,
        False,
    ]


def test_group_with_items_and_city_that_is_invited_stay() -> None:
    event = rows.event()
    item, group = rows.item(event, title="Visit"), Group.objects.create(event=event, name="Bus")
    item.groups.add(group)
    with pytest.raises(ValidationError, match="items are for it: “Visit”"):
        delete_part(group)
    rows.publish(event)
    ours = delegation(event, by=rows.coordinator()).participation
    with pytest.raises(ValidationError, match="it was invited"):
        delete_part(ours)
    assert (event.groups.count(), event.participating_cities.count()) == (1, 1)


def test_seats_are_compared_with_those_taken_meanwhile() -> None:
    event = rows.event()
    ours = ParticipatingCity.objects.create(event=event, city=rows.rijeka(), seats=3)
    ParticipatingCity.objects.update(taken=2, comes=False)
    ours.seats = 1
    with pytest.raises(ValidationError, match="2 seats are taken"):
        save_part(ours)
    ours.seats = 2
    save_part(ours)
    assert ParticipatingCity.objects.values_list("seats", "taken", "comes").get() == (2, 2, False)


def test_draft_is_deleted_and_what_was_published_or_invited_is_not() -> None:
    draft, told = rows.full_event(2), rows.full_event(1)
    rows.publish(told)
    delete_event(draft)
    with pytest.raises(ValidationError, match="Cancel it instead"):
        delete_event(told)
    assert [event.pk for event in type(told).objects.all()] == [told.pk]
