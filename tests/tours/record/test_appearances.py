"""What people are at events: it begins as at their last event, and stays there when it changes elsewhere."""

from datetime import date
from typing import Any

import pytest

from tests.counting import asked
from tests.factories import rows
from tours.editions.preview import preview
from tours.models import Appearance, Event, Person
from tours.record.appearances import add_appearances, appear
from tours.record.items.references import PartNamed, PersonNamed
from tours.record.items.writing import upsert_items
from tours.vocabulary import PersonRole

pytestmark = pytest.mark.django_db


def said(event: Event, person: Person) -> tuple[Any, ...]:
    row = event.appearances.get(person=person)
    return row.title, row.position, row.organisation, row.city


def event_on(year: int) -> Event:
    return rows.event(starts=date(year, 5, 1), ends=date(year, 5, 2))


def speaks(event: Event, *people: Person) -> None:
    """Each is given a part by the verb."""
    parts = [PartNamed(PersonRole.SPEAKER, PersonNamed(uid=person.uid), confirmed=True) for person in people]
    upsert_items(event, [{"external_id": "X", "title": "Talk", "day": event.starts, "parts": parts}])


def test_whoever_is_given_a_part_begins_as_what_they_were_at_their_latest_event() -> None:
    ana, city, host = rows.person("Ana"), rows.rijeka(), rows.organisation()
    rows.appearance(event_on(2019), ana, title="Dr", position="Mayor", organisation=host, city=city)
    rows.appearance(event_on(2017), ana, position="Adviser")
    event = event_on(2018)
    speaks(event, ana)
    assert said(event, ana) == ("Dr", "Mayor", host, city)


def test_of_two_events_on_one_day_the_appearance_made_last_counts() -> None:
    ana = rows.person("Ana")
    for position in ("Adviser", "Mayor"):
        rows.appearance(event_on(2019), ana, position=position)
    event = event_on(2018)
    speaks(event, ana)
    assert said(event, ana) == ("", "Mayor", None, None)


def test_whoever_appears_at_the_event_stays_what_they_are_there() -> None:
    ana, maja, event = rows.person("Ana"), rows.person("Maja"), event_on(2018)
    rows.appearance(event, ana, position="Adviser")
    rows.appearance(event_on(2019), ana, position="Mayor")
    speaks(event, ana, maja)
    speaks(event)
    assert (said(event, ana), said(event, maja)) == (("", "Adviser", None, None), ("", "", None, None))


def test_event_that_is_published_keeps_the_position_of_then() -> None:
    ana, then = rows.person("Ana"), event_on(2017)
    speaks(then, ana)
    appear(then, ana, {"position": "Adviser"})
    rows.publish(then)
    now = event_on(2026)
    speaks(now, ana)
    appear(now, ana, {"position": "Mayor"})
    assert (said(then, ana)[1], said(now, ana)[1]) == ("Adviser", "Mayor")
    assert preview(then).is_empty


def test_facts_that_are_not_given_stay() -> None:
    ana, event = rows.person("Ana"), rows.event()
    appear(event, ana, {"title": "Dr", "city": rows.rijeka()})
    appear(event, ana, {"position": "Mayor"})
    assert said(event, ana) == ("Dr", "Mayor", None, rows.rijeka())


@pytest.mark.parametrize("count", [3, 60])
def test_newcomers_are_found_at_one_price_and_each_costs_its_saving(count: int) -> None:
    event, item = rows.event(), rows.item(rows.event())
    item.event = event
    item.save()
    for number in range(count):
        who = rows.person(f"Person {number}")
        rows.appearance(rows.event(), who, position="Mayor", organisation=rows.organisation())
        item.parts.create(person=who, role=PersonRole.SPEAKER)
    with asked() as first:
        add_appearances(event)
    with asked() as again:
        add_appearances(event)
    assert set(event.appearances.values_list("position", flat=True)) == {"Mayor"}
    assert (first.queries, again.queries) == (2 + 2 * count, 1)
    assert Appearance.objects.count() == 2 * count
