"""For how many meals and items are, what they eat, and who is here on which day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from participants.models import DelegateNeeds
from participants.travel.lists.counts import counts_list, read_counts
from participants.travel.lists.here import Gate, here_list
from participants.vocabulary import Diet, Direction
from tests.factories import rows
from tests.participants.travel.makers import coming, leg, needs, pickup
from tours.agenda.view import AgendaView
from tours.desk.audiences import view_of
from tours.desk.downloads.agenda_files import draft_of
from tours.models import Event, Group
from tours.vocabulary import ItemKind, Level, Status

pytestmark = pytest.mark.django_db
FOURTH, FIFTH = date(2017, 9, 4), date(2017, 9, 5)
AT = datetime(2017, 8, 30, 18, 5, tzinfo=ZoneInfo("Asia/Seoul"))


@pytest.fixture
def event() -> Event:
    """Four come: one arrives by the fifth, one is in group B. Lunch on the fifth is for all, a visit for group B."""
    event = rows.event()
    ana, boris, vera = (coming(event, name) for name in ("Ana Primer", "Boris Primer", "Vera Primer"))
    late = coming(event, "Petar Primer")
    leg(late, lands_on=FIFTH)
    group = Group.objects.create(event=event, name="B")
    boris.groups.add(group)
    rows.item(event, title="Lunch", kind=ItemKind.MEAL, day=FIFTH)
    visit = rows.item(event, title="Visit", day=FIFTH, level=Level.DELEGATES, venue=rows.venue())
    visit.groups.add(group)
    rows.item(event, title="Cancelled", day=FIFTH, status=Status.CANCELLED)
    rows.item(event, title="Staff", day=FIFTH, level=Level.STAFF)
    needs(ana, diet=Diet.VEGETARIAN)
    needs(boris, diet=Diet.ANYTHING, diet_note="An allergy to nuts")
    needs(late, diet=Diet.VEGETARIAN)
    needs(vera)
    return event


def view(event: Event) -> AgendaView | None:
    return view_of(draft_of(event), Level.DELEGATES)


def test_lunch_is_counted_with_its_diets_right_after_a_late_change(event: Event) -> None:
    rows_of = {part.heading: list(part.rows) for part in counts_list(event, view(event), at=AT).tables[0].parts}
    assert rows_of["Tuesday 5 September 2017"] == [
        ("Lunch", "10:00–11:00", "", 4, "Vegetarian: 2; not told: 1. An allergy to nuts"),
        ("Visit", "10:00–11:00", "KINTEX, Goyang", 1, ""),
    ]
    DelegateNeeds.objects.filter(delegate__name="Ana Primer").delete()
    event.delegates.filter(name="Vera Primer").update(state="withdrawn")
    lunch = next(item for item in read_counts(event, view(event))[1].items if item.is_meal)
    assert (lunch.diets.people, lunch.diets.counts, lunch.diets.not_told) == (3, ((Diet.VEGETARIAN, 1),), 1)


def test_each_day_says_how_many_are_here_and_each_car_how_many_go(event: Event) -> None:
    van = pickup(event, day=FIFTH)
    leg(event.delegates.get(name="Ana Primer"), pickup=van)
    table = counts_list(event, None, at=AT).tables[0]
    assert [(part.heading, part.note, list(part.rows)) for part in table.parts[:2]] == [
        ("Monday 4 September 2017", "3 people are here.", []),
        ("Tuesday 5 September 2017", "4 people are here.", [("Van 1", "", "", 1, "")]),
    ]


def test_who_is_here_goes_by_what_was_said_then_by_flights_then_by_the_event(event: Event) -> None:
    ana = event.delegates.get(name="Ana Primer")
    leg(ana, direction=Direction.OUT, lands_on=None, leaves_on=FIFTH)
    event.delegates.filter(name="Boris Primer").update(present_until=FOURTH)
    everyone = here_list(event, at=timezone.now()).tables[0].parts[0].rows
    assert [(row[0], row[2], row[3]) for row in everyone] == [
        ("Ana Primer", FOURTH, FIFTH),
        ("Boris Primer", FOURTH, FOURTH),
        ("Vera Primer", FOURTH, event.ends),
        ("Petar Primer", FIFTH, event.ends),
    ]
    on_fifth = here_list(event, Gate(FIFTH), at=timezone.now()).tables[0].parts[0]
    assert (on_fifth.heading, [row[0] for row in on_fifth.rows]) == (
        "Tuesday 5 September 2017",
        ["Ana Primer", "Vera Primer", "Petar Primer"],
    )


def test_gate_list_of_an_item_names_those_of_its_groups_who_are_there(event: Event) -> None:
    shown = view(event)
    assert shown
    lines = {item.line.title: item.line for item in shown.items}
    gates = [Gate(line=lines[title]) for title in ("Lunch", "Visit")]
    found = [here_list(event, gate, at=AT).tables[0].parts[0] for gate in gates]
    assert [(part.heading, part.note, [row[0] for row in part.rows]) for part in found] == [
        (
            "Tuesday 5 September 2017, 10:00–11:00, Lunch",
            "4 people are here.",
            ["Ana Primer", "Boris Primer", "Vera Primer", "Petar Primer"],
        ),
        ("Tuesday 5 September 2017, 10:00–11:00, Visit", "1 person is here.", ["Boris Primer"]),
    ]
    event.delegates.filter(name="Boris Primer").update(present_until=FOURTH)
    nobody = here_list(event, gates[1], at=AT).tables[0]
    assert (nobody.parts, nobody.nothing) == ((), "Nobody is here: Tuesday 5 September 2017, 10:00–11:00, Visit.")
