"""Whom and which place a typed name means."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import rows
from tours.models import Event
from tours.record.building.names import People, Places, means
from tours.record.items.references import PersonNamed, VenueNamed

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    made = rows.event()
    rows.speaker(rows.item(made), "Maja Novák")
    return made


@pytest.mark.parametrize(
    ("typed", "name", "fits"),
    [
        ("Novak", "Maja Novák", True),
        ("NOVAK", "Maja Novák", True),
        ("M. Novak", "Maja Novák", True),
        ("I. Novak", "Maja Novák", False),
        ("Maja Novak", "Maja Novák", True),
        ("Novak Maja", "Maja Novák", False),
        ("Maja Novak", "Maja Novák Horvat", False),
        ("Новак", "Maja Novák", True),
        ("Nov", "Maja Novák", False),
        ("M", "Maja Novák", False),
        ("", "Maja Novák", False),
    ],
)
def test_whole_names_surnames_and_initials(typed: str, name: str, *, fits: bool) -> None:
    assert means(typed, name) is fits


def named(event: Event, name: str) -> PersonNamed:
    return People(event, [name], rows.coordinator()).named(name)


def test_surname_means_who_is_at_the_event_before_others(event: Event) -> None:
    rows.speaker(rows.item(rows.event()), "Ivan Novak")
    here = event.appearances.get().person
    assert named(event, "Novak") == PersonNamed(uid=here.uid)


def test_surname_means_the_one_whom_the_user_may_see(event: Event) -> None:
    there = rows.speaker(rows.item(rows.event()), "Ivan Ilić").person
    assert there
    assert named(event, "Ilić") == PersonNamed(uid=there.uid)
    hidden = rows.event(programme=rows.programme(slug="theirs", name="Theirs"))
    rows.speaker(rows.item(hidden), "Petar Kim")
    assert named(event, "Kim") == PersonNamed(name="Kim")


def test_several_are_refused_with_the_names_to_choose_from(event: Event) -> None:
    rows.speaker(rows.item(event), "Ivan Novak")
    with pytest.raises(ValidationError) as refusal:
        named(event, "Novak")
    told = "“Novak” may be several people: Maja Novák and Ivan Novak. Write the whole name of the one who is meant."
    assert refusal.value.message_dict == {"parts": [told]}


def place(event: Event, room: str, name: str) -> tuple[str, VenueNamed | None]:
    return Places(event, [(room, name)]).named(room, name)


def test_place_is_found_whatever_its_capitals_that_of_the_host_city_first(event: Event) -> None:
    hall = rows.venue("City Hall", city=rows.seoul())
    hall.__class__.objects.create(name="City Hall", city=rows.rijeka())
    assert place(event, "Room 5", "city hall") == ("Room 5", VenueNamed(key=hall.pk))
    assert place(event, "", "") == ("", None)
    assert place(event, "", "Town Hall") == ("", VenueNamed(name="Town Hall"))


def test_city_after_the_place_says_where_it_is(event: Event) -> None:
    city = rows.rijeka()
    assert place(event, "City Hall", "Rijeka") == ("", VenueNamed(name="City Hall", city=city.slug))
    hall = rows.venue("City Hall", city=city)
    assert place(event, "City Hall", "Rijeka") == ("", VenueNamed(key=hall.pk))


def test_several_places_are_refused_with_their_cities(event: Event) -> None:
    for city in (rows.rijeka(), rows.belgrade()):
        rows.venue("City Hall", city=city).__class__.objects.get_or_create(name="City Hall", city=city)
    with pytest.raises(ValidationError) as refusal:
        place(event, "", "City Hall")
    told = "Several places have this name. Write which one is meant: “City Hall, Rijeka” and “City Hall, Belgrade”."
    assert refusal.value.message_dict == {"venue": [told]}
