"""The verbs of rooms: all or none, one bed a night, and neighbours who name each other."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from participants.models import Stay
from participants.travel.rooms.hotels import hotel_called
from participants.travel.rooms.stays import change_stay, end_stay, give_rooms
from tests.factories import rows
from tests.participants.travel.makers import coming, stay
from tours.models import City, Event, Venue

pytestmark = pytest.mark.django_db
FOURTH, FIFTH, SIXTH = (date(2017, 9, day) for day in (4, 5, 6))


@pytest.fixture
def event() -> Event:
    return rows.event()


def shared(event: Event) -> list[tuple[str, str, str]]:
    """Who, in which room, with whom."""
    found = Stay.objects.filter(delegate__event=event).select_related("delegate", "shares_with").order_by("pk")
    return [(row.delegate.name, row.room, row.shares_with.name if row.shares_with else "") for row in found]


def test_rooms_are_given_to_all_or_to_none(event: Event) -> None:
    first, second, by = coming(event, "Ana Primer"), coming(event, "Boris Primer"), rows.coordinator()
    facts = {"hotel": rows.venue(), "arrives_on": FOURTH, "leaves_on": SIXTH}
    stay(second, arrives_on=FIFTH, leaves_on=SIXTH)
    with pytest.raises(ValidationError) as refusal:
        give_rooms(event, [first, second], facts, by=by)
    assert refusal.value.message_dict == {
        str(second.pk): [
            "Boris Primer: They have a room at KINTEX from 5 September 2017 to 6 September 2017. Change that stay first."
        ]
    }
    assert shared(event) == [("Boris Primer", "", "")]
    give_rooms(event, [first], facts, by=by)
    assert shared(event) == [("Boris Primer", "", ""), ("Ana Primer", "", "")]


def test_who_shares_a_room_is_named_by_the_neighbour_until_they_part(event: Event) -> None:
    by = rows.coordinator()
    ana, boris, vera = (stay(coming(event, name)) for name in ("Ana Primer", "Boris Primer", "Vera Primer"))
    change_stay(ana, {"shares_with": boris.delegate, "room": "301"}, by=by)
    assert shared(event) == [
        ("Ana Primer", "301", "Boris Primer"),
        ("Boris Primer", "301", "Ana Primer"),
        ("Vera Primer", "", ""),
    ]
    with pytest.raises(ValidationError, match="Boris Primer shares with Ana Primer. Change that first."):
        change_stay(vera, {"shares_with": boris.delegate}, by=by)
    change_stay(ana, {"shares_with": vera.delegate}, by=by)
    assert shared(event) == [
        ("Ana Primer", "301", "Vera Primer"),
        ("Boris Primer", "301", ""),
        ("Vera Primer", "301", "Ana Primer"),
    ]
    end_stay(Stay.objects.get(pk=vera.pk), by=by)
    assert shared(event) == [("Ana Primer", "301", ""), ("Boris Primer", "301", "")]


def test_neighbour_has_the_room_alone_when_the_other_comes_on_other_nights(event: Event) -> None:
    by = rows.coordinator()
    ana, boris = (stay(coming(event, name)) for name in ("Ana Primer", "Boris Primer"))
    change_stay(ana, {"shares_with": boris.delegate}, by=by)
    later = {"arrives_on": date(2017, 9, 7), "leaves_on": date(2017, 9, 8)}
    change_stay(ana, {"shares_with": None, **later}, by=by)
    assert shared(event) == [("Ana Primer", "", ""), ("Boris Primer", "", "")]


def test_who_ends_a_stay_that_a_colleague_changed_meanwhile_leaves_nobody_named(event: Event) -> None:
    by = rows.coordinator()
    ana, boris = (stay(coming(event, name)) for name in ("Ana Primer", "Boris Primer"))
    change_stay(Stay.objects.get(pk=ana.pk), {"shares_with": boris.delegate}, by=by)
    end_stay(ana, by=by)
    end_stay(ana, by=by)
    assert shared(event) == [("Boris Primer", "", "")]


def test_neighbour_needs_a_room_for_these_nights(event: Event) -> None:
    ana, boris = stay(coming(event)), coming(event, "Boris Primer")
    with pytest.raises(ValidationError, match="Boris Primer has no room for these nights. Give them one first."):
        change_stay(ana, {"shares_with": boris}, by=rows.coordinator())


def test_hotel_is_found_or_made_in_the_city_of_the_event_or_in_one_that_is_named(event: Event) -> None:
    known, busan = rows.venue("Lotte", city=event.host_city), rows.city("Busan", zone="Asia/Seoul")
    made, elsewhere = hotel_called("Grand  Plaza", event), hotel_called("Lotte, busan", event)
    stay(coming(event))
    assert hotel_called("kintex", event).city.name == "Goyang"
    assert [hotel_called("lotte", event), made.city, elsewhere.city, elsewhere.name] == [
        known,
        event.host_city,
        busan,
        "Lotte",
    ]
    with pytest.raises(ValidationError, match="There is no city called “Atlantis” here."):
        hotel_called("Lotte, Atlantis", event)


def test_hotel_is_refused_where_several_of_its_name_fit(event: Event) -> None:
    used = [Venue.objects.create(name="Lotte", city=rows.city(name)) for name in ("Busan", "Incheon")]
    for number, hotel in enumerate(used):
        stay(coming(event, f"Ana Primer {number}"), hotel=hotel)
    with pytest.raises(ValidationError, match="Several hotels fit “lotte”: Lotte, Busan; Lotte, Incheon. Write one"):
        hotel_called("lotte", event)
    assert [hotel_called("lotte, incheon", event), hotel_called("Lotte, Busan", event)] == used[::-1]
    near = rows.venue("LOTTE", city=event.host_city)
    assert hotel_called("Lotte", event) == near
    exact = Venue.objects.create(name="Lotte", city=event.host_city)
    assert hotel_called("Lotte", event) == exact
    with pytest.raises(ValidationError, match="Several hotels fit “lotte”"):
        hotel_called("lotte", event)


def test_city_behind_a_hotel_is_refused_where_several_have_its_name(event: Event) -> None:
    here, there = (
        City.objects.create(name="Springfield", country=country, slug=country.code, zone="Asia/Seoul")
        for country in (rows.country(), rows.country("HR", "Croatia"))
    )
    with pytest.raises(ValidationError, match="Several cities have this name: Springfield, .*; Springfield, .* too"):
        hotel_called("Lotte, Springfield", event)
    found = [hotel_called(f"Lotte, Springfield, {city.country.name}", event) for city in (here, there)]
    assert [(hotel.name, hotel.city) for hotel in found] == [("Lotte", here), ("Lotte", there)]


def test_hotel_that_two_name_at_once_is_made_once(event: Event) -> None:
    named, by = [hotel_called("Grand Plaza", event) for _registrar in range(2)], rows.coordinator()
    for hotel, name in zip(named, ("Ana Primer", "Boris Primer"), strict=True):
        give_rooms(event, [coming(event, name)], {"hotel": hotel, "arrives_on": FOURTH, "leaves_on": FIFTH}, by=by)
    assert list(Venue.objects.values_list("name", "stays__delegate__name").order_by("stays")) == [
        ("Grand Plaza", "Ana Primer"),
        ("Grand Plaza", "Boris Primer"),
    ]


def test_room_of_the_mayor_goes_to_the_deputy_with_the_neighbour(event: Event) -> None:
    by = rows.coordinator()
    mayor, aide = stay(coming(event, "Ana Primer")), stay(coming(event, "Boris Primer"))
    change_stay(mayor, {"shares_with": aide.delegate, "room": "301"}, by=by)
    change_stay(mayor, {"delegate": coming(event, "Vera Primer")}, by=by)
    assert shared(event) == [("Vera Primer", "301", "Boris Primer"), ("Boris Primer", "301", "Vera Primer")]


def test_stay_that_begins_when_the_other_ends_is_not_beside_it(event: Event) -> None:
    by = rows.coordinator()
    ana = stay(coming(event, "Ana Primer"), arrives_on=FIFTH, leaves_on=SIXTH)
    boris = stay(coming(event, "Boris Primer"), arrives_on=FOURTH, leaves_on=FIFTH)
    with pytest.raises(ValidationError, match="Boris Primer has no room for these nights. Give them one first."):
        change_stay(ana, {"shares_with": boris.delegate}, by=by)
    before = stay(boris.delegate, arrives_on=SIXTH, leaves_on=SIXTH.replace(day=7))
    with pytest.raises(ValidationError, match="Boris Primer has no room for these nights. Give them one first."):
        change_stay(ana, {"shares_with": before.delegate}, by=by)
