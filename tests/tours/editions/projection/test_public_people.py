"""Which people public events have, and what the latest of these says of them."""

from datetime import date
from typing import Any

import pytest

from tests.counting import asked
from tests.factories import rows
from tours.editions.projection.public_people import write_latest_of_people
from tours.editions.projection.writing import project
from tours.models import (
    AgendaItem,
    City,
    Event,
    ParticipatingCity,
    Person,
    PublicPerson,
    PublicPersonWord,
    PublishedPart,
    PublishedPresentation,
)
from tours.vocabulary import Access, PersonRole

pytestmark = pytest.mark.django_db


def event_with(who: Person, year: int = 2017, **facts: Any) -> Event:
    event = rows.event(title=f"Of {year}", starts=date(year, 9, 4), ends=date(year, 9, 8))
    rows.part(rows.item(event, day=event.starts), who, role=PersonRole.SPEAKER)
    rows.appearance(event, who, **facts)
    rows.publish(event)
    return event


def known() -> list[tuple[str, str, str, list[str]]]:
    """Each person, their position, the event that says so, and their roles there."""
    return list(PublicPerson.objects.order_by("name").values_list("name", "position", "event__title", "roles"))


def presented() -> list[tuple[str, str]]:
    """The items of each city, by title."""
    return sorted(PublishedPresentation.objects.values_list("city_slug", "item__title"))


def everything() -> list[Any]:
    people = PublicPerson.objects.order_by("uid").values(
        "uid", "key", "slug", "event", "name", "names", "position", "roles"
    )
    parts = PublishedPart.objects.order_by("uid", "item__uid", "role").values_list("uid", "item__uid", "role", "starts")
    return [list(people), list(parts), sorted(PublicPersonWord.objects.values_list("person", "word")), presented()]


def test_person_is_known_by_the_latest_event_not_by_the_one_published_last() -> None:
    who = rows.person("Ana Kovač")
    event_with(who, 2018, position="Mayor")
    event_with(who, 2016, position="Adviser")
    assert known() == [("Ana Kovač", "Mayor", "Of 2018", ["speaker"])]
    assert set(PublicPersonWord.objects.values_list("word", flat=True)) == {"ana", "kovac", "maior", "speaker"}


def test_later_event_that_moves_closes_or_loses_the_person_leaves_them_to_another() -> None:
    who = rows.person("Ana Kovač")
    event_with(who, 2015, position="Student")
    moved, closed, lost = (event_with(who, year, position=f"At {year}") for year in (2016, 2017, 2018))
    AgendaItem.objects.filter(event=lost).delete()
    rows.publish(lost)
    assert [each[2] for each in known()] == ["Of 2017"]
    closed.access = Access.PARTICIPANTS
    closed.save()
    rows.publish(closed)
    assert [each[2] for each in known()] == ["Of 2016"]
    Event.objects.filter(pk=moved.pk).update(starts=date(2014, 9, 4), ends=date(2014, 9, 8))
    AgendaItem.objects.filter(event=moved).update(day=date(2014, 9, 4))
    rows.publish(moved)
    assert [each[2] for each in known()] == ["Of 2015"]


def test_new_version_leaves_the_rows_that_rebuilding_gives() -> None:
    who, other = rows.person("Ana Kovač"), rows.person("Eva Horvat")
    event = event_with(who)
    rows.part(rows.item(event, title="Panel", start="09:00"), other, role=PersonRole.MODERATOR)
    rows.part(AgendaItem.objects.get(title="Panel"), who, role=PersonRole.DISCUSSANT)
    rows.publish(event)
    rows.appearance(event, who, position="Mayor", city=rows.seoul())
    AgendaItem.objects.filter(title="Panel").update(title="Talk")
    rows.publish(event)
    written = everything()
    assert known()[0] == ("Ana Kovač", "Mayor", "Of 2017", ["discussant", "speaker"])
    project(event)
    assert everything() == written


def test_city_of_a_speaker_is_one_of_the_cities_of_the_event() -> None:
    event_with(rows.person("Ana"), city=rows.seoul())
    event_with(rows.person("Eva"), city=rows.rijeka())
    assert list(PublishedPart.objects.order_by("name").values_list("city", "city_slug")) == [
        ("Seoul", "seoul"),
        ("Rijeka", ""),
    ]


def test_city_of_a_speaker_is_none_where_two_have_its_name() -> None:
    spain, venezuela = rows.country("ES", "Spain"), rows.country("VE", "Venezuela")
    here = rows.city("Valencia", country=spain)
    there = City.objects.create(name="Valencia", slug="valencia-ve", country=venezuela, zone="America/Caracas")
    event = rows.event()
    for city in (here, there):
        ParticipatingCity.objects.create(event=event, city=city)
    rows.speaker(rows.item(event, title="Talk"), rows.person("Ana Kovač"), city=here)
    rows.publish(event)
    assert list(PublishedPart.objects.values_list("city", "city_slug")) == [("Valencia", "")]


@pytest.mark.parametrize("size", [1, 6])
def test_writing_costs_six_queries_however_many_people_and_events(size: int) -> None:
    people = [rows.person(f"Person {number}") for number in range(size)]
    for year in range(2010, 2010 + size):
        event_with(people[0], year)
    event = rows.event()
    for who in people:
        rows.part(rows.item(event), who, role=PersonRole.SPEAKER)
    rows.publish(event)
    with asked() as seen:
        write_latest_of_people([str(who.uid) for who in people])
    assert seen.queries == 6
    with asked() as seen:
        write_latest_of_people([])
    assert seen.queries == 0


def test_city_presents_what_its_people_do_and_what_is_called_after_it_but_for_the_host() -> None:
    event = rows.event()
    ParticipatingCity.objects.create(event=event, city=rows.rijeka(), seats=1)
    for title in ("RIJEKA presents: data", "Rijekans", "Meeting Rijeka", "Seoul by night"):
        rows.item(event, title=title)
    rows.speaker(rows.item(event, title="Metro"), "Kim", city=rows.seoul())
    rows.speaker(rows.item(event, title="Harbour"), "Ana", city=rows.rijeka())
    rows.publish(event)
    written = [("rijeka", "Harbour"), ("rijeka", "RIJEKA presents: data"), ("seoul", "Metro")]
    assert presented() == written
    ParticipatingCity.objects.all().delete()
    rows.publish(event)
    assert presented() == [("seoul", "Metro")]
    project(event)
    assert presented() == [("seoul", "Metro")]
    event.access = Access.PARTICIPANTS
    event.save()
    rows.publish(event)
    assert presented() == []
