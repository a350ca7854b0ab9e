"""Names that there are not: a venue or a person is made on demand, and refused otherwise."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import rows
from tours.models import AgendaItem, Event, Person, Venue
from tours.record.items.references import PartNamed, PersonNamed, VenueNamed
from tours.record.items.writing import RefusedRows, save_item, upsert_items
from tours.vocabulary import Level, PersonRole

pytestmark = pytest.mark.django_db
MODERATES = PartNamed(PersonRole.MODERATOR, PersonNamed(name="M. Novak"))


@pytest.fixture
def event() -> Event:
    return rows.event()


def saved(event: Event, venue: VenueNamed) -> AgendaItem:
    facts = {"title": "Visit", "day": event.starts, "venue": venue, "parts": [MODERATES]}
    return save_item(event, facts, create_missing=True).item


def test_both_are_made_and_the_person_appears_at_the_event(event: Event) -> None:
    item = saved(event, VenueNamed(name="City Hall"))

    assert item.venue == Venue.objects.get(name="City Hall", city=event.host_city)
    person = Person.objects.get(display_name="M. Novak")
    assert [(part.person, part.role, part.confirmed, part.level) for part in item.parts.all()] == [
        (person, "moderator", True, Level.PUBLIC)
    ]
    assert event.appearances.get().person == person


def test_venue_may_be_in_another_city_by_its_slug(event: Event) -> None:
    city = rows.rijeka()
    assert saved(event, VenueNamed(name="City Hall", city=city.slug)).venue == Venue.objects.get(city=city)


def test_what_is_there_is_taken_and_none_is_made_twice(event: Event) -> None:
    hall = rows.venue("City Hall", city=event.host_city)
    row = {"title": "Visit", "day": event.starts, "venue": VenueNamed(name="City Hall"), "parts": [MODERATES]}
    written = upsert_items(event, [row, row], create_missing=True)

    assert [each.item.venue for each in written] == [hall, hall]
    assert Person.objects.filter(display_name="M. Novak").count() == 1


def test_unknown_city_is_refused(event: Event) -> None:
    with pytest.raises(ValidationError) as refusal:
        saved(event, VenueNamed(name="City Hall", city="nowhere"))
    assert refusal.value.message_dict == {"venue": ["There is no city with this slug."]}


def test_card_that_the_user_may_not_see_is_left_alone(event: Event) -> None:
    other = rows.event(slug="other", programme=rows.programme(slug="theirs", name="Theirs"))
    hidden = rows.speaker(rows.item(other), "M. Novak").person
    facts = {"title": "Visit", "day": event.starts, "parts": [MODERATES]}
    item = save_item(event, facts, by=rows.coordinator(), create_missing=True).item

    assert item.parts.get().person != hidden


def test_neither_is_made_unless_it_is_asked_for(event: Event) -> None:
    rows_given = [
        {"title": "Visit", "day": event.starts, "venue": VenueNamed(name="City Hall")},
        {"title": "Talk", "day": event.starts, "parts": [MODERATES]},
    ]
    with pytest.raises(RefusedRows) as refused:
        upsert_items(event, rows_given)
    assert {number: error.message_dict for number, error in refused.value.errors.items()} == {
        0: {"venue": ["There is no such venue."]},
        1: {"parts": ["There is no record of this person: M. Novak."]},
    }
