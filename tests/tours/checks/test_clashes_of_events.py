"""The number of clashes that lists of events tell: the same as the checks of each event, and what it costs."""

from datetime import date, time
from typing import Any

import pytest
import time_machine

from tests.counting import asked
from tests.factories import rows
from tours.checks.clashes_of_events import clashes_of
from tours.checks.findings import Weight
from tours.checks.of_event import findings_in
from tours.editions.preview import preview
from tours.models import Event, Group, Track
from tours.vocabulary import EventState, ItemKind, Level, PersonRole, Status

pytestmark = pytest.mark.django_db
BEFORE = time_machine.travel("2017-09-01")


def at(event: Event, start: str, end: str, **facts: Any) -> Any:
    return rows.item(event, start=time.fromisoformat(start), end=time.fromisoformat(end), **facts)


def with_every_clash() -> Event:
    event, place = rows.event(), rows.venue()
    track = Track.objects.create(event=event, name="Water")
    groups = [Group.objects.create(event=event, name=name) for name in "AB"]
    at(event, "09:00", "10:00", venue=place, room="Room 5")
    at(event, "09:30", "10:30", venue=place, room="Room 5")
    at(event, "09:30", "10:30", venue=place, room="Room 6")
    at(event, "11:00", "12:00", track=track)
    at(event, "11:30", "12:30", track=track)
    at(event, "11:30", "12:30", track=track, kind=ItemKind.REGISTRATION)
    for day in (4, 5):
        for group in groups[: 6 - day]:
            item = at(event, "13:00", "14:00", level=Level.DELEGATES, day=date(2017, 9, day))
            item.groups.add(groups[0] if day == 4 else group)
    item = at(event, "15:00", "16:00", level=Level.STAFF)
    late = at(event, "23:30", "01:00", ends_on=date(2017, 9, 5), level=Level.STAFF)
    who = rows.person()
    for one in (item, at(event, "15:30", "16:30", venue=place, level=Level.STAFF), late):
        rows.part(one, who, role=PersonRole.DRIVER, level=Level.STAFF)
    rows.part(
        at(event, "00:30", "00:45", day=date(2017, 9, 5), level=Level.STAFF),
        who,
        role=PersonRole.DRIVER,
        level=Level.STAFF,
    )
    at(event, "15:30", "16:30", venue=place, status=Status.CANCELLED)
    rows.item(event, day=None, start=None, end=None)
    return event


@BEFORE
def test_as_many_as_the_checks_of_the_event_ask_about() -> None:
    event = with_every_clash()
    found = findings_in(preview(event), event, tells_names=True)
    asks = [each.code for each in found if each.weight is Weight.ASKS]
    assert asks == ["place", "track", "group", "person", "person"]
    assert clashes_of([event, rows.full_event(2)]) == {event.pk: 5}


@pytest.mark.parametrize(
    ("today", "facts", "told"),
    [
        ("2017-09-08", {}, 5),
        ("2017-09-09", {}, 0),
        ("2017-09-01", {"state": EventState.POSTPONED}, 5),
        ("2017-09-01", {"state": EventState.CANCELLED}, 0),
    ],
)
def test_what_is_over_or_cancelled_has_none(today: str, facts: dict[str, Any], told: int) -> None:
    event = with_every_clash()
    Event.objects.update(**facts)
    event.refresh_from_db()
    with time_machine.travel(today):
        assert clashes_of([event]) == ({event.pk: told} if told else {})


@BEFORE
@pytest.mark.parametrize(("events", "items"), [(1, 1), (1, 300), (25, 40)])
def test_it_costs_three_queries(events: int, items: int) -> None:
    made = [rows.full_event(items) for _ in range(events)]
    with asked() as cost:
        found = clashes_of(made)
    assert (cost.queries, found) == (3, {made[0].pk: 160} if items == 300 else {})


def test_nothing_is_asked_of_events_that_are_over() -> None:
    event = rows.event()
    with asked() as cost:
        clashes_of([event])
    assert cost.queries == 0
